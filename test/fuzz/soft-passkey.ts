import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

// An authenticator of software, for forms whose answer a browser signs.

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x, y } = z.object({ x: z.string(), y: z.string() }).parse(publicKey.export({ format: 'jwk' }))
const coordinate = (name: number, value: string) =>
  Buffer.concat([Buffer.from([name, 0x58, 32]), Buffer.from(value, 'base64url')])

/** The key in COSE: EC2, ES256, P-256. */
const cose = Buffer.concat([Buffer.from('a5010203262001', 'hex'), coordinate(0x21, x), coordinate(0x22, y)])
const userPresentAndVerified = 0x05
const withKey = 0x40

const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const authenticatorData = (flags: number) => Buffer.concat([hash('localhost'), Buffer.from([flags, 0, 0, 0, 0])])
const clientData = (type: string, challenge: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin: 'http://localhost:8080', crossOrigin: false }))

/** The one that is known already. */
export const softPasskey = { id: hash('a passkey of software'), publicKey: cose }

const Options = z.object({ challenge: z.string() })

/** What the script of the page would send for these options. */
export function answerTo(ceremony: string, optionsJson: string): string {
  const { challenge } = Options.parse(JSON.parse(optionsJson))
  const id = (ceremony === 'create' ? randomBytes(32) : softPasskey.id).toString('base64url')
  const response = ceremony === 'create' ? registered(challenge, id) : signed(challenge)
  return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
}

function registered(challenge: string, id: string) {
  const credential = Buffer.from(id, 'base64url')
  const data = Buffer.concat([
    authenticatorData(userPresentAndVerified | withKey),
    Buffer.alloc(16),
    Buffer.from([0, credential.length]),
    credential,
    cose,
  ])
  // { fmt: "none", attStmt: {}, authData: … } in CBOR.
  const attestation = Buffer.concat([
    Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
    Buffer.from([0x58, data.length]),
    data,
  ])
  return {
    clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
    attestationObject: attestation.toString('base64url'),
  }
}

function signed(challenge: string) {
  const data = authenticatorData(userPresentAndVerified)
  const client = clientData('webauthn.get', challenge)
  const signature = createSign('sha256').update(data).update(hash(client)).sign(privateKey)
  return {
    clientDataJSON: client.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
  }
}
