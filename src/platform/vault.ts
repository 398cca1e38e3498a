import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

const version = 1
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
// Step by step, so that a large file does not take large buffers between as well.
const stepBytes = 64 * 1024

/** Sealed bytes that do not open: another key, another context, or changed on the way. Says nothing more on purpose. */
export class SealBroken extends Error {
  override name = 'SealBroken'
  constructor() {
    super('These sealed bytes do not open with this key in this context')
  }
}

/** A new random key of 256 bits. */
export const newKey = (): Buffer => randomBytes(keyBytes)

/**
 * Seals bytes or text under a key with AES-256-GCM.
 * Layout: 1 byte version, 12 bytes nonce, the ciphertext, 16 bytes tag.
 * @param context which record this is, such as `message:<id>`: sealed bytes do not open under another context.
 */
export const seal = (key: Buffer, context: string, plaintext: Buffer | string): Buffer =>
  encrypt(key, ['words', context], typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext)

/** Opens what `seal` made. Throws SealBroken. */
export const open = (key: Buffer, context: string, sealed: Buffer): Buffer => decrypt(key, ['words', context], sealed)

/** As `open`, for text. Throws SealBroken. */
export const openText = (key: Buffer, context: string, sealed: Buffer): string =>
  open(key, context, sealed).toString('utf8')

export const sealJson = (key: Buffer, context: string, value: unknown): Buffer =>
  seal(key, context, JSON.stringify(value))

/** Opens what `sealJson` made and checks its shape. Throws SealBroken, or ZodError when the shape is another one. */
export const openJson = <Schema extends z.ZodType>(
  key: Buffer,
  context: string,
  sealed: Buffer,
  schema: Schema,
): z.infer<Schema> => schema.parse(JSON.parse(openText(key, context, sealed)))

/** Wraps a key under another one; a wrapped key cannot be passed off as sealed words, nor the other way round. */
export const wrapKey = (wrapping: Buffer, context: string, key: Buffer): Buffer =>
  encrypt(wrapping, ['key', context], checkedKey(key))

/** Unwraps what `wrapKey` made. Throws SealBroken. */
export function unwrapKey(wrapping: Buffer, context: string, wrapped: Buffer): Buffer {
  const key = decrypt(wrapping, ['key', context], wrapped)
  if (key.length !== keyBytes) throw new SealBroken()
  return key
}

/**
 * Seals chunk `n` (from 0) of a file. The file, the number and whether it is the last one are bound to it, so that
 * chunks cannot be reordered, swapped between files or dropped at the end. An empty file is one empty last chunk.
 * @param room where the sealed bytes are put, of `sealedLength` or longer, so that chunk after chunk takes no new memory.
 */
export const sealChunk = (
  fileKey: Buffer,
  fileId: string,
  n: number,
  last: boolean,
  bytes: Buffer,
  room?: Buffer,
): Buffer => encrypt(fileKey, ['chunk', fileId, n, last], bytes, room)

/** How many bytes so many bytes become when they are sealed. */
export const sealedLength = (length: number): number => 1 + nonceBytes + length + tagBytes

/** Opens what `sealChunk` made. Throws SealBroken, also when the number or `last` is another than at sealing. */
export const openChunk = (fileKey: Buffer, fileId: string, n: number, last: boolean, sealed: Buffer): Buffer =>
  decrypt(fileKey, ['chunk', fileId, n, last], sealed)

type Bound = (string | number | boolean)[]

// As JSON, so that no two lists have the same bytes, whatever is in an id; the version in front, so that it is sealed too.
const additionalData = (bound: Bound) => Buffer.from(JSON.stringify([version, ...bound]), 'utf8')

function encrypt(key: Buffer, bound: Bound, plaintext: Buffer, room?: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce, { authTagLength: tagBytes })
  cipher.setAAD(additionalData(bound))
  const sealed = (room ?? Buffer.allocUnsafe(sealedLength(plaintext.length))).subarray(
    0,
    sealedLength(plaintext.length),
  )
  sealed[0] = version
  sealed.set(nonce, 1)
  for (let at = 0; at < plaintext.length; at += stepBytes)
    sealed.set(cipher.update(plaintext.subarray(at, at + stepBytes)), 1 + nonceBytes + at)
  cipher.final()
  sealed.set(cipher.getAuthTag(), sealed.length - tagBytes)
  return sealed
}

function decrypt(key: Buffer, bound: Bound, sealed: Buffer): Buffer {
  if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== version) throw new SealBroken()
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), nonce, { authTagLength: tagBytes })
  decipher.setAAD(additionalData(bound))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const opened = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes))
  try {
    return Buffer.concat([opened, decipher.final()])
  } catch {
    throw new SealBroken()
  }
}

/** As an object: with the bytes themselves Node takes twice as long for a short text. */
const keyObject = (key: Buffer): KeyObject => createSecretKey(checkedKey(key))

function checkedKey(key: Buffer): Buffer {
  if (key.length !== keyBytes) throw new TypeError(`A key has ${keyBytes} bytes, this one has ${key.length}`)
  return key
}

/** The master keys that are known here: new keys are wrapped by `current`, older ones only unwrap until rotation is done. */
export interface MasterKey {
  id: string
  key: Buffer
}

export interface MasterKeys {
  current: MasterKey
  /** The key with this id, or undefined. */
  find(id: string): Buffer | undefined
}

/** A name for a master key that may be stored and logged: it does not help to find the key. */
export const masterKeyId = (key: Buffer): string =>
  createHash('sha256').update(checkedKey(key)).digest('hex').slice(0, 8)

/** Where keys of one kind come from: the variable that holds them, or with `_FILE` behind it the file. */
interface KeySource {
  what: string
  variable: string
}
const masterKey: KeySource = { what: 'master key', variable: 'WEERBAAR_MASTER_KEY' }
const backupKey: KeySource = { what: 'backup key', variable: 'WEERBAAR_BACKUP_KEY' }

/**
 * Reads the master keys: from `WEERBAAR_MASTER_KEY`, else from the file that `WEERBAAR_MASTER_KEY_FILE` names, else from
 * `file` when that exists. Each key is 32 bytes in base64; several are separated by white space, the current one first.
 * Throws an error that says what to do, and never quotes a key.
 */
export const readMasterKeys = (env: Record<string, string | undefined>, file?: string): MasterKeys =>
  readKeys(env, masterKey, file)

/** Reads the keys that backups are sealed with, as `readMasterKeys` does: `WEERBAAR_BACKUP_KEY` or `…_FILE`. */
export const readBackupKeys = (env: Record<string, string | undefined>): MasterKeys => readKeys(env, backupKey)

function readKeys(env: Record<string, string | undefined>, source: KeySource, file?: string): MasterKeys {
  const { text, from } = keyText(env, source, file)
  const keys = text
    .split(/\s+/)
    .filter(Boolean)
    .map(it => decodeKey(it, source, from))
  const known = new Map(keys.map(key => [masterKeyId(key), key]))
  const [first] = known
  if (!first) throw new Error(`${from} holds no ${source.what}: ${howToMake}`)
  return { current: { id: first[0], key: first[1] }, find: id => known.get(id) }
}

const howToMake = 'it takes 32 random bytes in base64, for example from "openssl rand -base64 32"'

function keyText(
  env: Record<string, string | undefined>,
  { what, variable }: KeySource,
  file: string | undefined,
): { text: string; from: string } {
  const direct = env[variable]
  const named = env[`${variable}_FILE`]
  const read = (path: string) => ({ text: readKeyFile(path, what), from: `The ${what} file ${path}` })
  if (direct && named) throw new Error(`Set either ${variable} or ${variable}_FILE, not both`)
  if (direct) return { text: direct, from: variable }
  if (named) return read(named)
  if (file !== undefined && existsSync(file)) return read(file)
  throw new Error(`There is no ${what}. Set ${variable} or ${variable}_FILE: ${howToMake}`)
}

function readKeyFile(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`The ${what} file ${path} cannot be read`, { cause })
  }
}

function decodeKey(text: string, { what }: KeySource, from: string): Buffer {
  const key = Buffer.from(text, 'base64')
  const isBase64 = key.toString('base64').replaceAll('=', '') === text.replace(/=+$/, '')
  const isRandom = new Set(key).size > 8
  if (!isBase64 || key.length !== keyBytes || !isRandom)
    throw new Error(`${from} holds something else than a ${what}: ${howToMake}`)
  return key
}

/**
 * Makes a master key file that only its owner can read, for the demonstration. Throws (EEXIST) when there is one already.
 * Written beside its place and linked there when safely on disk: half a master key would make every word unreadable.
 */
export function createMasterKeyFile(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = openSync(draft, 'wx', 0o600)
    writeSync(file, `${newKey().toString('base64')}\n`)
    fsyncSync(file)
    closeSync(file)
    linkSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
