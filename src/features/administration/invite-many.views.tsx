import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, FileField, Hidden, TextArea } from '../../ui/form.tsx'
import { Card, Chip, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { PlannedLine } from './invite-many-plan.ts'
import { mostLines, type ListLine } from './people-list.ts'
import { Trail } from './people.views.tsx'

export const listPath = '/beheer/mensen/lijst'

export interface ListPageProps {
  form: Form
  /** The lines that were read, when there were any. */
  plan: readonly PlannedLine[]
  unread: readonly string[]
  /** The names of functions, roles and units that can stand in a list. */
  words: { functions: readonly string[]; roles: readonly string[]; units: readonly string[] }
}

export const ListPage = ({ form, plan, unread, words }: ListPageProps) => {
  const wrong = plan.filter(it => it.errors.length > 0)
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label="Lijst uitnodigen" above={[{ href: '/beheer/mensen', label: 'Mensen' }]} />
      <PageTitle>Nodig veel mensen tegelijk uit</PageTitle>
      <Lead>
        Kies een CSV-bestand uit uw spreadsheet, of plak de regels. U ziet eerst wat er gebeurt. Daarna kiest u of het
        doorgaat.
      </Lead>
      {wrong.length > 0 && <Lines caption="Regels die nog niet kloppen" lines={wrong} last="Wat er mis is" />}
      <form method="post" action={listPath} encType="multipart/form-data" noValidate>
        <FileField
          name="bestand"
          label="CSV-bestand"
          hint="Kiest u een bestand, dan lezen wij het veld hieronder niet."
          accept=".csv,.txt,text/csv,text/plain"
          optional
          form={form}
        />
        <TextArea name="tekst" label="Of plak de regels hier" rows={10} form={form} optional />
        <Actions>
          <Button>Kijk na</Button>
          <ButtonLink kind="quiet" href="/beheer/mensen">
            Terug
          </ButtonLink>
        </Actions>
      </form>
      <Unread headers={unread} />
      <Explanation words={words} />
    </>
  )
}

const Unread = ({ headers }: { headers: readonly string[] }) =>
  headers.length === 0 ? null : (
    <Note kind="info">
      <p>Deze kolommen lezen wij niet: {headers.join(', ')}.</p>
    </Note>
  )

const Explanation = ({ words }: Pick<ListPageProps, 'words'>) => (
  <Card title="Zo ziet een lijst eruit">
    <pre class="weerbaar-code">
      naam;e-mail;rol;functie;eenheid;begint;eindigt{'\n'}
      Jo Voorbeeld;jo.voorbeeld@gemeente.example;Melder;{words.functions[0]};;1-6-2026;
    </pre>
    <ul class="utrecht-unordered-list">
      <li>Op de eerste regel staan de namen van de kolommen. De volgorde maakt niet uit.</li>
      <li>Tussen de kolommen staat een puntkomma, een komma of een tab.</li>
      <li>Ten hoogste {mostLines} mensen per lijst.</li>
      <li>Zonder rol wordt iemand Melder. Zonder begindatum begint de rol meteen. De einddatum is de laatste dag.</li>
      <li>Een coördinator heeft ook een kolom “lijn” nodig.</li>
    </ul>
    <p>Rollen: {words.roles.join(', ')}.</p>
    <p>Functies: {words.functions.join(', ')}.</p>
    {words.units.length > 0 && <p>Eenheden: {words.units.join(', ')}.</p>}
  </Card>
)

const doesWords = {
  invite: ['soon', 'Krijgt een uitnodiging'],
  give: ['done', 'Krijgt deze rol erbij'],
  nothing: ['plain', 'Heeft deze rol al'],
} as const

const What = ({ line }: { line: PlannedLine }) => {
  if (line.errors.length > 0)
    return (
      <>
        {line.errors.map(error => (
          <p>{error}</p>
        ))}
      </>
    )
  const [kind, words] = doesWords[line.does]
  return (
    <>
      <Chip kind={kind}>{words}</Chip>
      {line.note && <p>{line.note}</p>}
    </>
  )
}

const Lines = ({ caption, lines, last }: { caption: string; lines: readonly PlannedLine[]; last: string }) => (
  <DataTable
    caption={caption}
    columns={[
      { label: 'Regel', cell: it => it.number },
      { label: 'Naam', cell: it => it.values.naam || '–' },
      { label: 'E-mailadres', cell: it => it.values.email || '–' },
      { label: 'Rol', cell: it => roleOf(it) },
      { label: last, cell: it => <What line={it} /> },
    ]}
    rows={lines}
    empty={null}
  />
)

/** As it was written: who checks a list compares it with their own. */
function roleOf({ values }: ListLine): string {
  const { rol, functie, eenheid, lijn, vanaf, tot } = values
  const parts = [rol || 'Melder', lijn, functie, eenheid, vanaf && `vanaf ${vanaf}`, tot && `tot en met ${tot}`]
  return parts.filter(Boolean).join(', ')
}

export interface PreviewProps {
  text: string
  plan: readonly PlannedLine[]
  unread: readonly string[]
  digest: string
}

export const PreviewPage = ({ text, plan, unread, digest }: PreviewProps) => {
  const changes = plan.filter(it => it.does !== 'nothing').length
  return (
    <>
      <Trail
        label="Nakijken"
        above={[
          { href: '/beheer/mensen', label: 'Mensen' },
          { href: listPath, label: 'Lijst uitnodigen' },
        ]}
      />
      <PageTitle>Klopt deze lijst?</PageTitle>
      <Lead>
        Er is nog niets gebeurd. Iedereen zonder wachtwoord krijgt een mail met een link. Wie al een account heeft bij
        een andere organisatie, houdt dat account en die naam, en krijgt geen mail.
      </Lead>
      <Unread headers={unread} />
      <Lines caption={`${plan.length} regels gelezen`} lines={plan} last="Wat er gebeurt" />
      {changes === 0 ? (
        <Note kind="info">
          <p>Iedereen in deze lijst heeft deze rol al. Er hoeft niets te gebeuren.</p>
        </Note>
      ) : (
        <form method="post" action={`${listPath}/bevestigen`}>
          <Hidden name="tekst" value={text} />
          <Hidden name="stand" value={digest} />
          <Actions>
            <Button>Ja, doe dit</Button>
            <ButtonLink kind="quiet" href={listPath}>
              Nee, terug
            </ButtonLink>
          </Actions>
        </form>
      )}
    </>
  )
}
