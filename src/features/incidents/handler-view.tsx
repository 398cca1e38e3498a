import type { ComponentChildren } from 'preact'
import { transition } from '../../engines/cases/chart.ts'
import { category, lineLabel, outcome } from '../../engines/cases/vocabulary.ts'
import { Actions, Button, ButtonLink } from '../../ui/form.tsx'
import { formatDateTime, formatRemaining } from '../../ui/dates.ts'
import { Card, Chip, LinkList, Note, Words } from '../../ui/parts.tsx'
import { toldOf } from './acting.ts'
import type { CaseFacts } from './case.ts'
import { nameOf, Reach, type CaseProps } from './case-parts.tsx'
import { InEmergency } from './emergency-views.tsx'
import { FollowUps } from './follow-up.tsx'
import { incidentChart, isOpen, type IncidentEvent } from './incident.chart.ts'
import { isForSafety } from './tasks.ts'
import { LabourAccident } from './told-view.tsx'
import { urls } from './urls.ts'

const can = (facts: CaseFacts, event: IncidentEvent) =>
  facts.part === 'handler' && transition(incidentChart, facts.state, event, 'handler') !== undefined

/** What a handler should do now: one main act, the others as quiet links. */
export function HandlerNext({ page, viewer, now }: CaseProps) {
  const { facts } = page
  const at = urls.case(facts.id)
  const open = new Set(page.tasks.filter(it => it.doneAt === null).map(it => it.kind))
  const policeFirst = category(facts.category ?? '')?.police_first
  if (facts.emergency_until !== null) return <InEmergency until={facts.emergency_until} />
  if (facts.part !== 'handler') return <ReadingAlong facts={facts} coordinates={page.coordinates} />
  return (
    <Card title="Wat nu?">
      <Unsafe page={page} />
      <AskedToReopen page={page} />
      <NotConfirmed facts={facts} />
      <LabourAccident page={page} />
      <Withdrawn page={page} />
      <Waits facts={facts} />
      {isOpen(facts.state) &&
        facts.state !== 'reported' &&
        (facts.safe_now !== 'yes' || (policeFirst && open.has('decision'))) &&
        !page.tasks.some(it => isForSafety(it.kind)) && (
          <p>
            <a class="nl-link" href={`${at}/taken#veilig`}>
              Regel wat nu nodig is voor de veiligheid
            </a>
          </p>
        )}
      {policeFirst && open.has('decision') && (
        <Note kind="warning" title="Bel eerst de politie">
          <p>Neem bij deze soort pas een besluit als u de politie heeft gesproken.</p>
        </Note>
      )}
      <Actions>
        {can(facts, 'take_up') && <PostButton action={`${at}/oppakken`}>Pak deze melding op</PostButton>}
        {can(facts, 'set_category') && !facts.category && <ButtonLink href={`${at}/soort`}>Bepaal de soort</ButtonLink>}
        {can(facts, 'decide') && facts.category && open.has('decision') && (
          <ButtonLink href={`${at}/besluit`}>Leg het besluit vast</ButtonLink>
        )}
        {can(facts, 'record_talk') && facts.category && !open.has('decision') && open.has('support_talk') && (
          <ButtonLink href={`${at}/gesprek`}>Leg het gesprek vast</ButtonLink>
        )}
        {facts.state === 'in_progress' && facts.category && !open.has('decision') && open.has('answer') && (
          <ButtonLink href={`${at}#bericht`}>Beantwoord de melder</ButtonLink>
        )}
        {can(facts, 'close') &&
          facts.category &&
          !open.has('answer') &&
          !open.has('decision') &&
          !open.has('support_talk') && <ButtonLink href={`${at}/afsluiten`}>Sluit de melding af</ButtonLink>}
        {(can(facts, 'resume') || open.has('resume')) && (
          <PostButton action={`${at}/verder`} kind={can(facts, 'resume') ? 'quiet' : 'primary'}>
            Ga verder
          </PostButton>
        )}
        {can(facts, 'reopen') && (
          <PostButton action={`${at}/heropenen`} kind={facts.reopen_asked_at ? 'primary' : 'quiet'}>
            Heropen de melding
          </PostButton>
        )}
      </Actions>
      <OtherActs facts={facts} mine={facts.owner_id === viewer} />
      <OpenTasks page={page} now={now} viewer={viewer} />
      <FollowUps facts={facts} lines={page.followUps} />
    </Card>
  )
}

// Until somebody has written to the reporter or spoken with them: taking a report up is not yet help.
const Unsafe = ({ page: { facts, entries, answers } }: Pick<CaseProps, 'page'>) => {
  const reached = entries.some(
    it => it.with === null && it.author !== toldOf(facts) && (it.kind === 'message' || it.kind === 'talk'),
  )
  if (facts.safe_now === 'yes' || !isOpen(facts.state) || reached) return null
  return (
    <Note
      kind="danger"
      title={
        facts.safe_now === 'no' ? 'De melder voelde zich niet veilig.' : 'De melder wist niet zeker of het veilig was.'
      }
    >
      <p>
        Neem nu contact op: <Reach reach={answers.reach} />. Bij gevaar belt u <a href="tel:112">112</a>.
      </p>
    </Note>
  )
}

const AskedToReopen = ({ page: { facts, entries } }: Pick<CaseProps, 'page'>) => {
  const asked = facts.reopen_asked_at ? entries.findLast(it => it.kind === 'reopen_request') : undefined
  return asked ? (
    <Note kind="warning" title="De melder vraagt om te heropenen">
      <Words>{asked.text}</Words>
      <p>Wilt u niet heropenen? Leg dat dan uit in een bericht aan de melder.</p>
    </Note>
  ) : null
}

// Somebody else wrote it down: until the person hit has said so, it may be wrong.
const NotConfirmed = ({ facts }: { facts: CaseFacts }) =>
  facts.confirm_asked_at === null || facts.confirmed_at !== null ? null : (
    <Note kind="info">
      <p>De getroffene heeft nog niet gezegd of dit klopt.</p>
    </Note>
  )

const Withdrawn = ({ page: { facts, entries } }: Pick<CaseProps, 'page'>) => {
  if (facts.state !== 'withdrawn') return null
  const reason = entries.findLast(it => it.kind === 'withdrawal')
  return (
    <Note kind="warning" title="De melding is ingetrokken">
      {reason && <Words>{reason.text}</Words>}
      <p>Vraag na of dat uit vrije wil was. Is er gevaar? Bespreek dan met de politie wat nodig is.</p>
    </Note>
  )
}

const Waits = ({ facts }: { facts: CaseFacts }) =>
  facts.waiting_for === null || facts.waiting_until === null ? null : (
    <p>
      Wacht op: {outcome('waiting', facts.waiting_for)?.label ?? facts.waiting_for}. Komt vanzelf terug op{' '}
      {formatDateTime(facts.waiting_until)}.
    </p>
  )

const PostButton = ({
  action,
  kind = 'primary',
  children,
}: {
  action: string
  kind?: 'primary' | 'quiet'
  children: ComponentChildren
}) => (
  <form method="post" action={action}>
    <Button kind={kind}>{children}</Button>
  </form>
)

const shownTasks = 5

/** What is still to be done in the case, besides the clocks above. */
const OpenTasks = ({ page, now, viewer }: Pick<CaseProps, 'page' | 'now' | 'viewer'>) => {
  const { facts, tasks } = page
  const open = tasks.filter(it => it.doneAt === null)
  const at = `${urls.case(facts.id)}/taken`
  return (
    <>
      <h3 class="nl-heading nl-heading--level-3">Taken</h3>
      {open.length > 0 && (
        <LinkList
          items={open.slice(0, shownTasks).map(it => ({
            href: `${at}/${it.id}`,
            label: it.label,
            hint: (
              <>
                <Chip kind={it.due < now ? 'late' : 'soon'}>{formatRemaining(it.due, now)}</Chip>
                {it.owner !== viewer && ` voor ${nameOf(page, it.owner, viewer)}`}
              </>
            ),
          }))}
        />
      )}
      <p>
        <a class="nl-link" href={at}>
          {isOpen(facts.state) ? 'Alle taken, en taken toevoegen' : 'Alle taken'}
        </a>
      </p>
    </>
  )
}

interface OtherAct {
  event: IncidentEvent
  path: string
  label: string
}

/** What else can be done, in words; what does not happen every day is behind "Meer". */
const recording: readonly OtherAct[] = [
  { event: 'set_category', path: 'soort', label: 'Soort' },
  { event: 'decide', path: 'besluit', label: 'Besluit' },
  { event: 'record_talk', path: 'gesprek', label: 'Gesprek' },
  { event: 'close', path: 'afsluiten', label: 'Afsluiten' },
]
const seldom: readonly OtherAct[] = [
  { event: 'hand_over', path: 'overdragen', label: 'Draag over of voeg een behandelaar toe' },
  { event: 'wait', path: 'wachten', label: 'Zet op wachten' },
  { event: 'add_event', path: 'voorval', label: 'Meld een nieuw voorval' },
  { event: 'ask_witness', path: 'getuigen', label: 'Vraag een getuige' },
  { event: 'join', path: 'samenvoegen', label: 'Voeg samen met andere meldingen' },
  { event: 'mark_duplicate', path: 'dubbel', label: 'Dit is dubbel gemeld' },
  { event: 'refuse_incident', path: 'geen-incident', label: 'Dit is geen incident' },
]

function OtherActs({ facts, mine }: { facts: CaseFacts; mine: boolean }) {
  const at = urls.case(facts.id)
  const possible = (acts: readonly OtherAct[]) =>
    acts.filter(it => can(facts, it.event)).map(it => ({ href: `${at}/${it.path}`, label: it.label }))
  const often = facts.state === 'reported' ? [] : possible(recording)
  return (
    <>
      {often.length > 0 && (
        <p>
          {often.map((it, index) => (
            <>
              {index > 0 && ' · '}
              <a class="nl-link" href={it.href}>
                {it.label}
              </a>
            </>
          ))}
        </p>
      )}
      <details class="weerbaar-details">
        <summary>Meer</summary>
        <LinkList items={[...possible(seldom), { href: `${at}/bewaren`, label: 'Bewaarplicht' }]} />
        {!mine && can(facts, 'take_over') && (
          <PostButton action={`${at}/overnemen`} kind="quiet">
            Neem deze melding over
          </PostButton>
        )}
      </details>
    </>
  )
}

const ReadingAlong = ({ facts, coordinates }: { facts: CaseFacts; coordinates: boolean }) => (
  <Card title="U leest mee">
    <p>
      {facts.part === 'confidant'
        ? 'De melder heeft u gevraagd om mee te lezen als vertrouwenspersoon.'
        : `U ziet deze melding omdat u toezicht houdt op de lijn “${lineLabel(facts.line ?? '')}” of op de eenheid.`}
    </p>
    <p>U kunt hier niets veranderen. De melder kan zien dat u heeft gekeken.</p>
    {coordinates && (
      <p>
        <a class="nl-link" href={`${urls.case(facts.id)}/overdragen`}>
          Geef de melding aan iemand anders
        </a>
      </p>
    )}
  </Card>
)
