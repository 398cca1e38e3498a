import { sql } from 'kysely'
import { z } from 'zod'
import { tokenHash, type Actor } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import { deviceName } from '../../engines/access/devices.ts'
import { action, page } from '../../engines/access/routes.ts'
import type { Tx } from '../../platform/db.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button } from '../../ui/form.tsx'
import { Breadcrumb, Chip, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'

const here = '/account/apparaten'

interface SessionRow {
  id: string
  device: string
  started_at: Date
  seen_at: Date
  here: boolean
}

/** Where somebody is signed in, and ending that. */
export const deviceRoutes = [
  page(here, 'account', async ({ house, actor, session, query }) => {
    const sessions = await house.db.as({ person: actor.id }, tx => readSessions(tx, session))
    return {
      title: 'Waar u bent ingelogd',
      narrow: true,
      body: <DevicesPage sessions={sessions} ended={query.get('klaar') === 'ja'} />,
    }
  }),

  action(`${here}/:id/uitloggen`, 'account', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async ({ house, actor, params }) => {
      await house.db.as({ person: actor.id }, async (tx, now) => {
        const { rows } = await sql<{ ended: boolean }>`select app.end_own_session(${params.id}) as ended`.execute(tx)
        if (rows[0]?.ended) await record(tx, now, actor)
      })
      return { seeOther: `${here}?klaar=ja` }
    },
  }),

  action(`${here}/uitloggen`, 'account', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async ({ house, actor, session }) => {
      await house.db.as({ person: actor.id }, async (tx, now) => {
        const { rows } = await sql<{ ended: number }>`
          select app.end_other_sessions(${tokenHash(session ?? '')}) as ended`.execute(tx)
        if ((rows[0]?.ended ?? 0) > 0) await record(tx, now, actor)
      })
      return { seeOther: `${here}?klaar=ja` }
    },
  }),
]

const record = (tx: Tx, now: Date, { id, organisation }: Actor) =>
  audit(tx, { action: 'account.session_ended', actor: id, organisation: organisation?.id ?? null }, now)

const readSessions = async (tx: Tx, session: string | undefined): Promise<SessionRow[]> =>
  (await sql<SessionRow>`select * from app.own_sessions(${tokenHash(session ?? '')})`.execute(tx)).rows

const DevicesPage = ({ sessions, ended }: { sessions: readonly SessionRow[]; ended: boolean }) => (
  <>
    <Breadcrumb items={[{ href: '/account', label: 'Uw account' }, { label: 'Waar u bent ingelogd' }]} />
    <PageTitle>Waar u bent ingelogd</PageTitle>
    <Lead>Herkent u een apparaat niet? Log het uit en verander daarna uw wachtwoord.</Lead>
    {ended && (
      <Note kind="success">
        <p>Daar bent u nu uitgelogd.</p>
      </Note>
    )}
    <DataTable
      caption="Waar u bent ingelogd"
      captionHidden
      columns={[
        { label: 'Apparaat', cell: it => deviceName(it.device) },
        { label: 'Ingelogd', cell: it => formatDateTime(it.started_at) },
        { label: 'Laatst gebruikt', cell: it => formatDateTime(it.seen_at) },
        { label: 'Uitloggen', cell: it => (it.here ? <Chip kind="done">Dit apparaat</Chip> : <End session={it} />) },
      ]}
      rows={sessions}
      empty={null}
    />
    {sessions.length > 1 && (
      <form method="post" action={`${here}/uitloggen`}>
        <Actions>
          <Button kind="quiet">Log overal uit, behalve hier</Button>
        </Actions>
      </form>
    )}
    <p>
      <a href="/account/wachtwoord">Wachtwoord veranderen</a>
    </p>
  </>
)

const End = ({ session }: { session: SessionRow }) => (
  <form method="post" action={`${here}/${session.id}/uitloggen`}>
    <Button kind="quiet">
      Log uit
      <span class="weerbaar-hidden">{` op ${deviceName(session.device)}, ingelogd ${formatDateTime(session.started_at)}`}</span>
    </Button>
  </form>
)
