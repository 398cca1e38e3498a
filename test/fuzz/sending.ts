import type { Filled } from './filling.ts'
import type { Scene } from './more-scene.ts'
import type { Change, Move } from './moves.ts'
import type { SentFile } from './words.ts'

const origin = 'http://localhost:8080'

/** A request before it goes out; a change spoils it. */
export interface Draft {
  method: string
  path: string
  cookie: string
  headers: [string, string][]
  filled: Filled | undefined
  upload: boolean
  type?: string
  body?: Buffer
  cutOff?: number
}

const boundary = '----zqfuzzgrens'
const urlencoded = 'application/x-www-form-urlencoded'

export function toRequest(draft: Draft): Request {
  const headers = new Headers({ host: 'localhost:8080', 'sec-fetch-site': 'same-origin', origin })
  if (draft.cookie) headers.set('cookie', draft.cookie)
  const whole = draft.body ?? (draft.filled && written(draft.filled, draft.upload))
  const body = draft.cutOff === undefined ? whole : whole?.subarray(0, draft.cutOff % (whole.length + 1))
  const type = draft.type ?? (draft.upload ? `multipart/form-data; boundary=${boundary}` : urlencoded)
  if (body && type) headers.set('content-type', type)
  for (const [name, value] of draft.headers) headers.set(name, value)
  const takesBody = draft.method !== 'GET' && draft.method !== 'HEAD'
  return new Request(`${origin}${draft.path}`, {
    method: draft.method,
    headers,
    redirect: 'manual',
    // A Buffer, so that lone surrogates and broken parts go out as they are.
    ...(takesBody && body && { body: Uint8Array.from(body) }),
  })
}

function written({ fields, files }: Filled, upload: boolean): Buffer {
  if (!upload) return Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, value])).toString())
  const parts = [
    ...fields.map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.map(([name, file]) => filePart(name, file)),
  ]
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

const part = (head: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
const filePart = (field: string, { name, content }: SentFile) =>
  part(`name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream`, content)

/** Spoils the request in this way. */
export function spoil(draft: Draft, change: Change, scene: Scene, others: readonly string[]): void {
  const filled = draft.filled ?? { fields: [], files: [] }
  const { fields } = filled
  const at = 'field' in change ? change.field % Math.max(1, fields.length) : 0
  const [name = 'entry', value = ''] = fields[at] ?? []
  switch (change.what) {
    case 'drop':
      fields.splice(at, 1)
      break
    case 'double':
      fields.push([name, value], [name, `${value}x`])
      break
    case 'empty':
      fields.splice(0)
      break
    case 'id of others':
      fields[at] = [name, scene.foreign[change.field % scene.foreign.length] ?? '']
      draft.path = withOther(draft.path, scene.foreign, change.field)
      break
    case 'odd value':
      fields[at] = [name, change.text]
      break
    case 'odd field':
      fields.push([change.name, change.text])
      break
    case 'odd file':
      filled.files.push([filled.files[0]?.[0] ?? 'evidence', change.file])
      break
    case 'type':
      draft.type = change.type
      break
    case 'cut off':
      draft.cutOff = change.at
      break
    case 'body':
      draft.body = change.body
      break
    case 'address': {
      const at = 1 + (change.at % draft.path.length)
      draft.path = draft.path.slice(0, at) + change.text + draft.path.slice(at)
      break
    }
    case 'query':
      draft.path += `${draft.path.includes('?') ? '&' : '?'}${encodeURI(change.query.toWellFormed())}`
      break
    case 'header':
      draft.headers.push([change.name, change.value])
      break
    case 'cookie':
      draft.cookie = change.value.replaceAll(/[^\t\u0020-\u007E]/g, '~')
      break
    case 'method':
      draft.method = change.method
      break
    case 'somebody else':
      draft.cookie = others[change.who % others.length] ?? ''
      break
  }
}

const id = /[0-9a-f]{8}-[0-9a-f-]{27}/

const withOther = (path: string, foreign: readonly string[], pick: number) =>
  path.replace(id, foreign[pick % foreign.length] ?? '')

/** The address of a page with what somebody could ask in its own forms. */
export const asked = (path: string, fields: Filled['fields']): string =>
  fields.length === 0
    ? path
    : `${path.split('?')[0]}?${new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()}`

/** A request in a line, as it stands in a failure. */
export const describe = (draft: Draft, { changes, right }: Move): string =>
  JSON.stringify(
    {
      ...draft,
      body: draft.body?.toString('latin1'),
      files: draft.filled?.files.length,
      changes: right ? [] : changes,
    },
    (_, value: unknown) =>
      typeof value === 'string' && value.length > 200 ? `${value.slice(0, 200)}… (${value.length})` : value,
  )
