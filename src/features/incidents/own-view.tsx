import type { ComponentChildren } from 'preact'
import { outcome } from '../../engines/cases/vocabulary.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Button, Hidden, Select } from '../../ui/form.tsx'
import { Card, Note, Words } from '../../ui/parts.tsx'
import type { CasePage } from './case.ts'
import { WriteForm, type CaseProps } from './case-parts.tsx'
import { isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

/** What the person whose case it is should know now, and can do. */
export function OwnNext({ page, form = emptyForm, confidants }: CaseProps) {
  const { facts } = page
  const closing = page.entries.findLast(it => it.kind === 'closing')
  return (
    <Card title="Hoe staat het ervoor?">
      <p>{ownStatus(page)}</p>
      {facts.state === 'closed' && closing && (
        <Note kind="info" title={outcome('closing', closing.code ?? '')?.label ?? 'Afgesloten'}>
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
    return <>Uw melding is ontvangen en wacht op {owner}. Zodra iemand uw melding oppakt, krijgt u een mail.</>
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
