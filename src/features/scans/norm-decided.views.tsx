import { statuses } from '../../engines/questionnaires/definition.ts'
import { AnswerList } from '../../engines/questionnaires/pages.tsx'
import { risksOf } from '../../engines/questionnaires/risk.ts'
import { noSetting, walk } from '../../engines/questionnaires/walk.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Chip, Facts, Lead, Note, PageTitle, Words, type ChipKind } from '../../ui/parts.tsx'
import { byTheme, hasItems, itemsOf, type ItemRow, type Status, type ThemeRows } from './norm.ts'
import { NormTrail } from './norm-trail.tsx'
import type { OpenedDecided } from './organisation.ts'
import { FileLinks, shownFiles } from './files.views.tsx'
import { RisksCard } from './risks.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'

/** An answer on which was decided: what is to be done, by whom and when, and what shows what was done. */
export const DecidedPage = ({ decided, today }: { decided: OpenedDecided; today: string }) => {
  const { instrument, number, decidedOn, values, files } = decided
  const at = (file: string) => urls.decidedFile(instrument.id, decided.id, file)
  return (
    <>
      <NormTrail instrument={instrument} label={`Antwoord ${number}`} />
      <PageTitle>{`${instrument.title}: antwoord ${number}`}</PageTitle>
      <Lead>
        Vastgesteld op {dutchDay(decidedOn)}, met versie {instrument.version}. Hieraan verandert niets meer.
      </Lead>
      <RisksCard it={instrument} risks={risksOf(instrument, walk(instrument, values, noSetting))} values={values} />
      {hasItems(instrument) ? (
        <Items themes={byTheme([...itemsOf(decided, today).values()].flat(), instrument)} at={at} />
      ) : (
        <AnswerList
          definition={instrument}
          values={values}
          setting={noSetting}
          files={shownFiles(files, at)}
          answeredOnly
        />
      )}
      <p class="weerbaar-soft">
        {words.keeping_decided} Bron: {instrument.source}
      </p>
    </>
  )
}

/** As many as one reads before one looks for oneself. */
const mostNamed = 5

interface ItemsProps {
  themes: readonly ThemeRows[]
  /** Where a file is opened. */
  at: (file: string) => string
}

/** All items by theme: closed, so that on a phone the whole norm is one screen. */
const Items = ({ themes, at }: ItemsProps) => {
  const overdue = themes.flatMap(it => it.rows).filter(it => it.overdue)
  return (
    <>
      <p class="nl-paragraph">
        <strong>{countWords(themes.flatMap(it => it.rows))}</strong>
      </p>
      {overdue.length > 0 && (
        <Note
          kind="warning"
          title={overdue.length === 1 ? 'Eén onderdeel is te laat' : `${overdue.length} onderdelen zijn te laat`}
        >
          <ul class="utrecht-unordered-list">
            {overdue.slice(0, mostNamed).map(it => (
              <li>
                {nameOf(it)} Klaar op {dutchDay(it.due)}
                {it.owner && `, ${it.owner}`}.
              </li>
            ))}
            {overdue.length > mostNamed && <li>En nog {overdue.length - mostNamed}, bij de thema’s hieronder.</li>}
          </ul>
        </Note>
      )}
      {themes.map(({ title, rows }) => (
        <Fold title={title} note={countWords(rows)}>
          {rows.map(it => (
            <OneItem row={it} at={at} />
          ))}
        </Fold>
      ))}
    </>
  )
}

const chipOf: Readonly<Record<Status, ChipKind>> = { done: 'done', developing: 'soon', missing: 'late', na: 'plain' }

const OneItem = ({ row, at }: { row: ItemRow; at: ItemsProps['at'] }) => {
  const facts = [
    { term: 'Eigenaar', value: row.owner },
    { term: 'Klaar op', value: row.due && dutchDay(row.due) },
    { term: 'Bewijs', value: row.shownBy },
    { term: row.status === 'na' ? 'Waarom niet' : 'Toelichting', value: row.reason },
  ].filter(it => it.value !== '')
  return (
    <section class="weerbaar-advice">
      <h3 class="nl-heading nl-heading--level-4">{nameOf(row)}</h3>
      <p>
        <Chip kind={chipOf[row.status]}>{statuses[row.status]}</Chip> {row.overdue && <Chip kind="late">Te laat</Chip>}
      </p>
      <Facts
        items={[
          ...facts.map(({ term, value }) => ({ term, value: <Words>{value}</Words> })),
          ...(row.files.length > 0
            ? [{ term: 'Bestanden als bewijs', value: <FileLinks files={row.files} at={at} /> }]
            : []),
        ]}
      />
    </section>
  )
}

const nameOf = ({ item }: ItemRow) => (item.number ? `${item.number} ${item.label}` : item.label)

/** How many are how far, what is not there left out. */
function countWords(rows: readonly ItemRow[]): string {
  const apart = (['missing', 'developing', 'na'] as const).flatMap(status => {
    const n = rows.filter(it => it.status === status).length
    const word = status === 'missing' && n > 1 ? 'ontbreken' : statuses[status].toLowerCase()
    return n === 0 ? [] : [`${n} ${word}`]
  })
  const counting = rows.filter(it => it.status !== 'na')
  const done = counting.filter(it => it.status === 'done').length
  const late = rows.filter(it => it.overdue).length
  return [`${done} van ${counting.length} uitgevoerd`, ...apart, ...(late > 0 ? [`${late} te laat`] : [])].join(', ')
}
