import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A public key of the log: who has it can check what the log key signed. */
export interface VerifierKey {
  /** `weerbaar.<fingerprint>`: the same wherever the key is. */
  name: string
  /** The first four bytes of the hash of name and key, as a signed note carries them. */
  id: Buffer
  key: KeyObject
  /** As people hand it over: `name+id+key`, the form of C2SP signed notes. */
  text: string
}

/** Signs with the log key, and checks with that and with the earlier ones. */
export interface Signer {
  current: VerifierKey
  known: readonly VerifierKey[]
  sign: (message: Buffer) => Buffer
}

const ed25519 = 1
const rawBytes = 32
// What stands in front of the 32 bytes in the encoding of an Ed25519 public key (RFC 8410).
const spki = Buffer.from('302a300506032b6570032100', 'hex')

function verifierKey(key: KeyObject): VerifierKey {
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-rawBytes)
  const name = `weerbaar.${createHash('sha256').update(raw).digest('hex').slice(0, 8)}`
  return named(name, raw, key)
}

function named(name: string, raw: Buffer, key: KeyObject): VerifierKey {
  const typed = Buffer.concat([Buffer.of(ed25519), raw])
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4)
  return { name, id, key, text: `${name}+${id.toString('hex')}+${typed.toString('base64')}` }
}

/** Reads a public key as people hand it over. Throws when it is none, or was mistyped. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const typed = Buffer.from(encoded, 'base64')
  if (typed.length !== rawBytes + 1 || typed[0] !== ed25519) throw new Error('This is no public key of a log')
  const raw = typed.subarray(1)
  const key = createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
  const found = named(name, raw, key)
  if (found.id.toString('hex') !== id) throw new Error('This public key of a log was mistyped')
  return found
}

/** Whether this key, or one of these, signed these bytes. */
export const isSigned = (keys: readonly VerifierKey[], message: Buffer, signature: Buffer): boolean =>
  keys.some(({ key }) => verify(null, message, key, signature))

/**
 * Reads the log key: from the file that `WEERBAAR_LOG_KEY_FILE` names, else from `log.key` beside the master key file. It holds
 * one Ed25519 private key in PEM, and after it the private or public keys that came before. Throws with what to do.
 */
export function readLogKey(env: Record<string, string | undefined>, file?: string): Signer {
  const path = file ?? logKeyPath(env)
  if (path === undefined || !existsSync(path)) throw new Error(whatToDo(path))
  const blocks = readFileSync(path, 'utf8').match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? []
  try {
    return signerOfKeys(blocks)
  } catch (cause) {
    throw new Error(`The log key file ${path} holds something else than a log key: ${howToMake}`, { cause })
  }
}

/** The same for who can do without: undefined when there is no such file. Throws when it holds something else. */
export function findLogKey(env: Record<string, string | undefined>): Signer | undefined {
  const path = logKeyPath(env)
  return path !== undefined && existsSync(path) ? readLogKey(env, path) : undefined
}

function logKeyPath(env: Record<string, string | undefined>): string | undefined {
  const master = env['WEERBAAR_MASTER_KEY_FILE']
  return env['WEERBAAR_LOG_KEY_FILE'] ?? (master ? join(dirname(master), 'log.key') : undefined)
}

// Whoever upgrades from a version without it reads this before anything else.
function whatToDo(path: string | undefined): string {
  const file = path ?? '/etc/weerbaar/log.key'
  return [
    `There is no log key${path === undefined ? '' : ` in ${path}`}. It signs the log, and no server runs without it.`,
    'Did this installation have one? Put that one back: a new one cannot vouch for what the old one signed.',
    'If not, make it once, for all servers of this installation, as a file that only their user may read:',
    `  (umask 077; openssl genpkey -algorithm ed25519 > ${file})`,
    ...(path === undefined ? [`and set WEERBAAR_LOG_KEY_FILE=${file}.`] : []),
    'Keep a copy apart from the database and its backups. See "The log key" in docs/operations.md.',
  ].join('\n')
}

const howToMake = 'it takes an Ed25519 key in PEM, for example from "openssl genpkey -algorithm ed25519"'

function signerOfKeys([first = '', ...earlier]: readonly string[]): Signer {
  const key = createPrivateKey(first)
  const known = [first, ...earlier].map(it => createPublicKey(it))
  if (known.some(it => it.asymmetricKeyType !== 'ed25519')) throw new TypeError('A log key is an Ed25519 key')
  return { ...signerOf(key), known: known.map(verifierKey) }
}

/** A signer with this private key alone. */
export function signerOf(key: KeyObject): Signer {
  const current = verifierKey(createPublicKey(key))
  return { current, known: [current], sign: message => sign(null, message, key) }
}

/** Makes a log key file that only its owner can read, for the demonstration. Throws (EEXIST) when there is one already. */
export function createLogKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx', flush: true })
}
