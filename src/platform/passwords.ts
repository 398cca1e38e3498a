import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

// The first choice of the OWASP Password Storage Cheat Sheet for argon2id: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32
// What a stored hash may ask of this machine at most, so that a wrong row cannot take all memory.
const highest = { memory: 262_144, passes: 16, parallelism: 8 }

const compute = promisify(argon2)

interface Encoded {
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  tag: Buffer
}

/** Hashes a password with argon2id into a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const tag = await hash(password, { ...cost, salt, tag: Buffer.alloc(tagBytes) })
  return encode({ ...cost, salt, tag })
}

/**
 * Whether the password belongs to this PHC string. Without a string (there is no such account) or with one that cannot
 * be read the answer is false, after the same work, so that the time does not tell who has an account.
 */
export async function verifyPassword(password: string, encoded: string | undefined): Promise<boolean> {
  const known = encoded === undefined ? undefined : decode(encoded)
  const against = known ?? decode(dummyHash)
  if (!against) return false
  const same = timingSafeEqual(await hash(password, against), against.tag)
  return same && known !== undefined
}

/** Whether a PHC string was made with another cost than today's, so that it should be made again at sign-in. */
export function needsRehash(encoded: string): boolean {
  const known = decode(encoded)
  return (
    !known || known.memory !== cost.memory || known.passes !== cost.passes || known.parallelism !== cost.parallelism
  )
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const encode = ({ memory, passes, parallelism, salt, tag }: Encoded) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`

/** A hash that no password belongs to, to compare with when there is no account. */
export const dummyHash = encode({ ...cost, salt: randomBytes(saltBytes), tag: randomBytes(tagBytes) })

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/

function decode(encoded: string): Encoded | undefined {
  const [, m, t, p, salt, tag] = phc.exec(encoded) ?? []
  if (!salt || !tag) return undefined
  const found = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  const tooCostly = (['memory', 'passes', 'parallelism'] as const).some(it => found[it] < 1 || found[it] > highest[it])
  if (tooCostly || found.memory < 8 * found.parallelism) return undefined
  return { ...found, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

// Longer than any password may be; normalising a very long text of combining marks would keep a core busy.
const maxHashed = 1000

const normal = (password: string) => password.slice(0, maxHashed).toWellFormed().normalize('NFC')

const hash = (password: string, { memory, passes, parallelism, salt, tag }: Encoded): Promise<Buffer> =>
  inTurn(() => {
    const message = Buffer.from(normal(password), 'utf8')
    return compute('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: tag.length })
  })

// Two at a time: each takes 19 MiB and a core, and a rush of sign-ins must leave both for the rest.
const turns = { free: 2, waiting: new Array<() => void>() }

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (turns.free > 0) turns.free -= 1
  else await new Promise<void>(resolve => turns.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = turns.waiting.shift()
    if (next) next()
    else turns.free += 1
  }
}

const shortest = 12
const longest = 200

/**
 * A zod schema for a new password: 12 to 200 characters, normalised, and not one of the obvious ones.
 * @param email the e-mail address of the account: the password may not consist of the name in it.
 */
export const passwordSchema = (email = '') =>
  z.string('Vul een wachtwoord in.').transform((sent, context) => {
    const password = normal(sent)
    const error = passwordError(password, email)
    if (error === undefined) return password
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  })

function passwordError(password: string, email: string): string | undefined {
  const length = Array.from(password).length
  if (length === 0) return 'Vul een wachtwoord in.'
  if (length < shortest)
    return `Kies een wachtwoord van ten minste ${shortest} tekens. Een zin van een paar woorden is goed.`
  if (length > longest) return `Kies een wachtwoord van ten hoogste ${longest} tekens.`
  if (isObvious(password, email))
    return 'Dit wachtwoord is te makkelijk te raden. Kies een zin van een paar woorden die bij elkaar niets zeggen.'
  return undefined
}

const obviousWords = `
  wachtwoord password passwort geheim welkom welcome hallo letmein admin beheer test iloveyou ikhouvanjou nederland
  weerbaar gemeente provincie waterschap raadslid wethouder burgemeester griffier melding
  qwertyuiop qwerty azerty asdfghjkl asdf zxcvbnm
  januari februari maart april juni juli augustus september oktober november december lente zomer herfst winter
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag`
  .trim()
  .split(/\s+/)

const fewestOwnCharacters = 4

/** Whether next to nothing is left of a password without obvious words, the own name, years and runs like 1234 or aaaa. */
function isObvious(password: string, email: string): boolean {
  const local = (email.split('@')[0] ?? '').toLowerCase()
  const names = [local, ...local.split(/[^\p{L}\p{N}]+/u)].filter(name => name.length >= 3)
  const words = [...names, ...obviousWords].toSorted((a, b) => b.length - a.length)
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), password.toLowerCase())
  const own = withoutRuns(rest.replace(/(?:19|20)\d\d/gu, ' ')).replace(/[^\p{L}\p{N}]/gu, '')
  return new Set(own).size < fewestOwnCharacters
}

/** Leaves out three or more characters that follow each other in the alphabet or in counting, up, down or the same. */
function withoutRuns(text: string): string {
  const characters = Array.from(text)
  const step = (index: number) =>
    (characters[index]?.codePointAt(0) ?? 0) - (characters[index - 1]?.codePointAt(0) ?? 0)
  const inRun = characters.map(() => false)
  for (let index = 2; index < characters.length; index += 1) {
    if (Math.abs(step(index)) <= 1 && step(index) === step(index - 1)) inRun.fill(true, index - 2, index + 1)
  }
  return characters.filter((_, index) => !inRun[index]).join('')
}
