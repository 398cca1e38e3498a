import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import { newRecoveryCode, recoveryCodeHash } from '../../engines/access/recovery-codes.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Page } from '../../platform/answers.ts'
import { didAsAsked } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, Checkbox, ErrorSummary, Radios } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { atDesk, type Desk } from './desk.ts'

// An administrator takes a lost second factor away, and by that alone nobody gets in: not with a new password by mail
// either. The code that comes in its place is given by the privacy officer, who is never an administrator (decision 0022).

const waiting = '/privacy-instellingen/tweede-stap'

const GiveCode = z.object({
  persoon: z.uuid('Kies voor wie de code is.'),
  gezien: z.literal('ja', 'Geef alleen een code als u deze persoon zelf heeft gezien of gesproken.'),
})

interface Awaiting {
  person_id: string
  name: string
  asked_at: Date
}

export type FactorState = 'set' | 'reset' | 'none'

/** Whether a colleague has a second factor, or waits for a code. */
export async function factorState({ tx, organisation }: Desk, person: string): Promise<FactorState> {
  const { rows } = await sql<{ state: FactorState | null }>`
    select app.factor_state(${person}, ${organisation}) as state`.execute(tx)
  return rows[0]?.state ?? 'none'
}

export const factorResetRoutes = [
  action('/beheer/mensen/:id/tweede-stap', 'people.manage', z.object({}), {
    invalid: ({ params }) => ({ seeOther: `/beheer/mensen/${params.id}` }),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const person = ask.params.id
      const gone = person !== ask.actor.id && (await atDesk(ask, desk => reset(desk, person)))
      return { seeOther: `/beheer/mensen/${person}${gone ? '?klaar=stap' : ''}` }
    },
  }),

  page(waiting, 'privacy.manage', ask => waitingPage(ask)),

  // The code is shown once, in the answer itself: only its hash is kept.
  action(waiting, 'privacy.manage', GiveCode, {
    invalid: (ask, form) => waitingPage(ask, form),
    valid: async (ask, { persoon }) => {
      const code = await atDesk(ask, desk => giveCode(desk, persoon))
      return code === undefined ? { seeOther: waiting } : waitingPage(ask, emptyForm, { code, person: persoon })
    },
  }),
]

/** Takes it away, unless somebody did already; false when there is none, or the person does not work here now. */
async function reset(desk: Desk, person: string): Promise<boolean> {
  const { tx, now, actor, organisation } = desk
  const state = await factorState(desk, person)
  if (state !== 'set') return state === 'reset'
  if (!(await didAsAsked(tx, sql`app.reset_factors(${person}, ${organisation}, ${now})`))) return false
  await audit(tx, { action: 'administration.factors_reset', actor, organisation, object: person }, now)
  await addJobs(tx, now, [{ kind: 'factors_reset', organisation, person }])
  return true
}

async function giveCode({ tx, now, actor, organisation }: Desk, person: string): Promise<string | undefined> {
  const code = newRecoveryCode()
  const { rows } = await sql<{ given: boolean }>`
    select app.give_code(${person}, ${organisation}, ${recoveryCodeHash(code)}, ${now}) as given`.execute(tx)
  if (!rows[0]?.given) return undefined
  await audit(tx, { action: 'administration.code_given', actor, organisation, object: person }, now)
  return code
}

interface Given {
  code: string
  person: string
}

const waitingPage = (ask: Ask, form: Form = emptyForm, given?: Given): Promise<Page> =>
  atDesk(ask, async ({ tx, organisation }) => {
    const { rows } = await sql<Awaiting>`select * from app.awaiting_code(${organisation})`.execute(tx)
    return {
      title: 'Codes voor de tweede stap',
      narrow: true,
      errors: form !== emptyForm,
      body: <WaitingPage people={rows} form={form} given={given} />,
    }
  })

interface WaitingProps {
  people: readonly Awaiting[]
  form: Form
  given: Given | undefined
}

const WaitingPage = ({ people, form, given }: WaitingProps) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Codes voor de tweede stap</PageTitle>
    <Lead>
      Een beheerder haalde bij deze mensen de tweede stap weg, bijvoorbeeld omdat hun telefoon kwijt is. Zij kunnen pas
      weer inloggen met een code van u. Zo kan een beheerder nooit zelf in een account van een ander.
    </Lead>
    {given && (
      <Note kind="success" title={`De code voor ${people.find(it => it.person_id === given.person)?.name ?? ''}`}>
        <p>
          <code class="weerbaar-code">{given.code}</code>
        </p>
        <p>
          Geef de code nu zelf aan deze persoon, niet per mail en niet via een beheerder. Wij tonen hem maar één keer.
          De code werkt één keer en blijft een dag geldig.
        </p>
      </Note>
    )}
    {people.length === 0 ? (
      <EmptyState title="Niemand wacht op een code">
        <p>Haalt een beheerder bij iemand de tweede stap weg, dan staat die persoon hier.</p>
      </EmptyState>
    ) : (
      <form method="post" action={waiting} noValidate>
        <Radios
          name="persoon"
          label="Voor wie is de code?"
          form={form}
          options={people.map(it => ({
            value: it.person_id,
            label: it.name,
            hint: `Weggehaald op ${formatDateTime(it.asked_at)}`,
          }))}
        />
        <Checkbox
          name="gezien"
          label="Ik heb deze persoon zelf gezien of gesproken en herkend. De vraag kwam van deze persoon."
          form={form}
        />
        <Actions>
          <Button>Geef een code</Button>
        </Actions>
      </form>
    )}
  </>
)

/** On the page of a colleague, for an administrator. */
export const FactorCard = ({ person, state }: { person: { id: string; name: string }; state: FactorState }) => (
  <Card title="Tweede stap bij het inloggen">
    {state === 'none' && <p>{person.name} heeft nog geen tweede stap ingesteld.</p>}
    {state === 'reset' && (
      <p>
        De tweede stap is weggehaald. {person.name} kan inloggen met een code van de privacyfunctionaris en stelt dan
        een nieuwe in.
      </p>
    )}
    {state === 'set' && (
      <details>
        <summary>Haal de tweede stap weg</summary>
        <p>
          Doe dit alleen als {person.name} erom vraagt, bijvoorbeeld omdat een telefoon kwijt is. {person.name} wordt
          overal uitgelogd en krijgt een mail. Daarna geeft de privacyfunctionaris een code. U kunt dat zelf niet.
        </p>
        <form method="post" action={`/beheer/mensen/${person.id}/tweede-stap`}>
          <Button kind="danger">Haal de tweede stap weg</Button>
        </form>
      </details>
    )}
  </Card>
)
