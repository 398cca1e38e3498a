import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallNorm } from '../../../test/support/norms.ts'
import { smallScan } from '../../../test/support/questionnaires.ts'
import { versionOf } from './definition.ts'
import { shippedInstruments } from './library.ts'
import { withFiles } from '../../../test/support/scanning.ts'
import { readText } from '../../platform/content.ts'
import { questionnaireSchema, readDefinition } from './reading.ts'

const instruments = new Set(shippedInstruments().map(it => it.id))
const faultsOf = (from: string | RegExp, to: string) =>
  readDefinition(
    smallScan(text => text.replace(from, to)),
    { instruments },
  ).faults

/** What somebody does wrong in a file, and what they read then. */
const wrong: readonly { what: string; from: string | RegExp; to: string; says: RegExp }[] = [
  {
    what: 'a question that does not exist',
    from: 'when: { garden: ["yes"] }',
    to: 'when: { gardn: ["yes"] }',
    says: /^Regel 65: De vraag “hedge” hangt af van “gardn”, maar die vraag bestaat niet\.$/,
  },
  {
    what: 'an answer that nobody can give',
    from: 'when: { garden: ["yes"] }',
    to: 'when: { garden: [partly] }',
    says: /“garden: partly”, maar dat antwoord kan niemand geven/,
  },
  {
    what: 'a number out of reach',
    from: 'when: { garden: ["yes"] }',
    to: 'when: { doors: { min: 10 } }',
    says: /“doors: 10 of meer”, maar dat antwoord kan niemand geven/,
  },
  {
    what: 'a question of its own page',
    from: 'when: { garden: ["yes"] }',
    to: 'when: { lock: ["yes"] }',
    says: /op dezelfde pagina\. Zet die vraag op een eerdere pagina/,
  },
  {
    what: 'a circle',
    from: 'label: Hebt u een tuin?',
    to: 'label: Hebt u een tuin?\n        when: { hedge: ["yes"] }',
    says: /“garden” hangt af van “hedge”, en die weer van een vraag op deze pagina: een kring/,
  },
  {
    what: 'a question that can never come',
    from: 'when: { garden: ["yes"] }',
    to: 'when: { garden: ["yes"], none: [{ garden: ["yes"] }] }',
    says: /“hedge” wordt nooit gesteld/,
  },
  {
    what: 'an answer without points',
    from: 'score: { "yes": 2, partly: 1, "no": 0 }',
    to: 'score: { "yes": 2, "no": 0 }',
    says: /^Regel \d+: De vraag “lock” geeft geen punten voor het antwoord “partly”\.$/,
  },
  {
    what: 'a gap between two results',
    from: 'from: 50, to: 100',
    to: 'from: 60, to: 100',
    says: /De uitslag van het thema “home” zegt niets over 50 tot 60 procent/,
  },
  {
    what: 'two results at once',
    from: 'from: 50, to: 100',
    to: 'from: 40, to: 100',
    says: /zegt twee dingen over 40 tot 50 procent/,
  },
  {
    what: 'an advice that never comes',
    from: 'when: { lock: ["no"] }',
    to: 'when: { hedge: ["no"], garden: ["no"] }',
    says: /Het advies “lock_it” komt nooit/,
  },
  {
    what: 'a question that does not say on what it rests',
    from: '        label: Is de heg laag?\n        when: { garden: ["yes"] }\n        basis: Eigen uitwerking.\n',
    to: '        label: Is de heg laag?\n        when: { garden: ["yes"] }\n',
    says: /“hedge” zegt niet waar ze op rust/,
  },
  { what: 'a name twice', from: 'id: hedge', to: 'id: lock', says: /De vraag “lock” komt twee keer voor/ },
  {
    what: 'a field that is misspelt',
    from: 'label: Is de heg laag?',
    to: 'labl: Is de heg laag?',
    says: /^Regel 65: pages › 1 › questions › 1 › label: dit ontbreekt\.$/,
  },
  {
    what: 'a line that is no YAML',
    from: 'title: Huis',
    to: 'title: "Huis',
    says: /^Regel \d+: dit is geen goede YAML/,
  },
  {
    what: 'a version that holds on no day',
    from: 'valid: { from: 2026-01-01 }',
    to: 'valid: { from: 2026-01-01, until: 2026-01-01 }',
    says: /Deze versie geldt geen enkele dag/,
  },
  {
    what: 'an advice that leads to an instrument that there is not',
    from: 'title: Doe de deur op slot',
    to: 'leads_to: home-chek\n      title: Doe de deur op slot',
    says: /^Regel 22: Het advies “lock_it” verwijst naar “home-chek”, maar zo’n scan of check is er niet/,
  },
  {
    what: 'a result that leads to itself',
    from: 'text: U kunt veel doen. }',
    to: 'text: U kunt veel doen., leads_to: small-scan }',
    says: /^Regel 16: De uitslag “Begin” van het thema “home” verwijst naar deze vragenlijst zelf/,
  },
  {
    what: 'a measure with a title that no plan holds',
    from: 'title: Sloten }',
    to: `title: ${'Sloten '.repeat(29)}}`,
    says: /^Regel 28: De titel van de maatregel bij het advies “lock_it” heeft 202 tekens\. In een plan passen er 200: maak/,
  },
  {
    what: 'an explanation that no plan holds',
    from: 'text: Draai de sleutel om.',
    to: `text: ${'Draai de sleutel om. '.repeat(191)}`,
    says: /^Regel 23: De uitleg van het advies “lock_it” heeft 4010 tekens\. In een plan passen er 4000/,
  },
  {
    what: 'a theme with a title that no plan holds',
    from: 'title: Thuis',
    to: `title: ${'Thuis '.repeat(21)}`,
    says: /^Regel 14: De titel van het thema “home” heeft 125 tekens\. In een plan passen er 120/,
  },
  {
    what: 'a title of the whole that no plan holds',
    from: 'title: Een kleine scan',
    to: `title: ${'Een kleine scan '.repeat(19)}`,
    says: /^Regel 4: De titel van de vragenlijst heeft 303 tekens\. In een plan passen er 300/,
  },
]

test('what comes with the product leads to what is there', () => {
  for (const it of shippedInstruments())
    assert.deepEqual(readDefinition(readText(`questionnaires/${versionOf(it)}.yaml`), { instruments }).faults, [])
})

test('a scan that is right, is accepted', () => {
  assert.deepEqual(readDefinition(smallScan()).faults, [])
})

for (const { what, from, to, says } of wrong)
  test(`a policy officer who writes ${what} reads what is wrong, and on which line`, () => {
    const faults = faultsOf(from, to)
    assert.ok(
      faults.some(it => says.test(it)),
      JSON.stringify(faults, null, 2),
    )
    assert.ok(faults.every(it => /^Regel \d+: /.test(it)))
  })

test('a policy officer who asks a team for files reads why that cannot be, and on which line', () => {
  assert.deepEqual(readDefinition(withFiles('team-files')(smallScan())).faults, [])
  assert.deepEqual(readDefinition(withFiles('team-files', 'team')(smallScan())).faults.slice(0, 1), [
    'Regel 81: De vraag “door” vraagt om een bestand. In een teamscan kan dat niet: aan een bestand is te zien wie het toevoegde. Vraag het in woorden, of bespreek het in de groep.',
  ])
  assert.match(
    readDefinition(withFiles('own-files', 'private', 'comparable: true')(smallScan())).faults.join('\n'),
    /De vraag “door” vraagt om een bestand\. Bestanden worden niet vergeleken: haal “comparable” weg\./,
  )
})

test('the files of an item are in a field of their own, which no other question may have', () => {
  assert.deepEqual(readDefinition(smallNorm()).faults, [])
  assert.match(
    readDefinition(smallNorm({ people: ['alarm', 'alarm_files'] })).faults.join('\n'),
    /De vraag “alarm_files” komt twee keer voor/,
  )
})

test('the schema that an editor reads beside the questionnaires is that of the code', () => {
  assert.deepEqual(
    JSON.parse(readText('questionnaires/schema.json')),
    JSON.parse(JSON.stringify(questionnaireSchema())),
    'run: npx weerbaar questionnaire schema > content/questionnaires/schema.json',
  )
})
