import { randomInt } from 'node:crypto'
import type { Markers } from './markers.ts'

// Text that breaks out of wherever it is put without care. In it a word that says which field it came from.

/** A tag, an attribute and a header of this name can only come from what somebody typed. */
export const planted = 'kwaad'

/** What a cell of a spreadsheet takes for a formula begins with one of these (OWASP, "CSV Injection"); and an address that runs. */
const beginnings = [
  '=HYPERLINK(',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  'javascript:',
  'data:text/html,',
  '//kwaad.example/',
] as const

const word = /qzv[a-z0-9]{8}/gu

const marks = [
  '{{7*7}}${7*7}',
  `\\"}' on${planted}='1" on${planted}="1`,
  '></title></style></textarea></script>',
  `<x-${planted}><script>${planted}()</script>`,
  `%0d%0aX-${planted}:1`,
  `\u202E\r\nX-${planted}: 1`,
].join('')

/** For the name of a file: of a path only the last part is kept. */
const marksOfName = `{{7*7}}"; filename=${planted}.html <x-${planted} on${planted}=1>\u202E\r\nX-${planted}: 1 `

const isFileName = (field: string) => /\bname(?: of (?:the|a) [a-z ]+)?$/u.test(field)
const isAddress = (field: string) => /\b(?:email|address of the sender)$/u.test(field)

/** Words as `createMarkers` gives them, each in text that means harm. */
export function createHostileMarkers(): Markers {
  const fields = new Map<string, string>()
  const times = new Map<string, number>()
  return {
    of: field => {
      const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
      const marker = `qzv${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`
      const time = times.get(field) ?? 0
      times.set(field, time + 1)
      fields.set(marker, field)
      // What is no address is refused: every second time it is one, so that it is kept and mailed to.
      if (isAddress(field) && time % 2 === 1) return marker
      const beginning = beginnings[(time + fields.size) % beginnings.length] ?? ''
      return isFileName(field)
        ? `${beginning.replaceAll('/', '')}${marker}${marksOfName}`
        : `${beginning}${marker}${marks}`
    },
    foundIn: bytes => wordsIn(bytes.toString()).flatMap(it => fields.get(it) ?? []),
    count: () => fields.size,
  }
}

/** The words of markers in a text, each once. */
export const wordsIn = (text: string): string[] => [...new Set(Array.from(text.matchAll(word), it => it[0]))]
