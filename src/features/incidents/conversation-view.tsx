import { outcome } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { formatShort } from '../../ui/dates.ts'
import { Card, Message, Words } from '../../ui/parts.tsx'
import type { Entry } from './case.ts'
import { DoneNote, nameOf, WriteForm, type CaseProps } from './case-parts.tsx'
import { urls } from './urls.ts'

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

const notAtOnce = 'Een bericht wordt niet altijd meteen gelezen. Bent u nu in gevaar? Bel 112.'

/** What the reporter and those who handle the case write to each other. */
export function Conversation({ page, viewer, now, form, done }: CaseProps & { form: Form }) {
  const entries = page.entries.filter(it => it.kind !== 'note')
  const mayWrite = page.facts.part === 'own' || page.facts.part === 'handler'
  return (
    <Card id="berichten" title={page.facts.part === 'own' ? 'Gesprek met de behandelaar' : 'Gesprek met de melder'}>
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
      <DoneNote done={done} place="bericht" />
      {mayWrite && (
        <WriteForm
          action={`${urls.case(page.facts.id)}/bericht`}
          name="bericht"
          label="Nieuw bericht"
          {...(page.facts.part === 'own' && { hint: notAtOnce })}
          button="Stuur bericht"
          form={form}
        />
      )}
    </Card>
  )
}

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
    {page.facts.part === 'handler' && (
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
