import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { plantReports, type CodedReport } from '../../../test/support/coded-reports.ts'
import { idOf, peopleKeys } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { filesIn } from '../../../test/support/zip.ts'
import { measures } from './measures.ts'

// What was done after a report: police, measures, clocks; and the words and files of all figures.

let world: World
let auditor: Visitor
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
})
after(() => world.close())

const day = 24 * 3_600_000
const people = peopleKeys.slice(0, 9)
const planted = (count: number, year: number, it: Partial<CodedReport>) =>
  plantReports(world, count, {
    line: 'political',
    state: 'in_progress',
    category: 'threat',
    on: `${year}-05-11T10:00:00Z`,
    people,
    ...it,
  })
const yearOf = async (year: number) => {
  await auditor.post('/cijfers', { jaar: String(year), definitief: 'ja' })
  return (await auditor.get(`/cijfers?jaar=${year}`)).text
}

test('the council hears how often there was a report to the police, with the VPT code or not, and why there was none', async () => {
  await planted(6, 2025, {
    police: [
      ['filed', 'by_organisation'],
      ['vpt', 'not_given'],
      ['vpt', 'given'],
    ],
  })
  await planted(7, 2025, {
    police: [
      ['no_report', 'fear'],
      ['filed', 'by_person'],
    ],
  })
  await planted(5, 2025, { police: [['no_report', 'fear']] })
  await planted(6, 2025, { state: 'closed', outcome: 'police_informed' })
  await planted(8, 2025, { state: 'closed', outcome: 'no_reaction' })
  const text = await yearOf(2025)
  assert.match(text, /Er is aangifte gedaan 13 41% Er komt geen aangifte 11 34% Niet vastgelegd 8 25%/)
  assert.match(text, /Wie aangifte deed Van de 13 meldingen met aangifte/)
  assert.match(
    text,
    /De organisatie 6 46% De getroffene zelf 7 54% De organisatie en de getroffene samen 0 0% Niet vastgelegd 0 0%/,
  )
  assert.match(text, /Ja 6 46% Nee 0 0% Niet bekend 7 54%/, 'the last word on the code counts')
  assert.match(text, /De getroffene is bang dat het erger wordt 5 45%/)
  assert.match(text, /De politie weet ervan en een melding is genoeg 6 55%/)
  assert.match(text, /ook met een maatregel of via de politie 6 19%/)
  assert.doesNotMatch(text, /Er geldt een maatregel/, 'what is told under the police is no ending of its own')
})

test('what divides a number that is withheld is withheld too', async () => {
  await planted(20, 2024, { on: '2024-05-11T10:00:00Z' })
  await planted(3, 2024, {
    police: [
      ['filed', 'by_person'],
      ['vpt', 'given'],
    ],
  })
  await planted(9, 2024, { police: [['no_report', 'not_wanted']] })
  const text = await yearOf(2024)
  assert.match(text, /Er is aangifte gedaan niet getoond – Er komt geen aangifte (niet getoond|9)/)
  assert.match(text, /Niet getoond, want te klein of uit te rekenen: “Wie aangifte deed”, “VPT-code van de politie”/)
})

test('a measure counts in each year in which it held, as it stood on the last day of that year', async () => {
  const [begins, ends] = ['2022-11-01', '2023-03-31']
  const lifted = '2022-12-20T10:00:00Z'
  const of = (kind: string, more = {}) => ({ measure: { kind, begins, ends, ...more } })
  await planted(7, 2021, of('access_ban'))
  await planted(6, 2022, of('access_ban', { review: '2022-12-15T23:00:00Z', reviewed: '2023-01-09T10:00:00Z' }))
  await planted(5, 2022, of('written_warning', { lifted }))
  await planted(5, 2022, of('police_report'))
  const text = await yearOf(2022)
  assert.match(text, /ook als de melding van een eerder jaar is 18/)
  assert.match(text, /Hoe het stond aan het einde van het jaar Van de 18 meldingen met een maatregel/)
  assert.match(text, /Er gold een maatregel 7 39%/)
  assert.match(text, /de beoordeling was te laat 6 33%/, 'although somebody looked at it in the year after')
  assert.match(text, /De maatregel was afgelopen 5 28%/)
  assert.match(text, /Gesprek of waarschuwing 5 28%/)
  assert.match(text, /Tijdelijk geen toegang 13 72%/)
  const next = await yearOf(2023)
  assert.match(next, /ook als de melding van een eerder jaar is 13/)
  assert.match(next, /De maatregel was afgelopen 13 100%/)
})

test('the time to a decision and to support is told beside whether that was in time', async () => {
  await auditor.post('/cijfers', { jaar: '2026', kwartaal: '1', definitief: 'ja' })
  const quarter = (await auditor.get('/cijfers?jaar=2026&kwartaal=1')).text
  assert.match(quarter, /staan alleen bij het hele jaar/)
  world.clock.advance(365 * day)
  auditor = await world.signIn('auditor')
  await planted(6, 2026, { decided: 3, talked: 90 })
  await planted(6, 2026, { decided: 20, talked: 200 })
  await planted(7, 2026, { decided: 60 })
  const text = await yearOf(2026)
  assert.match(text, /Besluit Aantal Deel van alles Op tijd 12 63% Te laat 7 37%/)
  assert.match(text, /Van de 12 meldingen met een besluit op tijd.*?Binnen 4 uur 6 50% Na 4 uur, binnen 24 uur 6 50%/)
  assert.match(text, /Van de 7 meldingen met een besluit dat te laat was.*?Na 24 uur, binnen 72 uur 7 100%/)
  assert.match(text, /Na 72 uur, binnen een week 6 50% Na meer dan een week 6 50%/)
})

test('a report for the council, and a package for who asks, tell of police, measures and time as the page does', async () => {
  const docx = await filesIn((await auditor.bytes('/cijfers/verslag.docx?jaar=2025&voor=raad')).body)
  const words = (docx.get('word/document.xml')?.toString() ?? '').replaceAll(/<[^>]+>/g, ' ')
  for (const said of [
    'Aangifte bij de politie',
    'VPT-code van de politie',
    'Waarom er geen aangifte komt',
    'Maatregelen',
  ])
    assert.ok(words.includes(said), said)
  assert.match(words, /Van de 13 meldingen met aangifte/)
  const woo = await filesIn((await auditor.bytes('/cijfers/openbaar.zip?jaar=2025')).body)
  assert.match(woo.get('cijfers.csv')?.toString() ?? '', /"VPT-code van de politie";"Ja";2025;"jaar";6\r\n/)
})

test('that one report passed over its manager does not follow from functions beside units', async () => {
  const here = await openWorld()
  const report = { line: 'administrative', state: 'in_progress', on: '2025-05-11T10:00:00Z', people } as const
  const staff = { ...report, function: 'civil_servant' }
  await plantReports(here, 10, { ...staff, unit: idOf('handhaving') })
  await plantReports(here, 1, staff)
  await plantReports(here, 12, { ...report, line: 'political' })
  const visitor = await here.signIn('auditor')
  await visitor.post('/cijfers', { jaar: '2025', kwartaal: '', definitief: 'ja' })
  const { text } = await visitor.get('/cijfers?jaar=2025')
  assert.match(text, /Medewerker \D*11/)
  assert.doesNotMatch(text, /Handhaving \D*10/)
  await here.close()
})

test('a unit that an administrator gives the name of a formula runs nowhere', async () => {
  const administrator = await world.signIn('administrator')
  const names = ['=1+1', '+31', '-2', '@SUM(A1)', ' =A1', '"=A1', ';=A1']
  for (const naam of names) assert.equal((await administrator.post('/beheer/eenheden', { naam })).status, 303, naam)
  await planted(6, 2026, { on: '2027-01-11T10:00:00Z', function: 'civil_servant' })
  world.clock.advance(100 * day)
  auditor = await world.signIn('auditor')
  await auditor.post('/cijfers', { jaar: '2027', kwartaal: '1', definitief: 'ja' })
  const { body } = await auditor.bytes('/cijfers/tabellen.csv?jaar=2027&kwartaal=1')
  const rows: string[][] = parse(body, { bom: true, delimiter: ';' })
  const units = rows.filter(([subject]) => subject === 'Eenheid van medewerkers').map(([, unit = '']) => unit)
  for (const name of names)
    assert.ok(
      units.some(it => it.includes(name.trim())),
      name,
    )
  for (const cell of rows.flat()) assert.doesNotMatch(cell, /^\s*[=+\-@]/, cell)
})

test('of a year that was released nothing remembers which report was counted where', async () => {
  const { rows } = await world.owner.query('select distinct year from figure_part')
  assert.deepEqual(rows, [{ year: 2027 }], 'of which only a quarter was released')
})

test('every subject and every row that is counted has its words, and divides what the words say', async () => {
  const { rows: subjects } = await world.owner.query<{ subject: string; parent: string; parent_cell: string }>(
    `select subject, parent, parent_cell from figure_subject where subject <> 'total' order by place`,
  )
  const divides = (it: { subject: string; parent: string; parent_cell: string }) =>
    `${it.subject} of ${it.parent} ${it.parent_cell}`
  const worded = measures.map(({ subject, among }) =>
    divides({ subject, parent: among?.subject ?? 'total', parent_cell: among?.cell ?? 'all' }),
  )
  assert.deepEqual(worded.toSorted(), subjects.map(divides).toSorted())
  const { rows: cells } = await world.owner.query<{ subject: string; cell: string }>(
    `select distinct subject, cell from figure_cell where organisation_id = $1 and subject not in ('total', 'unit')`,
    [idOf('waterstad')],
  )
  for (const { subject, cell } of cells)
    assert.ok(
      measures.find(it => it.subject === subject)?.rows.some(it => it.cell === cell),
      `${subject} ${cell}`,
    )
})
