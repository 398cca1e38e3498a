import type { TestFile } from './world.ts'

// Reads the forms of a page as a browser would fill them in.

export interface FoundForm {
  action: string
  upload: boolean
  fields: readonly FoundField[]
  /** The buttons that send a value of their own. */
  buttons: readonly Pick<FoundField, 'name' | 'value'>[]
}

export interface FoundField {
  name: string
  type: string
  value: string
  /** What can be chosen. */
  options: readonly string[]
}

/** Every form of a page that is sent, once for each button with an address of its own. */
export function formsOf(html: string, method = 'post'): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head = '', body = '']) => {
    if ((attribute(head, 'method')?.toLowerCase() ?? 'get') !== method) return []
    const upload = attribute(head, 'enctype') === 'multipart/form-data'
    const others = [...body.matchAll(/<button\b([^>]*)>/g)].flatMap(
      ([, button = '']) => attribute(button, 'formaction') ?? [],
    )
    const form = { upload, fields: fieldsOf(body), buttons: buttonsOf(body) }
    return [attribute(head, 'action') ?? '', ...others].map(action => ({ action, ...form }))
  })
}

const buttonsOf = (body: string) =>
  [...body.matchAll(/<button\b([^>]*)>/g)].flatMap(([, head = '']) => {
    const name = attribute(head, 'name')
    return name === undefined ? [] : [{ name, value: attribute(head, 'value') ?? '' }]
  })

function fieldsOf(body: string): FoundField[] {
  const inputs = [...body.matchAll(/<(input|textarea)\b([^>]*)>([^<]*)/g)].map(
    ([, tag = '', head = '', text = '']) => ({
      name: attribute(head, 'name') ?? '',
      type: tag === 'textarea' ? 'textarea' : (attribute(head, 'type') ?? 'text'),
      value: tag === 'textarea' ? plain(text) : (attribute(head, 'value') ?? ''),
    }),
  )
  const sameName = (name: string) => inputs.filter(it => it.name === name).map(it => it.value)
  const selects = [...body.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(([, head = '', inner = '']) => {
    const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, it = '']) => attribute(it, 'value') ?? '')
    return { name: attribute(head, 'name') ?? '', type: 'select', value: options.find(Boolean) ?? '', options }
  })
  const names = new Set<string>()
  return [...inputs.map(it => ({ ...it, options: sameName(it.name) })), ...selects].filter(({ name }) => {
    const isNew = name !== '' && !names.has(name)
    names.add(name)
    return isNew
  })
}

const attribute = (head: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1]
  return found === undefined ? undefined : plain(found)
}

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** What is filled in, and which files are chosen. */
export interface Filled {
  values: Record<string, string>
  files: { field: string; file: TestFile }[]
}

const chosen = new Set(['hidden', 'radio', 'checkbox', 'select'])
const likely: Record<string, string> = { date: '2026-05-04', time: '09:00', number: '5', color: '#224466' }

/**
 * Fills in a form with words.
 * @param word a word for this field
 * @param wrong also where something is chosen, a date or a number belongs: no such form can be right
 */
export function fillIn(form: FoundForm, word: (field: string) => string, wrong: boolean): Filled {
  const filled: Filled = { values: {}, files: [] }
  for (const { name, type, value } of form.fields) {
    if (type === 'file')
      filled.files.push({ field: name, file: fileOf(word(`${name}, name`), word(`${name}, content`)) })
    else if (!wrong && chosen.has(type)) filled.values[name] = value
    else if (!wrong && likely[type] !== undefined) filled.values[name] = value || likely[type]
    else filled.values[name] = written(type, word(name))
  }
  return filled
}

const fileOf = (name: string, content: string): TestFile => ({ name: `${name}.txt`, type: 'text/plain', content })

function written(type: string, word: string): string {
  if (type === 'email') return `${word}@waterstad.example`
  return type === 'password' ? `${word} is lang genoeg` : word
}
