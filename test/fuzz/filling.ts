import { codeOf, stepOf } from '../../src/platform/totp.ts'
import { secretOn } from '../support/factors.ts'
import type { FoundField, FoundForm } from '../support/forms.ts'
import { rightValues } from '../support/right-values.ts'
import { testPassword } from '../support/seed.ts'
import { aPdf } from './follow-up-scene.ts'
import type { Scene } from './more-scene.ts'
import type { Move } from './moves.ts'
import { answerTo } from './soft-passkey.ts'
import { people, picture, type SentFile } from './words.ts'

/** A form as it goes out. */
export interface Filled {
  fields: (readonly [name: string, value: string])[]
  files: (readonly [name: string, file: SentFile])[]
}

export interface Page {
  html: string
  path: string
  now: Date
}

/** Fills in a form of a page as a person would, each choice by what was drawn. */
export function fillIn(form: FoundForm, move: Move, page: Page, scene: Scene): Filled {
  const filled: Filled = { fields: [], files: [] }
  const sender = { form, page, scene, move }
  for (const [n, field] of form.fields.entries()) {
    const pick = move.picks[n % move.picks.length] ?? 0
    const word = move.words[n % move.words.length] ?? ''
    if (field.type === 'file') {
      if (pick % 8 > 0) filled.files.push([field.name, fileFor[page.path] ?? fileOf[field.name] ?? move.file])
    } else for (const value of valuesFor(field, pick, word, sender)) filled.fields.push([field.name, value])
  }
  const button = oneOf(form.buttons, move.picks[0] ?? 0)
  if (button) filled.fields.push([button.name, button.value])
  return filled
}

interface Sender {
  form: FoundForm
  page: Page
  scene: Scene
  move: Move
}

const oneOf = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)]

function valuesFor(field: FoundField, pick: number, word: string, sender: Sender): string[] {
  const right = rightIn(sender, field, pick)
  if (right !== undefined) return [right]
  const known = belongs[field.name]?.(sender, field, pick)
  if (known === left) return []
  if (known !== undefined) return [known]
  switch (field.type) {
    case 'hidden':
      return [field.value]
    case 'radio':
    case 'select':
      return [oneOf(field.options.filter(Boolean), pick) ?? '']
    case 'checkbox':
      return pick % 6 === 0 ? [] : [oneOf(field.options, pick) ?? field.value]
    default:
      return [written(field, pick, word)]
  }
}

const likely: Readonly<Record<string, string>> = {
  date: '2026-04-20',
  time: '09:00',
  number: '5',
  color: '#224466',
  url: 'https://www.voorbeeld.example/hulp',
}

function written({ type, value, name }: FoundField, pick: number, word: string): string {
  if (type === 'email') return `p${pick}@waterstad.example`
  if (likely[type] !== undefined) return value || likely[type]
  return name in short ? word.slice(0, 80) : word
}

/** What is sent where a piece of evidence would not do. */
const fileFor: Readonly<Record<string, SentFile>> = {
  '/beheer/instellingen/logo': { name: 'logo.png', content: picture },
  '/beheer/mensen/lijst': { name: 'mensen.csv', content: Buffer.from(people) },
}
const fileOf: Readonly<Record<string, SentFile>> = { document: aPdf }
const short: Readonly<Record<string, true>> = { naam: true, name: true }
const newPassword = 'groene fiets in de regen van morgen'

const typed = new Set(['text', 'email', 'textarea', 'date', 'time', 'number', 'radio', 'select'])

/** What goes in a form that asks more of an answer than its kind, by its address; most of the time, or no such form is ever right. */
function rightIn({ form }: Sender, { name, type }: FoundField, pick: number): string | undefined {
  // One odd answer in a long form is enough to have it refused.
  if (!typed.has(type) || pick % Math.max(8, 2 * form.fields.length) === 0) return undefined
  return rightValues(form.action)?.[name]
}

/** A box that stays empty. */
const left = '\u0000 left'

type Belongs = (sender: Sender, field: FoundField, pick: number) => string | undefined
const only =
  (value: string): Belongs =>
  () =>
    value

const future =
  (day: string, hour = ''): Belongs =>
  (_, { type }) =>
    type === 'date' ? day : type === 'time' && hour ? hour : undefined

/** Somebody else than who is chosen in that field. */
const otherThan =
  (name: string): Belongs =>
  ({ form, move }, { type, options }, pick) => {
    const at = form.fields.findIndex(it => it.name === name)
    if (type === 'hidden' || at < 0) return undefined
    const chosen = oneOf(form.fields[at]?.options.filter(Boolean) ?? [], move.picks[at % move.picks.length] ?? 0)
    return oneOf(
      options.filter(it => it !== '' && it !== chosen),
      pick,
    )
  }

/** The forms that are for a colleague whom they name; elsewhere that stays empty. */
const asksColleague = /\/(?:getuigen|delen|vragen)$/
const colleagues = [
  'othermember',
  'clerk',
  'deputyclerk',
  'dutyofficer',
  'alderman',
  'secretary',
  'integrityofficer',
  'staffcoordinator',
  'manager',
  'officer',
  'confidant',
  'archivist',
]

/** What belongs in a field of this name, where a word of anybody would not do. */
const belongs: Readonly<Record<string, Belongs>> = {
  email: ({ form }) => (form.action.startsWith('/inloggen') ? 'member@waterstad.example' : undefined),
  wachtwoord: ({ form }) => (form.fields.some(it => it.name === 'nogmaals') ? newPassword : testPassword),
  nogmaals: only(newPassword),
  huidig: only(testPassword),
  antwoord: ({ page, form }) => {
    const [, ceremony = '', options = ''] = /data-passkey="(\w+)" data-options="([^"]*)"/.exec(page.html) ?? []
    return form.action.includes('passkey') ? answerTo(ceremony, options.replaceAll('&quot;', '"')) : undefined
  },
  code: ({ page, form, scene }, { type }) => {
    if (type !== 'text' || !form.action.includes('tweede-stap')) return undefined
    const secret = page.html.includes('weerbaar-qr-key') ? secretOn(page.html) : scene.secret
    return codeOf(secret, stepOf(page.now))
  },
  // Most letters go with a measure of their kind; this one goes with any, and with none.
  soort: ({ form }, _, pick) =>
    form.action.endsWith('/maatregelen/brief') && pick % 3 > 0 ? 'data_notice' : undefined,
  van: future('2026-05-01', '09:00'),
  naar: otherThan('van'),
  vervanger: otherThan('behandelaar'),
  altijd: only(left),
  vanaf: future('2026-05-01'),
  tot: future('2026-05-08', '17:00'),
  dag: ({ form }) => (/voorval$|namens$/.test(form.action) ? '2026-04-20' : '2026-05-04'),
  hit: only(''),
  mensen: only(''),
  colleague: ({ form: { action } }, _, pick) =>
    asksColleague.test(action)
      ? `${oneOf(action.endsWith('/getuigen') ? colleagues.slice(0, 1) : colleagues, pick)}@waterstad.example`
      : '',
  kenmerk: ({ scene }, _, pick) => oneOf(scene.references, pick),
  bewijs: ({ scene, form }) => (form.action.endsWith('/echtheid') ? scene.receipt : undefined),
  // Not every role goes with every unit and line.
  rol: (_, { type }, pick) => (type === 'select' && pick % 4 > 0 ? 'reporter' : undefined),
  lijn: ({ form }, _, pick) => (form.action.startsWith('/beheer/mensen') && pick % 4 > 0 ? '' : undefined),
  wie: (_, { type }) => (type === 'email' ? '' : undefined),
  zaak: only(''),
  // Only an address of a colleague is one; who has no account leaves it empty.
  account: only(''),
  tekst: ({ form }, { type }) => (form.action === '/beheer/mensen/lijst' && type !== 'hidden' ? people : undefined),
  maanden: (_, __, pick) => String(1 + (pick % 1200)),
  telefoon: only('14 0229'),
  domeinen: only('waterstad.example'),
  kleur: only('#0f5257'),
  link: only('#0f5257'),
  tokens: only(''),
}
