import { channelLabel, endingLabel, outcome } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { formatDateTime, formatShort } from '../../ui/dates.ts'
import { Card, Message, Words } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { CasePage, Entry } from './opened-case.ts'
import { DoneNote, nameOf, WriteForm, type CaseProps } from './case-parts.tsx'
import { evaluationLabel } from './evaluation.ts'
import { urls } from './urls.ts'

const entryTitles: Record<string, string> = {
  decision: 'Besluit over de reactie',
  talk: 'Gesprek',
  waiting: 'Wacht op',
  closing: 'Afgesloten',
  reopen_request: 'Vraag om te heropenen',
  correction: 'Verbetering',
  occurrence: 'Nieuw voorval',
  withdrawal: 'Ingetrokken',
  evaluation: 'Heeft melden geholpen?',
}
const entryLists: Record<string, 'decision' | 'talk' | 'waiting'> = {
  decision: 'decision',
  talk: 'talk',
  waiting: 'waiting',
}

function codedLabel(kind: string, code: string): string | undefined {
  if (kind === 'evaluation') return evaluationLabel(code)
  if (kind === 'closing') return endingLabel(code)
  const list = entryLists[kind]
  return list && outcome(list, code)?.label
}

const EntryText = ({ entry }: { entry: Entry }) => {
  const coded = entry.code === null ? undefined : codedLabel(entry.kind, entry.code)
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

const notAtOnce = 'Een bericht wordt niet altijd meteen gelezen. Bent u nu in gevaar? Bel 112.'

/** What the person hit and those who handle the case write to each other. */
export function Conversation({ page, viewer, now, form, done }: CaseProps & { form: Form }) {
  const { facts, entries } = page
  const mayWrite = facts.part === 'own' || facts.part === 'handler' || facts.part === 'emergency'
  return (
    <Card id="berichten" title={facts.part === 'own' ? 'Gesprek met de behandelaar' : titleOf(facts)}>
      <Thread {...{ page, viewer, now }} entries={entries.filter(it => it.kind !== 'note' && it.with === null)} />
      <DoneNote done={done} place="bericht" />
      {mayWrite && (
        <WriteForm
          action={`${urls.case(facts.id)}/bericht`}
          name="bericht"
          label="Nieuw bericht"
          {...(facts.part === 'own' && { hint: notAtOnce })}
          button="Stuur bericht"
          form={form}
        />
      )}
    </Card>
  )
}

const titleOf = ({ for_whom: forWhom }: CaseFacts) =>
  forWhom === 'self' || forWhom === 'household' ? 'Gesprek met de melder' : 'Gesprek met de getroffene'

const Thread = ({
  page,
  viewer,
  now,
  entries,
}: Pick<CaseProps, 'page' | 'viewer' | 'now'> & { entries: readonly Entry[] }) => (
  <>
    {entries.length === 0 && <p>Er zijn nog geen berichten.</p>}
    {entries.map(it => (
      <Message
        mine={it.author === viewer}
        who={nameOf(page, it.author, viewer)}
        at={formatShort(it.at, now)}
        datetime={it.at.toISOString()}
      >
        <EntryText entry={it} />
        {it.kind === 'occurrence' && <OccurrenceFacts page={page} id={it.id} />}
      </Message>
    ))}
  </>
)

const OccurrenceFacts = ({ page, id }: { page: CasePage; id: string }) => {
  const found = page.occurrences.find(it => it.id === id)
  if (!found) return null
  const facts = [
    found.messages > 1 ? `${found.messages} berichten of voorvallen` : '',
    found.channel ? channelLabel(found.channel) : '',
    found.happenedAt ? `op ${formatDateTime(found.happenedAt)}` : '',
    found.threat ? 'misschien een nieuwe bedreiging' : '',
  ].filter(Boolean)
  return facts.length === 0 ? null : <p class="weerbaar-soft">{facts.join(' · ')}</p>
}

/** What one who only helps and those who handle the case write to each other: the person hit does not read along. */
export const HelperConversation = ({
  page,
  viewer,
  now,
  form,
  done,
  helper,
  action,
}: CaseProps & { form: Form; helper: string; action: string }) => (
  <Card
    id="berichten"
    title={helper === viewer ? 'Gesprek met de behandelaar' : `Gesprek met ${page.names.get(helper)}`}
  >
    <Thread {...{ page, viewer, now }} entries={page.entries.filter(it => it.with === helper)} />
    <DoneNote done={done} place="bericht" />
    <WriteForm
      action={action}
      name="bericht"
      label="Nieuw bericht"
      {...(helper === viewer && { hint: notAtOnce })}
      button="Stuur bericht"
      form={form}
    />
  </Card>
)

/** What those who handle the case write for each other. */
export const Notes = ({ page, viewer, now, form, done }: CaseProps & { form: Form }) => (
  <Card id="notities" title="Interne notities">
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
    <DoneNote done={done} place="notitie" />
    {(page.facts.part === 'handler' || page.facts.part === 'emergency') && (
      <WriteForm
        action={`${urls.case(page.facts.id)}/notitie`}
        name="notitie"
        label="Nieuwe notitie"
        button="Bewaar notitie"
        form={form}
      />
    )}
  </Card>
)
