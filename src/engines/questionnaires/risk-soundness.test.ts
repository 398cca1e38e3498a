import assert from 'node:assert/strict'
import { test } from 'node:test'
import { riskScan, teamScan } from '../../../test/support/risks.ts'
import { readDefinition } from './reading.ts'

/** What somebody does wrong in a file with risks or tables, and what they read then. */
const wrong: readonly { what: string; from: string; to: string; says: RegExp }[] = [
  {
    what: 'a risk of a question that does not exist',
    from: 'chance: desk_chance,',
    to: 'chance: desk_chanse,',
    says: /^Regel 16: Het risico “desk_risk” rust voor de kans op “desk_chanse”, maar die vraag bestaat niet\.$/,
  },
  {
    what: 'a risk of a question that is no scale',
    from: 'impact: desk_impact }',
    to: 'impact: own }',
    says: /^Regel 16: Het risico “desk_risk” rust voor het gevolg op “own”, maar dat is geen schaal\.$/,
  },
  {
    what: 'a risk of a column that is no scale',
    from: 'grid: processes, chance: chance, impact: impact',
    to: 'grid: processes, chance: chance, impact: rules',
    says: /^Regel 17: .*rust voor het gevolg op de kolom “rules” van “processes”, maar een kolom met een schaal die zo heet/,
  },
  {
    what: 'a risk of a table that is not there',
    from: 'grid: processes, chance',
    to: 'grid: proceses, chance',
    says: /^Regel 17: Het risico “process_risk” rust op de tabel “proceses”, maar die is er niet\.$/,
  },
  {
    what: 'a gap between two sizes',
    from: 'from: 10, to: 15',
    to: 'from: 11, to: 15',
    says: /^Regel 19: De uitslag van de risico’s zegt niets over kans × gevolg is 10\.$/,
  },
  {
    what: 'two results for one size',
    from: 'from: 5, to: 9',
    to: 'from: 4, to: 9',
    says: /zegt twee dingen over kans × gevolg is 4\.$/,
  },
  {
    what: 'a result that no risk comes to',
    from: 'from: 16, to: 25, title: Zeer hoog, text: Doe dit eerst. }',
    to: 'from: 16, to: 20, title: Zeer hoog, text: Doe dit eerst. }\n    - { id: worst, from: 21, to: 24, title: Ergst, text: Nu. }\n    - { id: end, from: 25, to: 25, title: Einde, text: Nu. }',
    says: /^Regel 16: Het risico “desk_risk” komt nooit uit op “Ergst”: geen kans × gevolg is 21 tot en met 24\.$/,
  },
  {
    what: 'advice for a result that there is not',
    from: 'risks: { desk_risk: [high, very_high] }',
    to: 'risks: { desk_risk: [huge] }',
    says: /Het advies “second_door” hangt af van “desk_risk: huge”, maar die uitslag is er niet\.$/,
  },
  {
    what: 'advice for a risk that there is not',
    from: 'risks: { desk_risk: [high, very_high] }',
    to: 'risks: { door_risk: [high] }',
    says: /Het advies “second_door” hangt af van het risico “door_risk”, maar dat is er niet/,
  },
  {
    what: 'advice for a size that cannot come with its answers',
    from: 'risks: { desk_risk: [high, very_high] }',
    to: 'when: { desk_chance: ["1"] }\n      risks: { desk_risk: [high, very_high] }',
    says: /Het advies “second_door” komt nooit: het risico “desk_risk” wordt bij die antwoorden nooit zo groot\.$/,
  },
  {
    what: 'a measure of a risk that a plan counts otherwise',
    from: ', Bijna zeker]',
    to: ']',
    says: /Het advies “second_door” neemt kans en gevolg van “desk_risk” mee naar het plan\. Daar tellen ze tot 5/,
  },
  {
    what: 'a number too few',
    from: 'from: [1, 5, 10, 20]',
    to: 'from: [1, 5, 10]',
    says: /^Regel \d+: De vraag “desk_chance” noemt 3 aantallen \(from\), maar bij 5 antwoorden zijn het er 4/,
  },
  {
    what: 'numbers that do not rise',
    from: 'from: [1, 5, 10, 20]',
    to: 'from: [1, 10, 5, 20]',
    says: /De vraag “desk_chance” noemt aantallen \(from\) die niet oplopen\.$/,
  },
  {
    what: 'a figure that there is not',
    from: 'cell: physical',
    to: 'cell: phisical',
    says: /De vraag “desk_chance” rust op het cijfer “family: phisical”, maar dat is er niet\.$/,
  },
  {
    what: 'figures of the organisation in private answers',
    from: 'privacy: organisation',
    to: 'privacy: private',
    says: /dat kan alleen in een antwoord van de organisatie \(privacy: organisation\)\.$/,
  },
  {
    what: 'a table of a list that there is not',
    from: 'from: own',
    to: 'from: others',
    says: /De vraag “processes” neemt haar rijen van “others”, maar zo’n lijst \(kind: list\) is er niet\.$/,
  },
  {
    what: 'a table without rows',
    from: '        from: own\n',
    to: '',
    says: /De vraag “processes” heeft de rijen hier \(rows\) of van elders \(from\): een van beide\.$/,
  },
  {
    what: 'a column that is two things',
    from: '- { id: alone, label: Eén mens beslist, score: { ja: 1 } }',
    to: '- { id: alone, label: Eén mens beslist, anchors: [a, b, c], options: [{ value: a, label: A }, { value: b, label: B }] }',
    says: /vraagt in kolom “alone” een schaal \(anchors\) en een keuze \(options\): een van beide\.$/,
  },
  {
    what: 'points for an answer that a column does not have',
    from: 'score: { known: 2, written: 1, none: 0 }',
    to: 'score: { known: 2, writen: 1, none: 0 }',
    says: /De vraag “processes” \(kolom “rules”\) geeft geen punten voor het antwoord “written”\.$/,
  },
  {
    what: 'more fields than a page holds',
    from: 'most: 4',
    to: 'most: 30',
    says: /De pagina “table” heeft tot 120 velden\. Er passen er 90: verdeel de vragen, of vraag minder rijen\.$/,
  },
  {
    what: 'a table on the page of its list',
    from: '  - id: table\n    path: tabel\n    title: De tabel\n    theme: work\n    questions:\n',
    to: '',
    says: /De vraag “processes” neemt haar rijen van “own”\. Zet die lijst op een eerdere pagina\.$/,
  },
]

const around = { tellsOf: (subject: string, cell: string) => subject === 'family' && cell === 'physical' }

for (const { what, from, to, says } of wrong)
  test(`a policy officer who writes ${what} reads what is wrong, and on which line`, () => {
    const text = riskScan()
    assert.ok(text.includes(from), 'there is something to do wrong')
    const { faults } = readDefinition(text.replace(from, to), around)
    assert.ok(
      faults.some(it => says.test(it)),
      JSON.stringify(faults, null, 2),
    )
    assert.ok(faults.every(it => /^Regel \d+: /.test(it)))
  })

test('a scan of a team says of everything that is compared for which theme it is', () => {
  const { faults } = readDefinition(teamScan.replace('title: De tabel\n    theme: work', 'title: De tabel'))
  assert.ok(faults.some(it => /“processes” wordt in een team vergeleken, maar haar pagina heeft geen thema/.test(it)))
})

test('instruments with risks and tables that are right, are accepted', () => {
  for (const text of [riskScan(), teamScan]) assert.deepEqual(readDefinition(text, around).faults, [])
})
