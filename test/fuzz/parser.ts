import assert from 'node:assert/strict'
import fc from 'fast-check'
import { oddText } from './words.ts'

// What reads what somebody else wrote: none may throw what it does not say, nor take long.

interface Parser<Input> {
  name: string
  input: fc.Arbitrary<Input>
  /** @param folder to put a file in */
  read: (input: Input, folder: string) => unknown
  /** What it throws at input that is none, by design. */
  throws?: (error: unknown) => boolean
}

/** So that each can have an input of its own type in one table. */
export interface AnyParser {
  name: string
  property: (folder: string) => fc.IAsyncProperty<[unknown]>
}

const longestMs = 5000

export function parser<Input>({ name, input, read, throws = () => false }: Parser<Input>): AnyParser {
  return {
    name,
    property: folder =>
      fc.asyncProperty<[unknown]>(input, async given => {
        // The arbitrary above made it.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const its = given as Input
        const began = performance.now()
        try {
          await read(its, folder)
        } catch (error) {
          if (!throws(error)) throw error
        }
        const ms = performance.now() - began
        assert.ok(ms < longestMs, `took ${Math.round(ms)} ms`)
      }),
  }
}

/** A text out of pieces that mean something to the parser, and some that mean nothing. */
export const pieces = (...known: string[]) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: oddText }), {
      maxLength: 30,
    })
    .map(it => it.join(''))

/** Bytes that begin like something and were cut and changed. */
export const spoilt = (...whole: Buffer[]) =>
  fc
    .record({
      from: fc.constantFrom(...whole),
      cut: fc.nat(4000),
      flips: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 8 }),
      rest: fc.uint8Array({ maxLength: 200 }),
    })
    .map(({ from, cut, flips, rest }) => {
      const bytes = Buffer.concat([from.subarray(0, Math.max(cut, from.length % 7)), rest])
      for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
      return bytes
    })

export async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}
