import { dpia, register, tables, wordsFor } from './content.ts'
import type { Facts } from './facts.ts'
import { bullets, joined, table } from './markdown.ts'
import { categoryTable, checked, controller, personsIn, questions, terms } from './parts.ts'
import { measureOf, readThreats } from './threats.ts'

// The assessment of art. 35 AVG, filled in as far as the product knows.

/** The assessment as a page, for an organisation or for the product as it comes. */
export function writeDpia(facts: Facts): string {
  const model = readThreats()
  return joined([
    '# Gegevensbeschermingseffectbeoordeling (DPIA)',
    `Ingevuld zover het product het weet, door \`weerbaar docs privacy\`. Wat alleen uw organisatie weet, staat er als **In te vullen**. Schrijf
uw antwoorden in een eigen bestand en geef dat mee met \`--answers\`: dan blijven ze staan als u dit opnieuw maakt. ${checked(dpia)} Het is geen
juridisch advies.`,
    '## Wie is verantwoordelijk?',
    controller(facts),
    '## Waarom deze beoordeling?',
    bullets(dpia.why.map(it => `${it.text.trim()} (${checked(it)})`)),
    '## Wat gebeurt er met gegevens?',
    table(
      ['verwerking', 'waarvoor'],
      Object.values(register.activities).map(it => [it.label, it.purpose]),
    ),
    'Over wie het gaat:',
    bullets(personsIn(tables).map(id => wordsFor('the person', register.persons, id))),
    'Welke gegevens:',
    categoryTable(),
    'Elke kolom, wie wat mag en wie het krijgt, staat in het [register](verwerkingsregister.md).',
    '## Hoe lang?',
    terms(facts),
    'Hierover is nog niets besloten:',
    bullets(
      Object.values(register.terms)
        .filter(it => it.open)
        .map(it => it.text),
    ),
    questions('keeping', facts),
    '## Is het nodig, en kan het met minder?',
    bullets(dpia.necessity.map(it => `**${it.title}.** ${it.text.trim()}`)),
    'Grondslagen:',
    bullets(Object.values(register.bases).map(it => `${it.label}. ${it.note.trim()} (${checked(it)})`)),
    questions('necessity', facts),
    '## Rechten van mensen',
    table(
      ['recht', 'in Weerbaar', 'waar'],
      dpia.rights.map(it => [it.right, it.text, `\`${it.where}\``]),
    ),
    '## Risico’s en maatregelen',
    `De risico's zijn die van het dreigingsmodel, \`docs/security.md\`. Daar staan alle maatregelen; hier de belangrijkste. Paden beginnen in
\`src/\`, tenzij ze met \`db/\` of \`test/\` beginnen.`,
    ...model.threats.map(({ name }) => risk(name, model, facts)),
    questions('risks', facts),
    '## Wat blijft er over?',
    bullets(model.limits.map(lead => wordsFor('what is not there', dpia.limits, lead))),
    '## Advies en besluit',
    questions('advice', facts),
  ])
}

function risk(name: string, { threats }: ReturnType<typeof readThreats>, { answers }: Facts): string {
  const it = dpia.risks.find(one => one.threat === name)
  if (!it) throw new Error(`content/privacy/dpia.yaml has no risk for "${name}" of docs/security.md`)
  const all = threats.find(one => one.name === name)?.measures.length ?? 0
  const id = `weighing_${it.id}`
  return joined([
    `### ${it.who}`,
    `Gevolg voor mensen: ${it.harm}`,
    table(
      [`maatregel (${it.measures.length} van de ${all})`, 'waar', 'test'],
      it.measures.map(one => [one.text, measureOf(threats, name, one.test).where, `"${one.test}"`]),
    ),
    `Wat overblijft: ${it.rest}`,
    answers.get(id) ?? `**In te vullen** (\`${id}\`): kans, gevolg, en wat u zelf nog doet.`,
  ]).trim()
}

/** The names by which an organisation answers: of the questions, and of the weighing of each risk. */
export const answerable: ReadonlySet<string> = new Set([
  ...Object.keys(dpia.questions),
  ...dpia.risks.map(it => `weighing_${it.id}`),
])
