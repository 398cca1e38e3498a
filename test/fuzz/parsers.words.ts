import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parse as parseCookies } from 'hono/utils/cookie'
import { soughtIn, stemOf, wordsOf } from '../../src/engines/cases/dutch-words.ts'
import { openHead } from '../../src/engines/log/heads.ts'
import { readReceipt } from '../../src/engines/log/receipt.ts'
import { checkPage } from '../../src/engines/questionnaires/answers.ts'
import { noSetting, walk } from '../../src/engines/questionnaires/walk.ts'
import { AskReset } from '../../src/features/account/links.ts'
import { contrast, parseTokens, safeTokens, themeSheet } from '../../src/features/administration/theme.ts'
import { readFilter as readLogFilter } from '../../src/features/auditing/log.ts'
import { fullReport } from '../../src/features/incidents/full-report.ts'
import { readReference, readSought, referencesMeant, writeSought } from '../../src/features/incidents/sought.ts'
import { readFilter, writeFilter } from '../../src/features/incidents/worklist-filter.ts'
import { writeCalendar } from '../../src/platform/calendar.ts'
import { dateField, timeField } from '../../src/platform/date-fields.ts'
import { isOutside, mayVisit } from '../../src/platform/outgoing.ts'
import { passwordSchema } from '../../src/platform/passwords.ts'
import { cleanLine, cleanText, safeFileName } from '../../src/platform/text.ts'
import { stepWithCode } from '../../src/platform/totp.ts'
import { testSigner } from '../support/seed.ts'
import { oddText } from './words.ts'
import { parser, pieces, type AnyParser } from './parser.ts'
import { json } from './parsers.commands.ts'

// Texts, days, filters and what else stands in a field or an address.

export const query = fc.oneof(
  fc.webQueryParameters(),
  pieces(
    'soort=',
    'threat',
    '&',
    'van=',
    '2026-04-01',
    '%',
    '%E0',
    'taak=',
    'decision',
    'na=',
    'kenmerk=',
    'M-2026-000001',
  ),
)
const day = pieces('2026', '-', '04', '/', '31', '24-4-2026', ':', '09', '24', ' ', '٣')
const word = pieces('raadsleden', 'bedreigingen', 'ge', 'meld', 'en', ' ', '-', 'ij', 'é', 'ſ', 'İ')

export const ofWords: readonly AnyParser[] = [
  parser({
    name: 'a theme',
    input: pieces('--weerbaar-', 'a', ':', ';', '{', '}', '#fff', 'rgb(1,2,3)', '"', '/*', 'url(', '\n'),
    read: parseTokens,
  }),
  parser({
    name: 'a stored theme',
    input: fc.anything(),
    read: it => assert.doesNotMatch(themeSheet(it), /[<@\\]|url\(|\/\*/),
  }),
  parser({
    name: 'cookies',
    input: pieces('weerbaar=', 'weerbaar', ';', '; ', '=', '"', '%', '%E0', ',', '__Host-', '__proto__='),
    read: it => parseCookies(it),
  }),
  parser({ name: 'tokens', input: fc.dictionary(oddText, oddText), read: safeTokens }),
  parser({
    name: 'a colour',
    input: fc.tuple(pieces('#', 'f', '00', 'g'), pieces('#fff')),
    read: ([one, other]) => contrast(one, other),
  }),
  parser({ name: 'a day', input: day, read: it => dateField().safeParse(it) }),
  parser({ name: 'a time', input: day, read: it => timeField().safeParse(it) }),
  parser({ name: 'a text', input: oddText, read: it => assert.equal(cleanText(cleanText(it)), cleanText(it)) }),
  parser({ name: 'a line', input: oddText, read: it => assert.doesNotMatch(cleanLine(it), /[\n\r\0]/) }),
  parser({ name: 'a file name', input: oddText, read: it => assert.doesNotMatch(safeFileName(it), /[/\\\0]|^\.|^$/) }),
  parser({
    name: 'an address to reset a password',
    input: pieces('a', '@', '.', 'nl', ' '),
    read: it => AskReset.safeParse({ email: it }),
  }),
  parser({ name: 'a password', input: oddText, read: it => passwordSchema('iemand@waterstad.example').safeParse(it) }),
  parser({
    name: 'a reference',
    input: pieces('M', '-', '2026', '000001', ' ', '٣'),
    read: it => referencesMeant(readReference(it) ?? 'M-2026-000001', new Date('2026-04-24')),
  }),
  parser({ name: 'what is sought', input: query, read: it => writeSought(readSought(new URLSearchParams(it))) }),
  parser({
    name: 'a filter of the work list',
    input: query,
    read: it =>
      assert.equal(
        writeFilter(readFilter(new URLSearchParams(writeFilter(readFilter(new URLSearchParams(it)))))),
        writeFilter(readFilter(new URLSearchParams(it))),
      ),
  }),
  parser({ name: 'a filter of the trail', input: query, read: it => readLogFilter(new URLSearchParams(it)) }),
  parser({
    name: 'words that are sought',
    input: fc.oneof(word, oddText),
    read: it => [...wordsOf(it).map(stemOf), ...soughtIn(it)],
  }),
  parser({
    name: 'answers of a full report',
    input: fc.tuple(
      fc.nat(40),
      fc.dictionary(
        fc.constantFrom('for_whom', 'date', 'time', 'categories', 'what', 'hit', 'reach', '__proto__'),
        oddText,
      ),
    ),
    read: ([n, values]) => {
      const { pages } = walk(fullReport, values, noSetting)
      return checkPage(pages[n % pages.length], values, noSetting, '2026-04-24')
    },
  }),
  parser({ name: 'a receipt', input: json, read: it => readReceipt([testSigner.current], it) }),
  parser({
    name: 'a tree head',
    input: pieces('log\n', '1\n', `${'A'.repeat(43)}=\n`, 'time 2026\n', 'previous 0\n', '\n— log ', 'AAAA', '\n'),
    read: it => openHead([testSigner.current], it),
  }),
  parser({ name: 'a code of an app', input: oddText, read: it => stepWithCode(Buffer.alloc(20), it, new Date(), 0) }),
  parser({
    name: 'an address outside',
    input: fc.oneof(fc.ipV4(), fc.ipV6(), fc.webUrl(), oddText),
    read: it => [isOutside(it), mayVisit(it, { allowed: [], loopback: false })],
  }),
  parser({
    name: 'a calendar',
    input: fc.tuple(oddText, oddText),
    read: ([name, summary]) => {
      const text = writeCalendar(name, [{ uid: 'a', at: new Date(0), summary, url: 'https://a.example' }], new Date(0))
      assert.equal(text.split('\r\n').filter(it => it === 'END:VEVENT').length, 1)
      assert.ok(text.split('\r\n').every(it => Buffer.byteLength(it) <= 75))
    },
  }),
]
