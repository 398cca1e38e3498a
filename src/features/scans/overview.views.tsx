import type { Instrument } from '../../engines/questionnaires/library.ts'
import type { PrivacyMode } from '../../engines/questionnaires/scan.ts'
import type { SetFacts } from '../../engines/questionnaires/sets.ts'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Radios } from '../../ui/form.tsx'
import { Breadcrumb, Card, Chip, EmptyState, Facts, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import type { Offered } from './overview.ts'
import type { Round } from './rounds.ts'
import { RoundList, RoundsCard } from './rounds.views.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'

const groups: readonly { title: string; modes: readonly PrivacyMode[] }[] = [
  { title: 'Voor uzelf', modes: ['private', 'shared'] },
  { title: 'Samen met anderen', modes: ['team'] },
  { title: 'Voor de organisatie', modes: ['organisation'] },
]

interface ScansProps {
  offered: readonly Offered[]
  rounds: readonly Round[]
  done: boolean
}

export const ScansPage = ({ offered, rounds, done }: ScansProps) => (
  <>
    <PageTitle>Scans</PageTitle>
    <Lead>Kijk hoe veilig en weerbaar u en uw organisatie zijn, en wat u kunt doen.</Lead>
    {done && (
      <Note kind="success">
        <p>De antwoorden zijn weggegooid.</p>
      </Note>
    )}
    <AskedCard rounds={rounds.filter(it => it.asked && it.closedOn === null)} />
    {offered.length === 0 && (
      <EmptyState title="Er zijn nu geen scans">
        <p>Zodra er een scan voor u is, staat die hier.</p>
      </EmptyState>
    )}
    {groups.map(({ title, modes }) => {
      const here = offered.filter(it => modes.includes(it.instrument.scan.privacy))
      if (here.length === 0) return null
      return (
        <Card title={title}>
          {here.map(it => (
            <OneInstrument {...it} />
          ))}
        </Card>
      )
    })}
  </>
)

/** What somebody is waiting for. */
const AskedCard = ({ rounds }: { rounds: readonly Round[] }) =>
  rounds.length > 0 && (
    <Card title="U bent gevraagd">
      <RoundList rounds={rounds} />
    </Card>
  )

const OneInstrument = ({ instrument, sets }: Offered) => (
  <section class="weerbaar-advice">
    <h3 class="nl-heading nl-heading--level-3">
      <a class="nl-link" href={urls.instrument(instrument.id)}>
        {instrument.title}
      </a>
    </h3>
    <p>{instrument.scan.why}</p>
    <p class="weerbaar-soft">
      Ongeveer {instrument.scan.minutes} minuten. {words.privacy[instrument.scan.privacy].title}.
    </p>
    {sets.length > 0 && <SetList sets={sets} />}
  </section>
)

const SetList = ({ sets }: { sets: readonly SetFacts[] }) => (
  <LinkList
    items={sets.map(it => ({
      href: urls.set(it.id),
      label:
        it.state === 'done'
          ? 'Bekijk uitslag en advies'
          : it.seenAs === 'adviser'
            ? 'Kijk mee en vul samen in'
            : 'Ga verder waar u was',
      hint: [
        it.household ? 'van iemand die bij u woont' : '',
        it.sharedBy === null ? '' : `met u gedeeld door ${it.sharedBy}`,
        it.decidedOn ? `vastgesteld op ${dutchDay(it.decidedOn)}` : '',
      ]
        .filter(Boolean)
        .join(', '),
    }))}
  />
)

interface InstrumentProps extends Offered {
  rounds: readonly Round[]
  /** May lead a round. */
  leads: boolean
  form: Form
  mayBegin: boolean
  /** Is of the province, and sees who in it shows how far they are. */
  seesProvince: boolean
}

export const InstrumentPage = ({ instrument, sets, rounds, leads, form, mayBegin, seesProvince }: InstrumentProps) => {
  const { scan } = instrument
  const mode = words.privacy[scan.privacy]
  const along = sets.filter(it => it.seenAs === 'adviser')
  const own = sets.filter(it => it.seenAs !== 'adviser')
  const open = scan.privacy === 'team' ? undefined : own.find(it => it.state === 'open')
  const isJointOpen = scan.privacy === 'organisation' && open !== undefined
  const begin = <BeginForm instrument={instrument} form={form} again={own.length > 0} quiet={open !== undefined} />
  return (
    <>
      <Breadcrumb items={[{ href: urls.all, label: 'Scans' }, { label: instrument.title }]} />
      <ErrorSummary form={form} />
      <PageTitle>{instrument.title}</PageTitle>
      <Lead>{scan.why}</Lead>
      {scan.incomplete && (
        <Note kind="warning" title="Niet volledig">
          <p>{scan.incomplete}</p>
        </Note>
      )}
      <Facts
        items={[
          { term: 'Voor wie', value: scan.audience },
          { term: 'Hoe lang', value: `Ongeveer ${scan.minutes} minuten. U kunt tussendoor stoppen.` },
        ]}
      />
      <Note kind="info" title={mode.title}>
        <p>{mode.text}</p>
      </Note>
      {open && (
        <Actions>
          <ButtonLink href={urls.set(open.id)}>Ga verder waar u was</ButtonLink>
        </Actions>
      )}
      {along.length > 0 && (
        <Card title="Met u gedeeld">
          <SetList sets={along} />
        </Card>
      )}
      {own.some(it => it !== open) && (
        <Card title={scan.privacy === 'organisation' ? 'Antwoorden van uw organisatie' : 'Wat u al deed'}>
          <SetList sets={own.filter(it => it !== open)} />
        </Card>
      )}
      {scan.privacy === 'team' && <RoundsCard {...{ instrument, rounds, leads }} />}
      {mayBegin &&
        !isJointOpen &&
        (open ? (
          <details class="weerbaar-details" open={Object.keys(form.errors).length > 0}>
            <summary>Begin opnieuw{scan.household && ', of voor iemand bij u thuis'}</summary>
            {begin}
          </details>
        ) : (
          begin
        ))}
      <LinkList
        items={[
          { href: urls.paper(instrument.id), label: 'Op papier invullen (PDF)' },
          ...(scan.privacy === 'private'
            ? [{ href: urls.together(instrument.id), label: 'Wat uw organisatie ziet' }]
            : []),
          ...(scan.privacy === 'organisation'
            ? [{ href: urls.organisation(instrument.id), label: 'Hoe ver uw organisatie is' }]
            : []),
          ...(seesProvince
            ? [{ href: urls.province(instrument.id), label: 'Hoe ver organisaties in uw provincie zijn' }]
            : []),
        ]}
      />
      <p class="weerbaar-soft">
        <Chip kind="plain">Versie {instrument.version}</Chip> Bron: {instrument.source}
      </p>
    </>
  )
}

interface BeginProps {
  instrument: Instrument
  form: Form
  again: boolean
  /** Something else comes first. */
  quiet: boolean
}

const BeginForm = ({ instrument, form, again, quiet }: BeginProps) => (
  <form method="post" action={urls.begin(instrument.id)}>
    {instrument.scan.household && (
      <Radios
        name="voor"
        label="Wie vult dit in?"
        hint="Wie bij u woont, kan het zelf doen, ook op uw telefoon. Die antwoorden staan apart. Ze tellen niet mee in wat uw organisatie ziet."
        form={form}
        options={[
          { value: 'zelf', label: 'Ikzelf' },
          { value: 'thuis', label: 'Iemand die bij mij woont' },
        ]}
      />
    )}
    {again && instrument.scan.privacy === 'organisation' && (
      <p class="nl-paragraph">Een nieuw antwoord begint met wat u de vorige keer vaststelde.</p>
    )}
    <Actions>
      <Button kind={quiet ? 'quiet' : 'primary'}>{again ? 'Begin opnieuw' : 'Begin'}</Button>
    </Actions>
  </form>
)
