import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Radios } from '../../ui/form.tsx'
import { Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { atDesk, found, type Desk } from './desk.ts'

const here = '/privacy-instellingen'

const PrivacyForm = z.object({ dader: z.enum(['ja', 'nee'], 'Kies ja of nee.') })

/** What the privacy officer of an organisation decides, and nobody else. */
export const privacyRoutes = [
  page(here, 'privacy.manage', ask => privacyPage(ask, undefined)),

  action(here, 'privacy.manage', PrivacyForm, {
    invalid: (ask, form) => privacyPage(ask, form),
    valid: async (ask, { dader }): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => allowPerpetrator(desk, dader === 'ja'))
      return { seeOther: `${here}?klaar=ja` }
    },
  }),
]

/** The old and the new value are written down by the database itself, together with the change (migration 0012). */
async function allowPerpetrator({ tx, now, actor, organisation }: Desk, allowed: boolean): Promise<void> {
  const { rows } = await sql<{ changed: boolean }>`
    select app.allow_perpetrator(${organisation}, ${allowed}) as changed`.execute(tx)
  if (!rows[0]?.changed) return
  const object = `perpetrator_council:${allowed ? 'no→yes' : 'yes→no'}`
  await audit(tx, { action: 'administration.privacy_changed', actor, organisation, object }, now)
}

const readAllowed = async ({ tx, organisation }: Desk): Promise<boolean> =>
  found(
    await tx.selectFrom('organisation').select('perpetrator_council').where('id', '=', organisation).executeTakeFirst(),
  ).perpetrator_council

const privacyPage = (ask: Ask, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Privacy-instellingen',
    narrow: true,
    errors: sent !== undefined,
    body: (
      <PrivacyPage
        form={sent ?? { ...emptyForm, values: { dader: (await readAllowed(desk)) ? 'ja' : 'nee' } }}
        done={ask.query.get('klaar') === 'ja'}
      />
    ),
  }))

const PrivacyPage = ({ form, done }: { form: Form; done: boolean }) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Privacy-instellingen</PageTitle>
    <Lead>Hierover beslist alleen de privacyfunctionaris. Een beheerder kan dit niet veranderen.</Lead>
    {done && (
      <Note kind="success">
        <p>
          Opgeslagen. Wie wat heeft gekozen, en wanneer, staat bij <a href="/controle/wijzigingen">Wijzigingen</a>.
        </p>
      </Note>
    )}
    <p>
      Vraagt een vervanger om noodtoegang tot een melding? Beslis bij <a href={`${here}/noodtoegang`}>Noodtoegang</a>.
      Heeft iedereen zijn rol nog nodig? Kijk mee bij <a href="/controle/rollen">Bevestigen van rollen</a>.
    </p>
    <p>
      Is iemands telefoon kwijt? Lees bij <a href={`${here}/tweede-stap`}>Codes voor de tweede stap</a> wie op u wacht.
    </p>
    <p>
      Kiest de beheerder een inlogsysteem? Dat keurt u goed bij{' '}
      <a href={`${here}/inloggen`}>Inloggen via uw organisatie</a>.
    </p>
    <p>
      Vraagt iemand iets over de eigen gegevens? Dat staat bij <a href="/privacy-verzoeken">Verzoeken</a>.
    </p>
    <form method="post" action={here} noValidate>
      <Radios
        name="dader"
        label="Mogen meldingen van volksvertegenwoordigers vragen wie het deed?"
        hint={
          'Het gaat om persoonsgegevens van iemand buiten uw organisatie, vaak een kiezer of een politieke tegenstander. ' +
          'Uw organisatie heeft er een reden en een grond voor nodig. Leg die vast voordat u ja kiest.'
        }
        form={form}
        options={[
          { value: 'nee', label: 'Nee', hint: 'De vraag staat niet in het formulier. Zo begint elke organisatie.' },
          { value: 'ja', label: 'Ja', hint: 'De vraag staat in het formulier en is niet verplicht.' },
        ]}
      />
      <Actions>
        <Button>Bewaar</Button>
      </Actions>
    </form>
  </>
)
