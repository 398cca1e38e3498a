import { allJobs, keepMonths, noticeDays } from '../../app.ts'
import { permissionsOf, roleNames, roles, type Permission } from '../../engines/access/permissions.ts'
import { mediaTypes } from '../../platform/media-types.ts'
import { mostDaysOfKeys } from '../backup/names.ts'
import { categoryOf, mails, register, tables, wordsFor } from './content.ts'
import type { Facts } from './facts.ts'
import { bullets, joined, table } from './markdown.ts'
import {
  categoriesIn,
  categoryTable,
  checked,
  controller,
  everybodys,
  permissionsFor,
  personsIn,
  questions,
  rolesFor,
  shared,
  terms,
} from './parts.ts'

// The register of processing activities (art. 30 AVG), out of what the code runs on.

/** The register as a page, for an organisation or for the product as it comes. */
export const writeRegister = (facts: Facts): string =>
  joined([
    '# Register van verwerkingsactiviteiten',
    `Gemaakt door \`weerbaar docs privacy\`, uit dezelfde tabellen als waarop Weerbaar draait. Verander dit bestand niet zelf: maak het
opnieuw. ${checked(register)} Het is geen juridisch advies.`,
    '## Wie is verantwoordelijk?',
    controller(facts),
    '## De verwerkingen',
    ...Object.keys(register.activities).map(activity),
    '## Grondslagen',
    table(
      ['grondslag', 'let op', 'bron'],
      Object.values(register.bases).map(it => [it.label, it.note, checked(it)]),
    ),
    '## Gegevens, en hoe ze zijn bewaard',
    categoryTable(),
    '## Rollen: wie mag wat?',
    roleTable(facts),
    '## Hoe lang meldingen worden bewaard',
    terms(facts),
    `Wie de melding deed, hoort ${noticeDays} dagen van tevoren dat zij weggaat. Een archivaris kan een melding ${keepMonths} maanden van de
lijst houden. Sleutels in een back-up leven hooguit ${mostDaysOfKeys} dagen: daarna is wat vernietigd is nergens meer te lezen.`,
    questions('keeping', facts),
    '## Hoe lang de rest wordt bewaard',
    termTable(),
    ...settings(facts),
    '## Bestanden',
    `Mensen kunnen alleen deze soorten toevoegen: ${mediaTypes.map(it => it.label).join(', ')}.`,
    '## Mails',
    'Een mail zegt alleen dat iets wacht. Dit zijn alle mails, en wat er wordt ingevuld.',
    mailTable(),
    '## Wat Weerbaar uit zichzelf doet',
    bullets(Object.keys(allJobs).map(kind => wordsFor('the job', register.jobs, kind))),
    '## Beveiliging',
    'De maatregelen, met de plaats in de code en de test, staan in de [beoordeling](dpia.md) en in `docs/security.md`.',
    '## Alle tabellen',
    'Elke kolom van de database valt onder een soort gegevens. Een test vergelijkt deze lijst met de database.',
    columnTable(),
  ])

function activity(id: string): string {
  const it = wordsFor('the activity', register.activities, id)
  const own = tables.filter(one => one.activity === id)
  const who = rolesFor(id)
  const seenBy = [
    ...(who.everybody ? ['iedereen met een account, alleen het eigen deel'] : []),
    ...who.roles.map(role => roleNames[role]),
  ]
  const kept = [...new Set(own.map(one => one.kept))].map(term => wordsFor('the term', register.terms, term))
  const list = (label: string, items: readonly string[]) => `- **${label}**: ${items.join('; ') || 'geen'}`
  return joined([
    `### ${it.label}`,
    it.purpose.trim(),
    [
      list(
        'Mensen',
        personsIn(own).map(person => wordsFor('the person', register.persons, person)),
      ),
      list(
        'Gegevens',
        categoriesIn(own).map(category => categoryOf(category).label),
      ),
      list(
        'Grondslag',
        it.bases.map(basis => wordsFor('the basis', register.bases, basis).label),
      ),
      list('Wie het kan zien', seenBy),
      list(
        'Wat zij mogen',
        permissionsFor(id).map(permission => wordsFor('the permission', register.permissions, permission).text),
      ),
      list(
        'Ontvangers buiten de organisatie',
        it.recipients.map(one => wordsFor('the recipient', register.recipients, one)),
      ),
      list(
        'Bewaren',
        kept.map(term => term.text),
      ),
      ...(it.note === undefined ? [] : [list('Let op', [it.note])]),
    ].join('\n'),
  ]).trim()
}

function roleTable({ own }: Facts): string {
  const words = (permissions: Iterable<Permission>) =>
    [...permissions].map(it => wordsFor('the permission', register.permissions, it).text).join('; ')
  const rows = roles.map(role => {
    const special = [...permissionsOf([role])].filter(it => !shared.has(it))
    return [roleNames[role], words(special) || 'Niets meer', ...(own ? [String(own.people.get(role) ?? 0)] : [])]
  })
  return [
    `Wie een account heeft, ook zonder rol: ${words(everybodys)}.`,
    `Wie een rol heeft, welke ook: ${words([...shared].filter(it => !everybodys.has(it)))}.`,
    table(['rol', 'mag ook', ...(own ? ['mensen'] : [])], rows),
  ].join('\n\n')
}

const termTable = (): string =>
  table(
    ['hoe lang', 'waarvoor', 'nog te beslissen'],
    Object.entries(register.terms)
      .filter(([id]) => id !== 'report')
      .map(([id, it]) => [
        it.text,
        tables
          .filter(one => one.kept === id)
          .map(one => `\`${one.name}\``)
          .join(', '),
        it.open ? 'ja' : '',
      ]),
  )

const settings = ({ own }: Facts): string[] =>
  own === undefined
    ? []
    : [
        '## Instellingen',
        table(
          ['instelling', 'waarde'],
          own.settings.map(it => [it.label, it.value]),
        ),
      ]

const mailTable = (): string =>
  table(
    ['mail', 'onderwerp', 'ingevuld'],
    Object.entries(mails).map(([id, { subject, text }]) => [
      `\`${id}\``,
      subject,
      [...new Set(`${subject} ${text}`.match(/\{[a-z]+\}/g))].join(', '),
    ]),
  )

const columnTable = (): string =>
  table(
    ['tabel', 'verwerking', 'gegevens'],
    tables.map(it => [
      `\`${it.name}\``,
      wordsFor('the activity', register.activities, it.activity).label,
      [...Map.groupBy(it.columns, column => column.category)]
        .map(([category, of]) => `${categoryOf(category).label}: ${of.map(one => `\`${one.name}\``).join(', ')}`)
        .join('; '),
    ]),
  )
