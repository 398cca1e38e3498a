/** A document for people: written once, as tagged PDF and as DOCX. */
export interface TextDocument {
  title: string
  /** In whose name it is. */
  organisation: string
  /** Stands small under the title: a reference, a day, "concept". */
  about?: readonly string[]
  /** Stands at the foot of each page, before its number. */
  footer?: string
  blocks: readonly Block[]
}

/** A part of a document, from top to bottom. Line breaks in a text stay. */
export type Block =
  | { heading: string; level: 1 | 2 | 3 }
  | { paragraph: string }
  | { list: readonly string[]; ordered?: boolean }
  /** Names and what they are: "Kenmerk", "M-2026-000123". */
  | { facts: readonly (readonly [name: string, value: string])[] }
  | { table: { caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] } }
  /** What the reader must not miss. */
  | { note: string }
  /** A line to write on by hand. */
  | { toSign: string }
  | 'page-break'

export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

export type DocumentFormat = keyof typeof mediaTypes

// What a form of text may hold, but neither format: control signs, halves of signs that need two, and what is no sign in any text
// (a DOCX with one of these opens nowhere).
const unwritable = /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu

/** A text without the signs that a document cannot hold; line breaks become `\n`. */
export const writable = (text: string): string =>
  text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(unwritable, sign => (sign === '\n' ? sign : ''))
    .normalize('NFC')

// A word of a whole page is measured letter by letter, again and again: one of 20,000 signs kept a core busy for 21 seconds.
const endless = /\S{300,}/gu

/** A text as a PDF sets it: `writable`, and a word that no line holds may be broken anywhere. */
export const printable = (text: string): string =>
  writable(text).replaceAll(endless, word => word.replaceAll(/(\S{40})(?=[^\s\p{M}])/gu, '$1\u200B'))
