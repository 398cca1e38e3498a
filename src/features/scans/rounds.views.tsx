import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../engines/access/colleague.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { fewestTogether } from '../../engines/questionnaires/spread.ts'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Actions, Button, ButtonLink, ErrorSummary, Select } from '../../ui/form.tsx'
import { Breadcrumb, Card, Chip, EmptyState, Facts, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { RowsCard } from './round-rows.tsx'
import { kindsOfWork, workName, type Member, type Round } from './rounds.ts'
import { urls } from './urls.ts'
import { words } from './words.ts'
import { peopleWords } from './workshop.ts'

export const RoundTrail = ({ round, label }: { round: Round; label?: string }) => (
  <Breadcrumb
    items={[
      { href: urls.all, label: 'Scans' },
      { href: urls.instrument(round.instrument.id), label: round.instrument.title },
      ...(label
        ? [{ href: urls.round(round.id), label: `Ronde ${round.number}` }, { label }]
        : [{ label: `Ronde ${round.number}` }]),
    ]}
  />
)

/** The rounds of an instrument, and a new one for who may lead it. */
export const RoundsCard = ({
  instrument,
  rounds,
  leads,
}: {
  instrument: Instrument
  rounds: readonly Round[]
  leads: boolean
}) => (
  <Card title="Rondes">
    {rounds.length === 0 && (
      <EmptyState title="Er is nog geen ronde">
        <p>Een coördinator van uw organisatie opent een ronde en vraagt mensen om mee te doen.</p>
      </EmptyState>
    )}
    <RoundList rounds={rounds} />
    {leads && (
      <>
        <p>
          U kunt een ronde begeleiden: u vraagt mensen om de scan in te vullen, en bespreekt daarna samen de
          verschillen.
        </p>
        <form method="post" action={urls.newRound(instrument.id)}>
          <Actions>
            <Button>Open een ronde</Button>
            {instrument.scan.guide && (
              <ButtonLink href={urls.guide(instrument.id)} kind="quiet">
                Lees hoe u begeleidt
              </ButtonLink>
            )}
          </Actions>
        </form>
      </>
    )}
  </Card>
)

export const RoundList = ({ rounds }: { rounds: readonly Round[] }) => (
  <LinkList
    items={rounds.map(it => ({
      href: urls.round(it.id),
      label: `${it.instrument.title}, ronde ${it.number}`,
      hint: [...standing(it), it.leads ? 'u begeleidt' : ''].filter(Boolean).join(', '),
    }))}
  />
)

function standing({ closedOn, openedOn, asked, own }: Round): string[] {
  if (closedOn) return [`gesloten op ${dutchDay(closedOn)}`]
  const begun = own && (own.state === 'done' ? 'u bent klaar' : 'u bent begonnen')
  return [`open sinds ${dutchDay(openedOn)}`, ...(asked ? [begun ?? 'u bent gevraagd'] : [])]
}

/** For who was asked, while the round is open. */
export const OwnPart = ({ round }: { round: Round }) => {
  const { own, instrument } = round
  const mode = words.privacy.team
  return (
    <Card title="U bent gevraagd">
      <p>Vul deze scan in vanuit uw eigen werk. Dat duurt ongeveer {instrument.scan.minutes} minuten.</p>
      <Note kind="info" title={mode.title}>
        <p>{mode.text}</p>
      </Note>
      {own ? (
        <Actions>
          <ButtonLink href={urls.set(own.id)}>
            {own.state === 'done' ? 'Bekijk uw eigen uitslag' : 'Ga verder waar u was'}
          </ButtonLink>
        </Actions>
      ) : (
        <form method="post" action={urls.beginInRound(round.id)}>
          <Actions>
            <Button>Begin</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}

interface LeadProps {
  round: Round
  members: readonly Member[]
  finished: number | undefined
  form: Form
  matches: readonly Colleague[]
}

/** For who leads a round that is open. */
export const LeadPart = ({ round, members, finished, form, matches }: LeadProps) => (
  <>
    <Card title="Hoe ver is de ronde?">
      <Facts
        items={[
          { term: 'Gevraagd', value: peopleWords(members.length) },
          {
            term: 'Klaar',
            value: finished === undefined ? `Minder dan ${fewestTogether} mensen` : atLeast(finished),
          },
        ]}
      />
      <p class="weerbaar-soft">
        U ziet alleen hoeveel mensen ongeveer klaar zijn, in stappen van drie, en nooit wie. Een herinnering gaat daarom
        naar iedereen die u vroeg, met dezelfde woorden.
      </p>
      <form method="post" action={urls.remindRound(round.id)}>
        <Actions>
          {members.length > 0 && <Button kind="quiet">Herinner iedereen</Button>}
          <ButtonLink href={urls.closeRound(round.id)} kind="quiet">
            Sluit de ronde
          </ButtonLink>
          {round.instrument.scan.guide && (
            <ButtonLink href={urls.guide(round.instrument.id)} kind="quiet">
              Lees hoe u begeleidt
            </ButtonLink>
          )}
        </Actions>
      </form>
    </Card>
    <RowsCard round={round} isAsked={members.length > 0} />
    <Card title="Vraag iemand">
      <form method="post" action={urls.askInRound(round.id)} novalidate>
        <ColleagueField
          label="Wie wilt u vragen?"
          hint="Die persoon krijgt een mail zonder inhoud."
          none="Niemand van hen"
          form={form}
          matches={matches}
        />
        <Select
          name="werk"
          label="Vanuit welk soort werk?"
          hint={`Van minder dan ${fewestTogether} mensen met hetzelfde werk tonen wij geen apart gemiddelde. Kies dus liever breed.`}
          form={form}
          empty="Kies een soort werk"
          options={kindsOfWork.map(it => ({ value: it.code, label: it.label }))}
        />
        <Actions>
          <Button>Vraag deze persoon</Button>
        </Actions>
      </form>
    </Card>
    <Fold title="Wie u vroeg" note={peopleWords(members.length)} open={members.length <= 3}>
      <DataTable
        caption="Wie u vroeg, en vanuit welk soort werk"
        captionHidden
        columns={[
          { label: 'Naam', cell: row => row.name },
          { label: 'Soort werk', cell: row => workName(row.work) },
        ]}
        rows={members}
        empty={<p>U vroeg nog niemand.</p>}
      />
      {members.length > 0 && (
        <p class="weerbaar-soft">
          U kunt iemand niet meer weghalen. Aan het aantal zou u anders kunnen zien of die persoon klaar was.
        </p>
      )}
    </Fold>
  </>
)

const told: Readonly<Record<string, string>> = {
  open: 'De ronde is open. Vraag nu wie er meedoen.',
  gevraagd: 'De vraag is verstuurd.',
  herinnerd: 'Iedereen die u vroeg, krijgt dezelfde herinnering.',
  overgenomen: 'U begeleidt deze ronde nu.',
}

interface OpenProps {
  round: Round
  /** What just happened. */
  done: string | null
  lead: Omit<LeadProps, 'round'> | undefined
  /** Nobody leads it any more, and the viewer may. */
  mayTake: boolean
}

/** “At least” so many: how many finished is told in threes. */
export const atLeast = (n: number) => `${n} mensen of meer`

export const OpenRoundPage = ({ round, done, lead, mayTake }: OpenProps) => (
  <>
    <RoundTrail round={round} />
    {lead && <ErrorSummary form={lead.form} />}
    <PageTitle chip={<Chip kind="plain">Open sinds {dutchDay(round.openedOn)}</Chip>}>
      {round.instrument.title}: ronde {round.number}
    </PageTitle>
    <Lead>
      Iedereen vult de scan alleen in, vanuit het eigen werk. Daarna bespreekt u samen waar u verschillend over denkt.
    </Lead>
    {done !== null && told[done] && (
      <Note kind="success">
        <p>{told[done]}</p>
      </Note>
    )}
    {round.asked && <OwnPart round={round} />}
    {lead && <LeadPart round={round} {...lead} />}
    {mayTake && <TakeCard round={round} />}
    {!round.asked && !lead && !mayTake && (
      <p>Een collega begeleidt deze ronde. Als die gesloten is, ziet u hier de uitkomst.</p>
    )}
  </>
)

const TakeCard = ({ round }: { round: Round }) => (
  <Card title="Niemand begeleidt deze ronde meer">
    <p>
      Wie dit deed, is geen coördinator meer. Neemt u het over, dan kunt u mensen vragen en de ronde sluiten. U vult de
      scan dan niet zelf in. Dat u dit doet, staat in het logboek.
    </p>
    <form method="post" action={urls.takeRound(round.id)}>
      <Actions>
        <Button>Neem deze ronde over</Button>
      </Actions>
    </form>
  </Card>
)
