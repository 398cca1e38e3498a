import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallNorm } from '../../../test/support/norms.ts'
import { smallScan } from '../../../test/support/questionnaires.ts'
import { withFiles } from '../../../test/support/scanning.ts'
import { readText } from '../../platform/content.ts'
import { questionnaireSchema, readDefinition } from './reading.ts'

const faultsOf = (from: string | RegExp, to: string) => readDefinition(smallScan(text => text.replace(from, to))).faults

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
]

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
