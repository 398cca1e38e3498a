import { z } from 'zod'

/** How many characters a text field holds at most, unless the field says otherwise. */
export const maxTextLength = 20_000

// NUL and the other controls of C0 and C1, except the tab and the ends of lines.
const controls = /[^\P{Cc}\t\n\v\f\r\u0085]/gu

// Overrides and isolates of direction: with them a text or a file name can be made to read as something else.
const directionControls = /[\u202A-\u202E\u2066-\u2069]/gu

// A vertical tab is what a word processor pastes for a new line within a paragraph.
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/gu

// Normalising costs the square of a run of combining marks: 350,000 of them kept a core busy for 42 seconds. No language
// needs more than a few; 30 is the bound of the stream-safe format in Unicode Standard Annex 15.
const marksTooMany = /(\p{M}{30})\p{M}+/gu

/**
 * Text as it may be stored and shown: what a field, a file name or a mail may hold. Controls and controls of direction
 * are removed, a lone surrogate becomes U+FFFD, every line ends in `\n`, and characters are composed (NFC).
 * The result can always be stored by PostgreSQL, and cleaning it again changes nothing.
 */
export function cleanText(text: string): string {
  const visible = text.toWellFormed().replace(controls, '').replace(directionControls, '').replace(lineEnds, '\n')
  return visible.replace(marksTooMany, '$1').normalize('NFC').replace(marksTooMany, '$1')
}

/** As `cleanText`, on one line: for a name, a subject or a function. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ').trim()

const maxNameLength = 150
const maxExtensionLength = 16

/** A file name without path, controls, or characters that a file system refuses; at most 150 characters, never empty. */
export function safeFileName(name: string): string {
  const base = name.split(/[/\\]/u).findLast(part => part.trim() !== '') ?? ''
  const line = cleanLine(base.replace(/\p{Cf}/gu, '')).replace(/[<>:"|?*]/gu, '_')
  return shorten(trimEnds(line)) || 'bestand'
}

// A dot in front hides a file, a dot or space at the end is dropped by Windows. Looking back keeps it linear: without that
// a name of 100,000 dots and spaces, as a mail can bring, kept a core busy for 6.6 seconds.
const trimEnds = (name: string) => name.replace(/^[. ]+|(?<![. ])[. ]+$/gu, '')

function shorten(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= maxNameLength) return name
  const dot = characters.lastIndexOf('.')
  const extension = dot > 0 && characters.length - dot <= maxExtensionLength ? characters.slice(dot) : []
  const stem = characters.slice(0, maxNameLength - extension.length)
  return `${trimEnds(stem.join(''))}${extension.join('')}`
}

const counted = new Intl.NumberFormat('nl-NL')

// A text that is only white space or invisible characters is empty to who reads it.
const somethingToSee = /[\p{L}\p{N}\p{P}\p{S}]/u

export interface TextField {
  /** The error when nothing is filled in; without it the field may stay empty. */
  required?: string
  /** The longest text, in characters as the browser counts them. */
  max?: number
  /** The error when the text is longer; `{max}` and `{n}` are filled in. */
  tooLong?: string
  /** Line ends become spaces. */
  oneLine?: boolean
}

/** A zod schema for a field of text: cleaned, trimmed and measured. A field that is not sent counts as empty. */
export function textField({
  required,
  max = maxTextLength,
  tooLong = 'Gebruik ten hoogste {max} tekens. U heeft er nu {n}.',
  oneLine = false,
}: TextField = {}) {
  const clean = oneLine ? cleanLine : cleanText
  return z
    .string('Vul hier tekst in.')
    .default('')
    .transform((sent, context) => {
      const text = clean(sent).trim()
      const error = textError(text, { required, max, tooLong })
      if (error === undefined) return text
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    })
}

function textError(text: string, field: { required: string | undefined; max: number; tooLong: string }) {
  if (field.required !== undefined && !somethingToSee.test(text)) return field.required
  if (text.length <= field.max) return undefined
  return field.tooLong.replace('{max}', counted.format(field.max)).replace('{n}', counted.format(text.length))
}
