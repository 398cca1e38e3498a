import type { Actor, Membership } from '../../engines/access/actor.ts'
import { roleNames } from '../../engines/access/permissions.ts'
import { functionLabel, lineLabel } from '../../engines/cases/vocabulary.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Radios, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Facts, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { handles, type AbsenceRow } from './absence.ts'
import type { AccountFacts } from './account.ts'
import { NewPasswordFields } from './links.views.tsx'

const doneMessages = new Map([
  ['wachtwoord', 'Uw wachtwoord is veranderd. Op andere apparaten bent u uitgelogd.'],
  ['mails', 'Uw keuze voor mails is bewaard.'],
  ['organisatie', 'U werkt nu voor de organisatie die u koos.'],
])

// Said where the page jumps to.
const absenceMessages = new Map([
  ['afwezigheid', 'Uw afwezigheid is opgeslagen.'],
  ['verwijderd', 'Deze afwezigheid is verwijderd.'],
])

export interface AccountPageProps {
  actor: Actor
  facts: AccountFacts
  organisationForm: Form
  absenceForm: Form
  mailForm: Form
  /** The code in the address of what was done just now. */
  done: string
}

export const AccountPage = ({ actor, facts, organisationForm, absenceForm, mailForm, done }: AccountPageProps) => (
  <>
    <ErrorSummary form={organisationForm} />
    <ErrorSummary form={absenceForm} />
    <ErrorSummary form={mailForm} />
    <PageTitle>Uw account</PageTitle>
    <Done message={doneMessages.get(done)} />
    <Facts
      items={[
        { term: 'Naam', value: facts.name },
        { term: 'E-mailadres', value: facts.email },
        { term: 'Uw gegevens', value: <a href="/account/inzage">Bekijk alles wat wij van u weten</a> },
        { term: 'Wachtwoord', value: <a href="/account/wachtwoord">Wachtwoord veranderen</a> },
        { term: 'Tweede stap', value: <a href="/account/tweede-stap">App, passkeys en herstelcodes</a> },
        { term: 'Via uw organisatie', value: <a href="/account/inloggen">Inloggen met het account van uw werk</a> },
        { term: 'Apparaten', value: <a href="/account/apparaten">Waar u bent ingelogd</a> },
        ...(actor.permissions.has('worklist.read')
          ? [{ term: 'Agenda', value: <a href="/account/agenda">Termijnen in uw agenda</a> }]
          : []),
      ]}
    />
    <p>Klopt uw naam of e-mailadres niet? Vraag de beheerder van uw organisatie.</p>
    <h2>Uw organisaties en rollen</h2>
    <DataTable
      caption="Uw organisaties en rollen"
      captionHidden
      columns={[
        { label: 'Organisatie', cell: it => it.organisationName },
        { label: 'Rol', cell: roleInWords },
        { label: 'Functie', cell: it => functionLabel(it.function) },
        { label: 'Eenheid', cell: it => (it.unit === null ? '–' : (facts.units.get(it.unit) ?? '–')) },
      ]}
      rows={actor.memberships}
      empty={
        <EmptyState title="U heeft nu geen rol bij een organisatie">
          <p>Uw eigen meldingen kunt u nog lezen. Klopt dit niet? Vraag dan de beheerder van uw organisatie.</p>
        </EmptyState>
      }
    />
    <ChooseOrganisationForm actor={actor} form={organisationForm} />
    {(handles(actor) || facts.absences.length > 0 || Object.keys(absenceForm.errors).length > 0) && (
      <Absences absences={facts.absences} form={absenceForm} done={absenceMessages.get(done)} />
    )}
    <Mails digest={facts.digest} form={mailForm} />
  </>
)

const Done = ({ message }: { message: string | undefined }) =>
  message === undefined ? null : (
    <Note kind="success">
      <p>{message}</p>
    </Note>
  )

const roleInWords = ({ role, line }: Membership): string =>
  line === null ? roleNames[role] : `${roleNames[role]} (${lineLabel(line)})`

function ChooseOrganisationForm({ actor, form }: { actor: Actor; form: Form }) {
  const choices = new Map(actor.memberships.map(it => [it.organisation, it.organisationName]))
  const current = actor.organisation?.id
  if (choices.size === 0 || (choices.size === 1 && current !== undefined)) return null
  const shown = form === emptyForm && current !== undefined ? { ...form, values: { organisatie: current } } : form
  return (
    <>
      <h2>Voor welke organisatie werkt u nu?</h2>
      <form method="post" action="/account/organisatie" noValidate>
        <Radios
          name="organisatie"
          label="Organisatie"
          hint="Alles wat u ziet en doet, hoort bij één organisatie tegelijk."
          form={shown}
          options={[...choices].map(([value, label]) => ({ value, label }))}
        />
        <Actions>
          <Button kind="quiet">Werk voor deze organisatie</Button>
        </Actions>
      </form>
    </>
  )
}

const Mails = ({ digest, form }: { digest: boolean; form: Form }) => (
  <>
    <h2>Mails</h2>
    <form method="post" action="/account/mails" noValidate>
      <Radios
        name="mails"
        label="Hoe vaak wilt u een mail?"
        hint="Wat haast heeft, zoals een nieuwe melding, mailen wij altijd meteen."
        form={{ ...form, values: { mails: digest ? 'daily' : 'each', ...form.values } }}
        options={[
          { value: 'each', label: 'Meteen, bij alles wat op mij wacht' },
          { value: 'daily', label: 'Eén keer per dag, om 8 uur ’s ochtends' },
        ]}
      />
      <Actions>
        <Button kind="quiet">Bewaar</Button>
      </Actions>
    </form>
  </>
)

interface AbsencesProps {
  absences: readonly AbsenceRow[]
  form: Form
  done: string | undefined
}

const Absences = ({ absences, form, done }: AbsencesProps) => (
  <>
    <h2 id="afwezigheid">Afwezigheid</h2>
    <Done message={done} />
    <p>
      Bent u er een tijd niet? Vul het hier in. Nieuwe en lopende meldingen gaan naar uw vervanger. Collega’s zien
      alleen dat u er niet bent, niet waarom.
    </p>
    <DataTable
      caption="Afwezigheid die nu loopt of nog komt"
      columns={[
        { label: 'Van', cell: it => formatDateTime(it.starts) },
        { label: 'Tot', cell: it => formatDateTime(it.ends) },
        { label: 'Verwijderen', cell: it => <RemoveAbsence absence={it} /> },
      ]}
      rows={absences}
      empty={<p>Er staat geen afwezigheid klaar.</p>}
    />
    <Card title="Afwezigheid toevoegen" level={3}>
      <form method="post" action="/account/afwezigheid" noValidate>
        <TextField name="van" label="Eerste dag" type="date" form={form} />
        <TextField
          name="van_tijd"
          label="Vanaf hoe laat?"
          hint="00:00 is het begin van de dag."
          type="time"
          form={form}
        />
        <TextField name="tot" label="Laatste dag" type="date" form={form} />
        <TextField
          name="tot_tijd"
          label="Tot hoe laat?"
          hint="23:59 is het einde van de dag."
          type="time"
          form={form}
        />
        <Actions>
          <Button>Voeg afwezigheid toe</Button>
        </Actions>
      </form>
    </Card>
  </>
)

const RemoveAbsence = ({ absence }: { absence: AbsenceRow }) => (
  <form method="post" action={`/account/afwezigheid/${absence.id}/verwijderen`}>
    <Button kind="quiet">
      Verwijder<span class="weerbaar-hidden"> afwezigheid van {formatDateTime(absence.starts)}</span>
    </Button>
  </form>
)

export const ChangePasswordPage = ({ form, email }: { form: Form; email: string }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: '/account', label: 'Uw account' }, { label: 'Wachtwoord veranderen' }]} />
    <PageTitle>Wachtwoord veranderen</PageTitle>
    <p>Op andere apparaten wordt u daarna uitgelogd. Hier blijft u ingelogd.</p>
    <form method="post" action="/account/wachtwoord" noValidate>
      <input type="hidden" name="username" autocomplete="username" value={email} />
      <TextField name="huidig" label="Huidig wachtwoord" type="password" autocomplete="current-password" form={form} />
      <NewPasswordFields form={form} />
      <Actions>
        <Button>Verander wachtwoord</Button>
        <ButtonLink href="/account" kind="quiet">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)
