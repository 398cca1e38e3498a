import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import type { Page } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { openText, seal } from '../../platform/vault.ts'
import { HoldPage, type Hold } from './hold.views.tsx'
import { holdReasons } from './terms.ts'

// A case that must stay, whatever its term: who handles it says so, with a reason.

const HoldForm = z.object({
  reden: z.string('Kies een reden.').refine(it => holdReasons.some(one => one.id === it), 'Kies een reden.'),
  uitleg: textField({ required: 'Schrijf kort waarom deze melding moet blijven.', max: 2000 }),
})

type OneCase = Ask<'id'>
const back = (id: string) => `/meldingen/${id}/bewaren?klaar=ja`

export const holdRoutes = [
  page('/meldingen/:id/bewaren', 'case.handle', ask => holdPage(ask, emptyForm)),

  action('/meldingen/:id/bewaren', 'case.handle', HoldForm, {
    invalid: (ask, form) => holdPage(ask, form),
    valid: async (ask, it) => {
      await handling(ask, 'case.hold', it.reden, async (tx, now, dossier) => {
        const id = randomUUID()
        await tx
          .insertInto('legal_hold')
          .values({
            id,
            case_id: dossier.caseId,
            organisation_id: dossier.organisationId,
            reason: it.reden,
            sealed: seal(dossier.caseKey, `hold:${id}`, it.uitleg),
            placed_by: ask.actor.id,
            placed_at: now,
          })
          // One is enough: sent twice, or by two at once, the first one stands.
          .onConflict(conflict => conflict.column('case_id').where('ended_at', 'is', null).doNothing())
          .execute()
      })
      return { seeOther: back(ask.params.id) }
    },
  }),

  action('/meldingen/:id/bewaren/beeindigen', 'case.handle', z.object({}), {
    invalid: ask => holdPage(ask, emptyForm),
    valid: async ask => {
      await handling(ask, 'case.hold_end', null, async (tx, now, { caseId }) => {
        await tx
          .updateTable('legal_hold')
          .set({ ended_by: ask.actor.id, ended_at: now })
          .where('case_id', '=', caseId)
          .where('ended_at', 'is', null)
          .execute()
      })
      return { seeOther: back(ask.params.id) }
    },
  }),
]

/** Opens the case for one who handles it; anybody else is refused as for a case that does not exist. */
async function handling<Result>(
  { house, actor, params }: OneCase,
  act: ActionOf<'case'>,
  object: string | null,
  work: (tx: Tx, now: Date, dossier: Dossier) => Promise<Result>,
): Promise<Result> {
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId: params.id,
    action: 'case.open',
  } as const
  const done = await house.db.as({ person: actor.id }, async (tx, now) => {
    const { rows } = await sql<{ may: boolean }>`select app.handles(${params.id}::uuid) as may`.execute(tx)
    const dossier = rows[0]?.may ? await openDossier(tx, now, house.keys, look) : undefined
    if (!dossier) return undefined
    if (act !== 'case.open')
      await audit(
        tx,
        { action: act, actor: actor.id, organisation: dossier.organisationId, case: params.id, object },
        now,
      )
    return { result: await work(tx, now, dossier) }
  })
  if (done) return done.result
  await refuseLook(house, look)
  throw new Refusal(notFound)
}

const holdPage = (ask: OneCase, form: Form): Promise<Page> =>
  handling(ask, 'case.open', null, async (tx, _now, dossier) => ({
    title: 'Bewaarplicht',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <HoldPage
        id={dossier.caseId}
        hold={await readHold(tx, dossier)}
        form={form}
        done={ask.query.get('klaar') === 'ja'}
      />
    ),
  }))

async function readHold(tx: Tx, dossier: Dossier): Promise<Hold | undefined> {
  const row = await tx
    .selectFrom('legal_hold')
    .innerJoin('person', 'person.id', 'legal_hold.placed_by')
    .select(['legal_hold.id', 'legal_hold.reason', 'legal_hold.sealed', 'legal_hold.placed_at', 'person.name'])
    .where('legal_hold.case_id', '=', dossier.caseId)
    .where('legal_hold.ended_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      reason: row.reason,
      words: openText(dossier.caseKey, `hold:${row.id}`, row.sealed),
      at: row.placed_at,
      by: row.name,
    }
  )
}
