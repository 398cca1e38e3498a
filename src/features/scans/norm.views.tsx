import type { Permission } from '../../engines/access/permissions.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { progressOver, type Decided, type ThemeProgress } from '../../engines/questionnaires/progress-over-time.ts'
import type { DrawBars } from '../../engines/statistics/chart.ts'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { ErrorSummary } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { changeWords, shareWords } from './norm.ts'
import { NormTrail } from './norm-trail.tsx'
import { nextDue } from './organisation.ts'
import type { Sharing } from './province.ts'
import { SharingCard } from './province.views.tsx'
import { urls } from './urls.ts'

export interface OrganisationProps {
  instrument: Instrument
  versions: readonly Instrument[]
  /** The oldest first. */
  decided: readonly Decided[]
  /** Undefined where there is no province to share with. */
  sharing: Sharing | undefined
  isProvince: boolean
  permissions: ReadonlySet<Permission>
  today: string
  done: string
  form: Form
  draw: DrawBars
}

const doneWords = new Map([
  ['gedeeld', 'Uw provincie ziet vanaf nu de cijfers per thema.'],
  ['ingetrokken', 'Uw provincie ziet vanaf nu niets meer van deze scan.'],
])

export const OrganisationPage = (it: OrganisationProps) => {
  const { instrument, versions, decided, permissions } = it
  const last = decided.at(-1)
  return (
    <>
      <NormTrail instrument={instrument} label="Hoe ver" />
      <ErrorSummary form={it.form} />
      <PageTitle>{`${instrument.title}: hoe ver is uw organisatie?`}</PageTitle>
      {doneWords.has(it.done) && (
        <Note kind="success">
          <p>{doneWords.get(it.done)}</p>
        </Note>
      )}
      {instrument.scan.incomplete && (
        <Note kind="warning" title="Niet volledig">
          <p>{instrument.scan.incomplete}</p>
        </Note>
      )}
      {last ? (
        <Progress {...it} last={last} themes={progressOver(versions, decided)} />
      ) : (
        <EmptyState title="Er is nog geen antwoord vastgesteld">
          <p>Zodra een coördinator het antwoord van uw organisatie vaststelt, staat hier hoe ver u bent.</p>
        </EmptyState>
      )}
      {it.sharing && permissions.has('scan.manage') && (
        <SharingCard instrument={instrument} sharing={it.sharing} form={it.form} />
      )}
      {it.isProvince && permissions.has('scan.manage') && (
        <LinkList
          items={[{ href: urls.province(instrument.id), label: 'Organisaties in de provincie die dit delen' }]}
        />
      )}
    </>
  )
}

type ProgressProps = OrganisationProps & { last: Decided; themes: readonly ThemeProgress[] }

const Progress = ({ instrument, decided, last, themes, permissions, today, draw }: ProgressProps) => (
  <>
    <Lead>Het laatste antwoord is vastgesteld op {dutchDay(last.decidedOn)}.</Lead>
    <Due last={last} today={today} />
    <DataTable
      caption="Per thema"
      columns={[
        { label: 'Thema', cell: it => it.theme.title },
        { label: 'Stand', cell: it => nowOf(it, last) },
        { label: 'Sinds de vorige keer', cell: it => (isIn(it, last) ? changeWords(it) : '–') },
      ]}
      rows={themes}
      empty={null}
    />
    {permissions.has('scan.read') && (
      <LinkList
        items={[
          {
            href: urls.decided(instrument.id, last.id),
            label: 'Alle onderdelen, met eigenaar, datum en bewijs',
          },
          { href: urls.progress(instrument.id, 'docx'), label: 'Voortgangsrapportage (Word)' },
          { href: urls.progress(instrument.id, 'pdf'), label: 'Voortgangsrapportage (PDF)' },
        ]}
      />
    )}
    {decided.length > 1 && (
      <section>
        <h2 class="nl-heading nl-heading--level-2">Voortgang over de jaren</h2>
        {themes.map(it => (
          <ThemeHistory progress={it} draw={draw} />
        ))}
      </section>
    )}
    <AllDecided {...{ instrument, decided, permissions }} />
  </>
)

const isIn = ({ moments }: ThemeProgress, last: Decided) => moments.at(-1)?.decided.id === last.id

const nowOf = (it: ThemeProgress, last: Decided) => {
  const moment = it.moments.at(-1)
  return moment && isIn(it, last) ? shareWords(moment.share) : 'Niet meer in deze versie'
}

const Due = ({ last, today }: { last: Decided; today: string }) => {
  const due = nextDue(last.decidedOn)
  return due <= today ? (
    <Note kind="warning" title="Tijd voor een nieuwe voortgangsrapportage">
      <p>Het vorige antwoord is twee jaar oud. De nieuwe was nodig op {dutchDay(due)}.</p>
    </Note>
  ) : (
    <p class="nl-paragraph">De volgende voortgangsrapportage is nodig op {dutchDay(due)}.</p>
  )
}

/** One theme over the years. Where the questions changed there is a gap, and the two sides are not compared. */
const ThemeHistory = ({ progress: { theme, moments }, draw }: { progress: ThemeProgress; draw: DrawBars }) => {
  const caption = `${theme.title}, per vastgesteld antwoord`
  const bars = moments.flatMap(({ decided, share, comparable }) => [
    ...(comparable ? [] : [{ label: 'andere vragen', n: null, words: 'niet te vergelijken' }]),
    {
      label: dutchDay(decided.decidedOn),
      n: share.percent ?? null,
      words: share.percent === undefined ? 'niets te tellen' : `${share.percent}%`,
    },
  ])
  return (
    <Fold title={theme.title} level={3} note={wayWords(moments)}>
      <div class="weerbaar-figure weerbaar-figure--beside">
        {/* Made here from numbers and words of our own; its words are escaped where it is written. */}
        <div
          class="weerbaar-chart"
          dangerouslySetInnerHTML={{ __html: draw(`theme-${theme.id}`, caption, bars, 100) }}
        />
        <DataTable
          caption={caption}
          captionHidden
          columns={[
            { label: 'Vastgesteld op', cell: it => dutchDay(it.decided.decidedOn), nowrap: true },
            { label: 'Stand', cell: it => shareWords(it.share) },
            {
              label: 'Te vergelijken met de vorige',
              cell: it =>
                it === moments[0] ? '–' : it.comparable ? 'Ja' : <Chip kind="soon">Nee, andere vragen</Chip>,
            },
          ]}
          rows={moments}
          empty={null}
        />
      </div>
    </Fold>
  )
}

/** From the first decision to the last, in percent. */
const wayWords = (moments: ThemeProgress['moments']) =>
  moments.map(({ share }) => (share.percent === undefined ? '–' : `${share.percent}%`)).join(' → ')

const AllDecided = ({
  instrument,
  decided,
  permissions,
}: Pick<OrganisationProps, 'instrument' | 'decided' | 'permissions'>) => (
  <Card title="Vastgestelde antwoorden">
    <ul class="utrecht-unordered-list">
      {decided.toReversed().map(it => {
        const label = `Antwoord ${it.number}, vastgesteld op ${dutchDay(it.decidedOn)} (versie ${it.version})`
        return (
          <li>
            {permissions.has('scan.read') ? (
              <a class="nl-link" href={urls.decided(instrument.id, it.id)}>
                {label}
              </a>
            ) : (
              label
            )}
          </li>
        )
      })}
    </ul>
  </Card>
)
