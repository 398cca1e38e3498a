import { choicesIn, isBox } from '../../engines/questionnaires/grid.ts'
import { isAsking, statuses, type Asking, type Column } from '../../engines/questionnaires/definition.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { noSetting, optionsOf } from '../../engines/questionnaires/walk.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { words } from './words.ts'

/** An instrument to fill in on paper: every question, with when it is asked said in words. */
export function paperOf(it: Instrument): TextDocument {
  const { scan } = it
  const labels = new Map(it.pages.flatMap(page => page.questions.filter(isAsking).map(one => [one.id, one.label])))
  const onlyWhen = (names: Iterable<string>): Block[] => {
    const asked = [...names].map(name => labels.get(name)).filter(label => label !== undefined)
    return asked.length === 0 ? [] : [{ paragraph: `Alleen als dit past bij uw antwoord op: ${asked.join('; ')}` }]
  }
  return {
    title: it.title,
    organisation: '',
    about: [`Versie ${it.version}`, `Ongeveer ${scan.minutes} minuten`, it.source],
    footer: `${it.title}, versie ${it.version}`,
    blocks: [
      { paragraph: scan.why },
      { note: `${words.privacy[scan.privacy].title}. Op papier bewaart u uw antwoorden zelf: laat ze niet slingeren.` },
      ...it.pages.flatMap((page): Block[] => [
        { heading: page.title, level: 2 },
        ...(page.intro ? [{ paragraph: page.intro }] : []),
        ...onlyWhen(page.when?.all.keys() ?? []),
        ...page.questions.flatMap((question): Block[] => {
          if (!isAsking(question)) return question.text ? [{ paragraph: question.text }] : []
          return [
            { heading: question.label, level: 3 },
            ...(question.hint ? [{ paragraph: question.hint }] : []),
            ...onlyWhen(question.when?.all.keys() ?? []),
            ...spaceFor(question),
          ]
        }),
      ]),
    ],
  }
}

const box = '[   ]'

/** Rows of their own, to be written on paper. */
const emptyRows = 6

/** A table on paper: the steps of a scale to ring, a box for each other answer; what they mean stands above. */
function gridOf({ label, rows, columns }: Extract<Asking, { kind: 'grid' }>): Block[] {
  const cell = (column: Column) =>
    column.anchors
      ? column.anchors.map((_, place) => String(place + 1)).join(' ')
      : isBox(column)
        ? box
        : choicesIn(column)
            .map(it => `${box} ${it.label}`)
            .join('\n')
  const names = rows?.map(row => row.label) ?? Array.from({ length: emptyRows }, () => '\n')
  return [
    ...columns
      .filter(it => it.anchors)
      .map((it): Block => ({
        paragraph: `${it.label}: ${choicesIn(it)
          .map(one => one.label)
          .join('; ')}`,
      })),
    {
      table: {
        caption: label,
        columns: ['', ...columns.map(it => it.label)],
        rows: names.map(name => [name, ...columns.map(cell)]),
      },
    },
  ]
}

function spaceFor(it: Asking): Block[] {
  if (it.kind === 'matrix') {
    const columns = ['', ...it.options.map(option => option.label)]
    return [
      { table: { caption: it.label, columns, rows: it.rows.map(row => [row.label, ...it.options.map(() => box)]) } },
    ]
  }
  if (it.kind === 'item')
    return [
      { list: Object.values(statuses).map(label => `${box} ${label}`) },
      { paragraph: `Gevraagd bewijs: ${it.evidence}` },
      { paragraph: 'Voeg toe: een kopie van dit bewijs, of schrijf op waar het staat.' },
      { toSign: 'Eigenaar en datum' },
    ]
  if (it.kind === 'grid') return gridOf(it)
  if (it.kind === 'list') return Array.from({ length: Math.min(it.most, emptyRows) }, () => ({ toSign: it.line }))
  if (it.kind === 'files')
    return [
      { paragraph: `Voeg toe: een afdruk of kopie. Zet “${it.label}” op elk blad.` },
      { toSign: 'Wat u toevoegt' },
    ]
  const options = optionsOf(it, noSetting)
  if (options) return [{ list: options.map(option => `${box} ${option.label}`) }]
  return it.kind === 'text'
    ? [{ toSign: '' }, { toSign: '' }]
    : [{ toSign: it.kind === 'number' ? (it.unit ?? '') : '' }]
}
