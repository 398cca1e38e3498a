import { sql } from 'kysely'
import { actionName } from '../../engines/access/actions.ts'
import type { FindOwnData } from '../../engines/access/own-data.ts'
import { roleNames } from '../../engines/access/permissions.ts'
import { functionLabel, lineLabel } from '../../engines/cases/vocabulary.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'

const shownAtMost = 5000
const isRole = (role: string): role is keyof typeof roleNames => Object.hasOwn(roleNames, role)

/** What is known of somebody apart from any report: the account, the roles, and what they did according to the trail. */
export const ownAccountData: FindOwnData = async ({ tx, actor }) => {
  const person = await tx
    .selectFrom('person')
    .select(['name', 'email', 'created_at'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const roles = await tx
    .selectFrom('membership as m')
    .leftJoin('organisation as o', 'o.id', 'm.organisation_id')
    .select(['m.role', 'm.function', 'm.line', 'm.starts', 'm.ends', 'o.name'])
    .where('m.person_id', '=', actor.id)
    .orderBy('m.starts')
    .execute()
  const absences = await tx
    .selectFrom('absence')
    .select(['starts', 'ends'])
    .where('person_id', '=', actor.id)
    .orderBy('starts')
    .execute()
  const { rows: sessions } = await sql<{ kind: string; began: Date | null; last: Date }>`
    select * from app.own_sign_ins() order by last desc`.execute(tx)
  const { rows: trail } = await sql<{ at: Date; action: string; result: string }>`
    select * from app.own_trail(${shownAtMost})`.execute(tx)
  const line = (label: string, value: string) => ({ label, value })
  const item = (title: string, facts: { label: string; value: string }[]) => ({ title, facts, words: [] })
  return [
    {
      title: 'Uw account',
      items: [
        item('Gegevens', [
          line('Naam', person.name),
          line('E-mailadres', person.email),
          line('Account sinds', formatDate(person.created_at)),
        ]),
        ...roles.map(it =>
          item(`Rol: ${isRole(it.role) ? roleNames[it.role] : it.role}`, [
            line('Organisatie', it.name ?? 'Een organisatie waar u geen rol meer heeft'),
            line('Functie', functionLabel(it.function)),
            ...(it.line === null ? [] : [line('Lijn', lineLabel(it.line))]),
            line('Vanaf', formatDate(it.starts)),
            line('Tot', it.ends === null ? 'Loopt nog' : formatDate(it.ends)),
          ]),
        ),
        ...absences.map(it =>
          item('Afwezigheid', [line('Van', formatDateTime(it.starts)), line('Tot', formatDateTime(it.ends))]),
        ),
        ...sessions.map(it =>
          item(it.kind === 'session' ? 'Ingelogd' : 'Link voor een wachtwoord', [
            ...(it.began === null ? [] : [line('Begonnen', formatDateTime(it.began))]),
            line('Laatst gebruikt of geldig tot', formatDateTime(it.last)),
          ]),
        ),
      ],
    },
    {
      title: 'Wat u in Weerbaar deed, volgens het logboek',
      note: `De laatste ${shownAtMost.toLocaleString('nl-NL')} regels staan hier.`,
      items: trail.map(it =>
        item(formatDateTime(it.at), [
          line('Wat', actionName(it.action)),
          line('Uitkomst', it.result === 'done' ? 'Gedaan' : 'Geweigerd'),
        ]),
      ),
    },
  ]
}
