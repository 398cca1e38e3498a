import type { ComponentChildren } from 'preact'
import { formatDateTime, isoDay } from '../../../ui/dates.ts'
import { Actions, ButtonLink } from '../../../ui/form.tsx'
import { Breadcrumb, Card, Chip, EmptyState, Facts, Note, PageTitle, Timeline, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import { deciders, fair, groundLabel, heardLabel, isDecider, kindInfo, kindLabel } from './measure-content.ts'
import type { Setting } from './measure-rules.ts'
import { dayOf } from './measure-words.ts'
import { isInForce, type Measure, type Review } from './measure.ts'
import { reactionUrls } from './urls.ts'

/** The way back, to the case and to its measures. */
export const Trail = ({ it, here, below }: { it: CaseFacts; here: string; below?: boolean }) => (
  <Breadcrumb
    items={[
      { href: urls.case(it.id), label: `Melding ${it.reference}` },
      ...(below ? [{ href: reactionUrls.all(it.id), label: 'Maatregelen' }] : []),
      { label: here },
    ]}
  />
)

const confirmations: Readonly<Record<string, string>> = {
  gemaakt:
    'De maatregel is vastgelegd. Op de dag die u koos, krijgt de behandelaar de taak om er opnieuw naar te kijken.',
  stands: 'De beoordeling is vastgelegd. De maatregel blijft.',
  shortened: 'De beoordeling is vastgelegd. De maatregel duurt korter.',
  lifted: 'De maatregel is opgeheven.',
}

export const DoneHere = ({ done, words = confirmations }: { done: string | null; words?: typeof confirmations }) =>
  done !== null && words[done] !== undefined ? (
    <Note kind="success">
      <output>{words[done]}</output>
    </Note>
  ) : null

export const PoliceFirst = ({ setting }: { setting: Setting }) => (
  <>
    {setting.held && (
      <Note kind="danger" title="Nu geen reactie, op advies van de politie">
        <p>Overleg met de politie en leg een nieuw besluit vast, voordat u een maatregel maakt.</p>
      </Note>
    )}
    {setting.policeFirst && (
      <Note kind="warning" title="Eerst de politie">
        <p>
          Dit is gemeld als iets waarbij de politie voorgaat, zoals een bedreiging, stalking of georganiseerde misdaad.
          Doe niets richting degene die dit deed, voordat u de politie sprak.
        </p>
      </Note>
    )}
  </>
)

export const Fair = () => (
  <Note kind="info" title={fair.title}>
    <ul class="utrecht-unordered-list">
      {fair.points.map(point => (
        <li>{point}</li>
      ))}
    </ul>
  </Note>
)

const stateOf = (it: Measure, now: Date): { label: string; kind: 'done' | 'soon' | 'plain' } => {
  if (it.ended_how === 'lifted') return { label: 'Opgeheven', kind: 'done' }
  if (it.ended_how === 'expired') return { label: 'Afgelopen', kind: 'done' }
  if (isInForce(it, now)) return { label: 'Geldt nu', kind: 'soon' }
  return isoDay(now) < it.begins_on ? { label: 'Geldt nog niet', kind: 'plain' } : { label: 'Afgelopen', kind: 'done' }
}

export const MeasureState = ({ measure, now }: { measure: Measure; now: Date }) => {
  const { label, kind } = stateOf(measure, now)
  return <Chip kind={kind}>{label}</Chip>
}

interface MeasuresProps {
  it: CaseFacts
  now: Date
  measures: readonly Measure[]
  setting: Setting
  may: boolean
  done: string | null
  children?: ComponentChildren
}

export const MeasuresPage = ({ it, now, measures, setting, may, done, children }: MeasuresProps) => (
  <>
    <Trail it={it} here="Maatregelen" />
    <PageTitle>Maatregelen</PageTitle>
    <DoneHere done={done} />
    <PoliceFirst setting={setting} />
    <Fair />
    {measures.length === 0 && (
      <EmptyState title="Er is nog geen maatregel">
        <p>Geen maatregel kan ook een goed besluit zijn.</p>
      </EmptyState>
    )}
    {measures.map(measure => (
      <Card title={kindLabel(measure.kind)}>
        <p>
          <MeasureState measure={measure} now={now} /> {dayOf(measure.begins_on)} tot en met {dayOf(measure.ends_on)}.
          {measure.ended_at === null && ` Opnieuw bekijken op ${dayOf(measure.review_on)}.`}
        </p>
        <p>
          <a class="nl-link" href={reactionUrls.one(it.id, measure.id)}>
            Bekijk deze maatregel<span class="weerbaar-hidden">: {kindLabel(measure.kind)}</span>
          </a>
        </p>
      </Card>
    ))}
    {may && (
      <Actions>
        <ButtonLink href={reactionUrls.new(it.id)}>Nieuwe maatregel</ButtonLink>
      </Actions>
    )}
    {children}
  </>
)

interface OneProps {
  it: CaseFacts
  now: Date
  measure: Measure
  reviews: readonly Review[]
  done: string | null
  children?: ComponentChildren
}

const decider = ({ words }: Measure) =>
  `${isDecider(words.decidedBy) ? deciders[words.decidedBy] : words.decidedBy}: ${words.decidedByName}`

export const MeasurePage = ({ it, now, measure, reviews, done, children }: OneProps) => {
  const { words } = measure
  const info = kindInfo(measure.kind)
  return (
    <>
      <Trail it={it} here={kindLabel(measure.kind)} below />
      <PageTitle chip={<MeasureState measure={measure} now={now} />}>{kindLabel(measure.kind)}</PageTitle>
      <DoneHere done={done} />
      <Facts
        items={[
          ...(measure.who === undefined ? [] : [{ term: 'Voor wie', value: measure.who }]),
          { term: 'Van en tot', value: `${dayOf(measure.begins_on)} tot en met ${dayOf(measure.ends_on)}` },
          ...(measure.ended_at === null
            ? [{ term: 'Opnieuw bekijken', value: dayOf(measure.review_on) }]
            : [{ term: 'Geëindigd', value: formatDateTime(measure.ended_at) }]),
          { term: 'Rust op', value: measure.grounds.map(groundLabel).join('; ') },
          { term: 'Laatste feit', value: words.lastFactOn === '' ? 'Niet ingevuld' : dayOf(words.lastFactOn) },
          { term: 'Besloten door', value: decider(measure) },
          { term: 'Gehoord', value: heardLabel(words.heard) },
        ]}
      />
      {sections(words).map(([title, text]) => (
        <>
          <h2 class="nl-heading nl-heading--level-2">{title}</h2>
          <Words>{text}</Words>
        </>
      ))}
      {info && <Legal {...info} />}
      {reviews.length > 0 && <h2 class="nl-heading nl-heading--level-2">Beoordelingen</h2>}
      {reviews.length > 0 && <Reviews reviews={reviews} />}
      {measure.ended_at === null && (
        <Actions>
          <ButtonLink href={reactionUrls.review(it.id, measure.id)}>Beoordeel de maatregel</ButtonLink>
        </Actions>
      )}
      {children}
    </>
  )
}

const sections = (words: Measure['words']): [string, string][] =>
  (
    [
      ['Feiten', words.facts],
      ['Eerdere stappen', words.earlier],
      ['Hoe de persoon is gehoord, of waarom niet', words.heardHow],
      ['Welke diensten mogelijk blijven', words.services],
      ['Overleg met de politie', words.police],
      ['Waarom dit afwijkt van het protocol', words.deviation],
    ] satisfies [string, string][]
  ).filter(([, text]) => text !== '')

const Legal = ({ nature, remedy, source, checked_on }: NonNullable<ReturnType<typeof kindInfo>>) => (
  <Note kind="info" title="Wat is dit juridisch, en wat kan iemand ertegen doen?">
    <p>{nature}</p>
    <p>{remedy}</p>
    <p>
      Bron: {source}{' '}
      {checked_on === null ? 'Nog door niemand gecontroleerd.' : `Gecontroleerd op ${dayOf(checked_on)}.`}
    </p>
  </Note>
)

const outcomeWords: Readonly<Record<string, string>> = {
  stands: 'De maatregel blijft',
  shortened: 'De maatregel duurt korter',
  lifted: 'De maatregel is opgeheven',
}

const Reviews = ({ reviews }: { reviews: readonly Review[] }) => (
  <Timeline
    items={reviews.map(it => ({
      at: formatDateTime(it.at),
      datetime: it.at.toISOString(),
      text: (
        <>
          <strong>{outcomeWords[it.outcome] ?? it.outcome}</strong>, {it.by}
          <Words>{it.why}</Words>
        </>
      ),
    }))}
  />
)
