import { isSigned, type Signer, type VerifierKey } from '../../platform/signing.ts'

/** What was signed of the tree at a moment. */
export interface TreeHead {
  /** The name of the key that signed it. */
  origin: string
  size: number
  root: Buffer
  at: Date
  /** The size of the head before: a head that was taken out between two others is missed. */
  previous: number
  /** The text as it was signed, with its signature. */
  note: string
}

/** Signs a tree head, in the form of C2SP tlog-checkpoint: a text that people can read and other tools know. */
export function signHead({ current, sign }: Signer, it: Pick<TreeHead, 'size' | 'root' | 'at' | 'previous'>): string {
  const text = [
    current.name,
    String(it.size),
    it.root.toString('base64'),
    `time ${it.at.toISOString()}`,
    `previous ${it.previous}`,
    '',
  ].join('\n')
  const signature = Buffer.concat([current.id, sign(Buffer.from(text))]).toString('base64')
  return `${text}\n— ${current.name} ${signature}\n`
}

const shape =
  /^(?<text>(?<origin>\S+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\ntime (?<at>\S+)\nprevious (?<previous>0|[1-9]\d{0,14})\n)\n— (?<name>\S+) (?<signature>[A-Za-z0-9+/=]+)\n$/u

/** Reads a signed tree head. Undefined when it is none, or none of these keys signed it. */
export function openHead(keys: readonly VerifierKey[], note: string): TreeHead | undefined {
  const clean = `${note.replaceAll('\r\n', '\n').trim()}\n`
  const it = shape.exec(clean)?.groups
  if (!it) return undefined
  const signed = Buffer.from(it['signature'] ?? '', 'base64')
  const mine = keys.filter(
    key => key.name === it['name'] && key.name === it['origin'] && key.id.equals(signed.subarray(0, 4)),
  )
  if (!isSigned(mine, Buffer.from(it['text'] ?? ''), signed.subarray(4))) return undefined
  return {
    origin: it['origin'] ?? '',
    size: Number(it['size']),
    root: Buffer.from(it['root'] ?? '', 'base64'),
    at: new Date(it['at'] ?? ''),
    previous: Number(it['previous']),
    note: clean,
  }
}
