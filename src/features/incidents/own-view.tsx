import type { ComponentChildren } from 'preact'
import { transition } from '../../engines/cases/chart.ts'
import { endingLabel } from '../../engines/cases/vocabulary.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Hidden, Select } from '../../ui/form.tsx'
import { Card, Note, Words } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { CasePage } from './opened-case.ts'
import { WriteForm, type CaseProps } from './case-parts.tsx'
import { FollowUps } from './follow-up.tsx'
import { incidentChart, isOpen, type IncidentEvent, type IncidentState } from './incident.chart.ts'
import { isPromised, isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

/** What the person whose case it is should know now, and can do. */
export function OwnNext({ page, form = emptyForm, confidants, now }: CaseProps) {
  const { facts } = page
  const at = urls.case(facts.id)
  const ended = !isOpen(facts.state)
  const closing = page.entries.findLast(it => it.kind === 'closing')
  return (
    <Card title="Hoe staat het ervoor?">
      <IsItRight page={page} />
      <p>{ownStatus(page)}</p>
      <Late page={page} now={now} />
      <Left page={page} />
      {ended && closing && (
        <Note kind="info" title={endingLabel(closing.code ?? '')}>
          <Words>{closing.text}</Words>
        </Note>
      )}
      {ended && <DidItHelp page={page} />}
      {ended &&
        (facts.reopen_asked_at ? (
          <p>U heeft gevraagd om deze melding te heropenen. U krijgt daar bericht over.</p>
        ) : (
          <WriteForm
            action={`${at}/heropening-vragen`}
            name="reden"
            label="Bent u het er niet mee eens, of is er iets nieuws?"
            hint="Schrijf waarom u de melding wilt heropenen."
            button="Vraag om te heropenen"
            form={form}
          />
        ))}
      <Actions>
        {isOpen(facts.state) && (
          <ButtonLink href={urls.supplement(facts.id)} kind="quiet">
            {page.adding ? 'Ga verder met uw aanvulling' : 'Vul uw melding aan'}
          </ButtonLink>
        )}
        {can(facts, 'add_event') && (
          <ButtonLink href={`${at}/voorval`} kind="quiet">
            Er is weer iets gebeurd
          </ButtonLink>
        )}
      </Actions>
      <FollowUps facts={facts} lines={page.followUps} />
      <Confidants {...{ page, confidants, form }} />
      <p>
        <a class="nl-link" href={urls.looks(facts.id)}>
          Wie heeft in mijn melding gekeken?
        </a>
      </p>
      {can(facts, 'withdraw') && (
        <p>
          <a class="nl-link" href={`${at}/intrekken`}>
            Trek deze melding in
          </a>
        </p>
      )}
    </Card>
  )
}

const can = (facts: CaseFacts, event: IncidentEvent) =>
  transition(incidentChart, facts.state, event, 'reporter') !== undefined

/** Somebody else reported it: whose case it is says whether it is right. */
const IsItRight = ({ page: { facts, names } }: Pick<CaseProps, 'page'>) =>
  facts.confirm_asked_at === null || facts.confirmed_at !== null ? null : (
    <Note kind="warning" title="Klopt dit?">
      <p>
        {names.get(facts.reporter_id) ?? 'Iemand anders'} meldde dit voor u. Lees hieronder wat er is opgeschreven. U
        bent de enige die kan zeggen of het klopt.
      </p>
      <form method="post" action={`${urls.case(facts.id)}/klopt`}>
        <Actions>
          <Button>Ja, dit klopt</Button>
          <ButtonLink href={`${urls.case(facts.id)}/verbeteren`} kind="quiet">
            Nee, ik wil iets verbeteren
          </ButtonLink>
        </Actions>
      </form>
    </Note>
  )

/** Asked once for each time that the case was ended. */
const DidItHelp = ({ page: { facts, entries } }: Pick<CaseProps, 'page'>) => {
  const said = entries.findLast(it => it.kind === 'evaluation')
  if (said && facts.closed_at && said.at >= facts.closed_at)
    return <p>Dank u voor uw antwoord op de vraag of melden hielp.</p>
  return (
    <p>
      <a class="nl-link" href={`${urls.case(facts.id)}/geholpen`}>
        Heeft melden u geholpen? Laat het ons weten
      </a>
    </p>
  )
}

/** What was promised and is not done yet, as a plain fact. */
const Late = ({ page: { facts, tasks, names }, now }: Pick<CaseProps, 'page' | 'now'>) => {
  const late = tasks.filter(it => it.doneAt === null && it.due < now && isPromised(it.kind))
  if (late.length === 0) return null
  return (
    <Note kind="warning" title="Dit had er al moeten zijn">
      <ul class="utrecht-unordered-list">
        {late.map(it => (
          <li>
            {isTaskKind(it.kind) ? taskKinds[it.kind].clock : it.label}: uiterlijk {formatDateTime(it.due)}. Dat is nog
            niet gebeurd.
          </li>
        ))}
      </ul>
      <p>
        {names.get(facts.owner_id ?? '') ?? 'De behandelaar'} krijgt daar bericht van. Duurt het langer, dan worden de
        vervanger en de coördinator ook gevraagd.
      </p>
    </Note>
  )
}

/** What was promised and does not happen: that it was decided, and by whom. Why is asked of them. */
const Left = ({ page: { facts, tasks, names } }: Pick<CaseProps, 'page'>) => {
  const left = tasks.filter(it => it.outcome === 'not_done' && isPromised(it.kind))
  if (left.length === 0 || !isOpen(facts.state)) return null
  return (
    <Note kind="info" title="Dit gebeurt niet">
      <ul class="utrecht-unordered-list">
        {left.map(it => (
          <li>
            {isTaskKind(it.kind) ? taskKinds[it.kind].clock : it.label}. Dat besloot{' '}
            {names.get(it.doneBy ?? '') ?? 'een vorige behandelaar'}.
          </li>
        ))}
      </ul>
      <p>Wilt u dit wel, of wilt u weten waarom? Stuur dan een bericht.</p>
    </Note>
  )
}

const endedStatus: Partial<Record<IncidentState, string>> = {
  withdrawn: 'ingetrokken. Er wordt niets meer mee gedaan, en er is niets verdwenen.',
  duplicate: 'afgerond, omdat dit al eerder was gemeld. Wat u vertelde, blijft bewaard.',
  not_an_incident: 'afgerond. Hieronder leest u waarom dit niet als incident wordt behandeld.',
}

function ownStatus({ facts, names, tasks }: CasePage): ComponentChildren {
  const owner = names.get(facts.owner_id ?? '') ?? 'de behandelaar'
  const ended = endedStatus[facts.state]
  if (facts.state === 'closed') return <>Uw melding is afgesloten door {owner}. Hieronder leest u wat er is gedaan.</>
  if (ended !== undefined) return <>Uw melding is {ended}</>
  if (facts.state === 'reported')
    return <>Uw melding is ontvangen en wacht op {owner}. Zodra iemand uw melding oppakt, krijgt u een mail.</>
  if (facts.state === 'waiting' && facts.waiting_until)
    return (
      <>
        {owner} behandelt uw melding. Nu wordt er op iets gewacht, tot uiterlijk {formatDateTime(facts.waiting_until)}.
      </>
    )
  const next = tasks.find(it => it.doneAt === null && isTaskKind(it.kind))
  const what = next && isTaskKind(next.kind) ? taskKinds[next.kind].clock : undefined
  return (
    <>
      {owner} behandelt uw melding.{' '}
      {what && next && (
        <>
          Hierna: {what.toLowerCase()}, uiterlijk {formatDateTime(next.due)}.
        </>
      )}
    </>
  )
}

function Confidants({ page, confidants, form }: Pick<CaseProps, 'page' | 'confidants'> & { form: Form }) {
  const reading = page.people.filter(it => it.role === 'confidant')
  const others = confidants.filter(it => !reading.some(one => one.id === it.id))
  const action = `${urls.case(page.facts.id)}/vertrouwenspersoon`
  return (
    <>
      {reading.map(it => (
        <form method="post" action={action}>
          <Hidden name="confidant" value={it.id} />
          <p>
            {it.name} leest mee als vertrouwenspersoon.{' '}
            <Button kind="quiet" name="lezen" value="nee">
              Stop meelezen
            </Button>
          </p>
        </form>
      ))}
      {others.length > 0 && (
        <details class="weerbaar-details" open={form.errors['confidant'] !== undefined}>
          <summary>Laat een vertrouwenspersoon meelezen</summary>
          <form method="post" action={action}>
            <Select
              name="confidant"
              label="Vertrouwenspersoon"
              form={form}
              options={others.map(it => ({ value: it.id, label: it.name }))}
              empty="Kies iemand"
            />
            <Button kind="quiet" name="lezen" value="ja">
              Laat meelezen
            </Button>
          </form>
        </details>
      )}
    </>
  )
}
