import type { ComponentChildren } from 'preact'
import { transition } from '../../engines/cases/chart.ts'
import type { Piece } from '../../engines/cases/evidence.ts'
import { category, categoryLabel, functionLabel, lineLabel, outcome } from '../../engines/cases/vocabulary.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import { formatDateTime, formatRemaining, formatShort } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, FileField, Hidden, Select, TextArea } from '../../ui/form.tsx'
import {
  Breadcrumb,
  Card,
  Chip,
  Clocks,
  Columns,
  Facts,
  Message,
  Note,
  PageTitle,
  Timeline,
  Words,
  type Clock,
} from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { CaseFacts, CasePage, Entry } from './case.ts'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import { isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

export interface CaseProps {
  page: CasePage
  viewer: string
  now: Date
  form?: Form
  /** The id of the next entry, made with the form so that it is written once. */
  entryId: string
  confidants: readonly { id: string; name: string }[]
}

const stateChips = { draft: 'plain', reported: 'soon', in_progress: 'plain', closed: 'done' } as const

export const StateChip = ({ state }: { state: CaseFacts['state'] }) => (
  <Chip kind={stateChips[state]}>{incidentChart.names[state]}</Chip>
)

/** The page of one case: the same words for everybody in it, and the acts of the one who looks. */
export function CaseView(props: CaseProps) {
  const { page, now, form = emptyForm } = props
  const { facts } = page
  const own = facts.part === 'own'
  return (
    <>
      <Breadcrumb
        items={[
          own ? { href: urls.ownReports, label: 'Mijn meldingen' } : { href: '/', label: 'Begin' },
          { label: facts.reference ?? '' },
        ]}
      />
      <ErrorSummary form={form} />
      <PageTitle chip={<StateChip state={facts.state} />}>Melding {facts.reference}</PageTitle>
      {facts.state !== 'closed' && <Clocks items={clocks(page, now)} />}
      <Columns
        aside={
          <>
            {own ? <OwnNext {...props} /> : <HandlerNext {...props} />}
            <WhoIsIn {...props} />
            <Steps {...props} />
          </>
        }
      >
        <WhatHappened {...props} />
        <Conversation {...props} form={form} />
        {facts.part !== 'own' && facts.part !== 'confidant' && <Notes {...props} form={form} />}
        <Evidence {...props} form={form} />
      </Columns>
    </>
  )
}

function clocks({ tasks, facts }: CasePage, now: Date): Clock[] {
  const first = new Map(tasks.map(task => [task.kind, task]))
  if (facts.state !== 'reported') first.delete('take_up')
  return [...first.values()].map(task => clock(task, now))
}

const soonHours = 12

function clock({ kind, due, doneAt }: CasePage['tasks'][number], now: Date): Clock {
  const title = isTaskKind(kind) ? taskKinds[kind].clock : kind
  if (doneAt) return { title, state: 'done', value: 'Gedaan', detail: formatShort(doneAt, now) }
  const hours = (due.getTime() - now.getTime()) / 3_600_000
  const state = hours < 0 ? 'late' : hours < soonHours ? 'soon' : 'running'
  return { title, state, value: formatRemaining(due, now), detail: `uiterlijk ${formatShort(due, now)}` }
}

const safeWords: Record<string, string> = { yes: 'Ja', not_sure: 'Wist de melder niet zeker', no: 'Nee' }

const WhatHappened = ({ page: { facts, answers } }: CaseProps) => (
  <Card title="Wat er gebeurde">
    <Words>{answers.what}</Words>
    <Facts
      items={[
        { term: 'Gemeld op', value: facts.reported_at ? formatDateTime(facts.reported_at) : '' },
        { term: 'Getroffen', value: functionLabel(facts.function ?? '') },
        { term: 'Veilig bij het melden', value: safeWords[facts.safe_now ?? ''] ?? '' },
        { term: 'Te bereiken', value: answers.reach || 'Alleen via Weerbaar' },
        { term: 'Soort', value: categoryLabel(facts.category) },
        ...(facts.outcome
          ? [{ term: 'Uitkomst', value: outcome('closing', facts.outcome)?.label ?? facts.outcome }]
          : []),
      ]}
    />
  </Card>
)

const entryTitles: Record<string, string> = {
  decision: 'Besluit over de reactie',
  talk: 'Opvanggesprek',
  closing: 'Afgesloten',
  reopen_request: 'Vraag om te heropenen',
}
const entryLists: Record<string, 'decision' | 'talk' | 'closing'> = {
  decision: 'decision',
  talk: 'talk',
  closing: 'closing',
}

const EntryText = ({ entry }: { entry: Entry }) => {
  const list = entryLists[entry.kind]
  const coded = list && entry.code ? outcome(list, entry.code)?.label : undefined
  return (
    <>
      {entryTitles[entry.kind] && (
        <strong>
          {entryTitles[entry.kind]}
          {coded && `: ${coded}`}
        </strong>
      )}
      {entry.text && <Words>{entry.text}</Words>}
    </>
  )
}

const nameOf = (page: CasePage, id: string | null, viewer: string) =>
  id === viewer ? 'u' : id === page.facts.reporter_id ? 'melder' : ((id && page.names.get(id)) ?? 'behandelaar')

function Conversation({ page, viewer, now, form, entryId }: CaseProps & { form: Form }) {
  const entries = page.entries.filter(it => it.kind !== 'note')
  const mayWrite = page.facts.part === 'own' || page.facts.part === 'handler'
  return (
    <Card title={page.facts.part === 'own' ? 'Gesprek met de behandelaar' : 'Gesprek met de melder'}>
      {entries.length === 0 && <p>Er zijn nog geen berichten.</p>}
      {entries.map(it => (
        <Message
          mine={it.author === viewer}
          who={nameOf(page, it.author, viewer)}
          at={formatShort(it.at, now)}
          datetime={it.at.toISOString()}
        >
          <EntryText entry={it} />
        </Message>
      ))}
      {mayWrite && (
        <WriteForm
          action={`${urls.case(page.facts.id)}/bericht`}
          name="bericht"
          label="Nieuw bericht"
          button="Stuur bericht"
          form={form}
          entryId={entryId}
        />
      )}
    </Card>
  )
}

interface WriteFormProps {
  action: string
  name: string
  label: string
  hint?: string
  button: string
  form: Form
  entryId: string
}

const WriteForm = ({ action, name, label, hint, button, form, entryId }: WriteFormProps) => (
  <form method="post" action={action} novalidate data-warn>
    <Hidden name="entry" value={form.values['entry'] ?? entryId} />
    <TextArea
      name={name}
      label={label}
      {...(hint !== undefined && { hint })}
      form={form}
      rows={4}
      maxlengthHint={20_000}
    />
    <Actions>
      <Button kind="quiet">{button}</Button>
    </Actions>
  </form>
)

const Notes = ({ page, viewer, now, form, entryId }: CaseProps & { form: Form }) => (
  <Card title="Interne notities">
    <p>De melder ziet deze notities niet.</p>
    {page.entries
      .filter(it => it.kind === 'note')
      .map(it => (
        <Message
          mine={it.author === viewer}
          who={nameOf(page, it.author, viewer)}
          at={formatShort(it.at, now)}
          datetime={it.at.toISOString()}
        >
          <Words>{it.text}</Words>
        </Message>
      ))}
    {page.facts.part === 'handler' && (
      <WriteForm
        action={`${urls.case(page.facts.id)}/notitie`}
        name="notitie"
        label="Nieuwe notitie"
        button="Bewaar notitie"
        form={form}
        entryId={entryId}
      />
    )}
  </Card>
)

const kilobytes = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 })
const megabytes = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })
export const formatSize = (bytes: number) =>
  bytes < 1_000_000 ? `${kilobytes.format(Math.ceil(bytes / 1000))} kB` : `${megabytes.format(bytes / 1_000_000)} MB`

function Evidence({ page, viewer, now, form }: CaseProps & { form: Form }) {
  const { facts, pieces } = page
  const mayAdd = facts.part === 'own' || facts.part === 'handler'
  return (
    <Card title="Bewijs" id="bewijs">
      <DataTable<Piece>
        caption="Bewijs bij deze melding"
        captionHidden
        rows={pieces}
        empty={<p>Er is nog geen bewijs toegevoegd.</p>}
        columns={[
          { label: 'Stuk', cell: it => <PieceLink id={facts.id} piece={it} pieces={pieces} /> },
          { label: 'Soort', cell: it => `${it.type.label}, ${formatSize(it.size)}` },
          { label: 'Toegevoegd', cell: it => `${formatShort(it.addedAt, now)} · ${nameOf(page, it.addedBy, viewer)}` },
          {
            label: 'Kenmerk',
            cell: it => (
              <span title={it.sha256}>
                sha256 {it.sha256.slice(0, 4)}…{it.sha256.slice(-4)}
              </span>
            ),
            nowrap: true,
          },
        ]}
      />
      {mayAdd && (
        <form method="post" action={`${urls.case(facts.id)}/bewijs`} enctype="multipart/form-data" novalidate>
          <FileField
            name="evidence"
            label="Bewijs toevoegen"
            hint="Bijvoorbeeld een mail (.eml), een foto of een schermafbeelding. Ten hoogste 50 MB per bestand."
            form={form}
            multiple
            accept={acceptedExtensions}
          />
          <Actions>
            <Button kind="quiet">Voeg toe</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}

const PieceLink = ({ id, piece, pieces }: { id: string; piece: Piece; pieces: readonly Piece[] }) => {
  const mail = pieces.find(it => it.id === piece.parent)
  return (
    <>
      <a class="nl-link" href={urls.piece(id, piece.id)}>
        {piece.name}
      </a>
      {mail && <span class="weerbaar-soft"> bijlage van {mail.name}</span>}
    </>
  )
}

function OwnNext({ page, form = emptyForm, entryId, confidants }: CaseProps) {
  const { facts } = page
  const closing = page.entries.findLast(it => it.kind === 'closing')
  return (
    <Card title="Hoe staat het ervoor?">
      <p>{ownStatus(page)}</p>
      {facts.state === 'closed' && closing && (
        <Note kind="success" title={outcome('closing', closing.code ?? '')?.label ?? 'Afgesloten'}>
          <Words>{closing.text}</Words>
        </Note>
      )}
      {facts.state === 'closed' &&
        (facts.reopen_asked_at ? (
          <p>U heeft gevraagd om deze melding te heropenen. U krijgt daar bericht over.</p>
        ) : (
          <WriteForm
            action={`${urls.case(facts.id)}/heropening-vragen`}
            name="reden"
            label="Bent u het er niet mee eens, of is er iets nieuws?"
            hint="Schrijf waarom u de melding wilt heropenen."
            button="Vraag om te heropenen"
            form={form}
            entryId={entryId}
          />
        ))}
      <Confidants {...{ page, confidants, form }} />
      <p>
        <a class="nl-link" href={urls.looks(facts.id)}>
          Wie heeft in mijn melding gekeken?
        </a>
      </p>
    </Card>
  )
}

function ownStatus({ facts, names, tasks }: CasePage): ComponentChildren {
  const owner = names.get(facts.owner_id ?? '') ?? 'de behandelaar'
  if (facts.state === 'reported')
    return <>Uw melding is ontvangen en wacht op {owner}. Zodra iemand haar oppakt, krijgt u een mail.</>
  if (facts.state === 'closed') return <>Uw melding is afgesloten door {owner}. Hieronder leest u wat er is gedaan.</>
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
        <details class="weerbaar-details">
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

const can = (facts: CaseFacts, event: IncidentEvent) =>
  facts.part === 'handler' && transition(incidentChart, facts.state, event, 'handler') !== undefined

/** What a handler should do now: one main act, the others as quiet links. */
function HandlerNext({ page, viewer }: CaseProps) {
  const { facts } = page
  const at = urls.case(facts.id)
  const open = new Set(page.tasks.filter(it => it.doneAt === null).map(it => it.kind))
  const policeFirst = category(facts.category ?? '')?.police_first
  if (facts.part !== 'handler') return <ReadingAlong facts={facts} />
  return (
    <Card title="Wat nu?">
      {facts.safe_now !== 'yes' && facts.state === 'reported' && (
        <Note
          kind="danger"
          title={
            facts.safe_now === 'no'
              ? 'De melder voelde zich niet veilig.'
              : 'De melder wist niet zeker of het veilig was.'
          }
        >
          <p>Neem nu contact op. Bij gevaar belt u 112.</p>
        </Note>
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
          <ButtonLink href={`${at}/besluit`}>Leg besluit vast</ButtonLink>
        )}
        {can(facts, 'record_talk') && facts.category && !open.has('decision') && open.has('support_talk') && (
          <ButtonLink href={`${at}/gesprek`}>Leg gesprek vast</ButtonLink>
        )}
        {can(facts, 'close') && facts.category && !open.has('decision') && !open.has('support_talk') && (
          <ButtonLink href={`${at}/afsluiten`}>Sluit de melding af</ButtonLink>
        )}
        {can(facts, 'reopen') && (
          <PostButton action={`${at}/heropenen`} kind={facts.reopen_asked_at ? 'primary' : 'quiet'}>
            Heropen de melding
          </PostButton>
        )}
      </Actions>
      {facts.state === 'in_progress' && <OtherActs facts={facts} open={open} mine={facts.owner_id === viewer} />}
    </Card>
  )
}

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

function OtherActs({ facts, open, mine }: { facts: CaseFacts; open: ReadonlySet<string>; mine: boolean }) {
  const at = urls.case(facts.id)
  const links = [
    { href: `${at}/soort`, label: facts.category ? 'Verander de soort' : '' },
    { href: `${at}/besluit`, label: open.has('decision') && facts.category ? '' : 'Besluit' },
    { href: `${at}/gesprek`, label: 'Gesprek' },
    { href: `${at}/afsluiten`, label: 'Afsluiten' },
  ].filter(it => it.label)
  return (
    <>
      <p>
        {links.map((it, index) => (
          <>
            {index > 0 && ' · '}
            <a class="nl-link" href={it.href}>
              {it.label}
            </a>
          </>
        ))}
      </p>
      {!mine && (
        <PostButton action={`${at}/overnemen`} kind="quiet">
          Neem deze melding over
        </PostButton>
      )}
    </>
  )
}

const ReadingAlong = ({ facts }: { facts: CaseFacts }) => (
  <Card title="U leest mee">
    <p>
      {facts.part === 'confidant'
        ? 'De melder heeft u gevraagd om mee te lezen als vertrouwenspersoon.'
        : `U ziet deze melding omdat u toezicht houdt op de lijn “${lineLabel(facts.line ?? '')}” of op de eenheid.`}
    </p>
    <p>U kunt hier niets veranderen. De melder kan zien dat u heeft gekeken.</p>
  </Card>
)

const partNames: Record<string, string> = {
  reporter: 'Melder',
  handler: 'Behandelaar',
  deputy: 'Vervanger',
  duty: 'Dienst',
  confidant: 'Vertrouwenspersoon',
}

const WhoIsIn = ({ page, viewer }: CaseProps) => (
  <Card title="Wie is erbij?">
    <Facts
      items={page.people
        .filter(it => it.role !== 'person_hit')
        .map(it => ({
          term: partNames[it.role] ?? it.role,
          value: `${it.name}${it.id === viewer ? ' (u)' : ''}${it.id === page.facts.owner_id ? ', heeft deze melding' : ''}`,
        }))}
    />
    <p>Lijn: {lineLabel(page.facts.line ?? '')}.</p>
    {page.barred.length > 0 && <p>Buitengesloten van deze melding: {page.barred.join(', ')}.</p>}
  </Card>
)

const Steps = ({ page, now, viewer }: CaseProps) => (
  <Card title="Tijdlijn">
    <Timeline
      items={page.events.map(it => ({
        at: formatShort(it.at, now),
        datetime: it.at.toISOString(),
        text: `${eventWords(it.event, it.code)}${it.actor ? ` · ${nameOf(page, it.actor, viewer)}` : ''}`,
      }))}
    />
  </Card>
)

function eventWords(event: string, code: string | null): string {
  const found = Object.values(incidentChart.states)
    .flatMap(events => Object.entries(events))
    .find(([name]) => name === event)?.[1]
  const words = found?.past ?? event
  return event === 'set_category' && code ? `${words}: ${categoryLabel(code)}` : words
}
