import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { move } from '../../engines/cases/move.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { Actions, Button, ButtonLink } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { ownState } from './draft.ts'
import { incidentChart } from './incident.chart.ts'
import { urls } from './urls.ts'

/** Throws a draft away: it is gone from the lists at once, and a job removes all of it. */
async function discard({ house, actor, params }: Ask<'id'>): Promise<boolean> {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await tx
      .selectFrom('incident_case')
      .select(['id', 'organisation_id'])
      .where('id', '=', params.id)
      .where('reporter_id', '=', actor.id)
      .where('state', '=', 'draft')
      .executeTakeFirst()
    if (!it) return false
    const { id, organisation_id: organisation } = it
    await addJobs(tx, now, [{ kind: 'remove_drafts', organisation, case: id }])
    return move(
      tx,
      now,
      incidentChart,
      { ...it, state: 'draft' },
      { event: 'discard', actor: actor.id, part: 'reporter', set: { closed_at: now } },
    )
  })
}

export const discardRoutes: readonly Route[] = [
  page('/melden/snel/:id/weggooien', 'case.read', async ({ house, actor, params }) => {
    const state = await house.db.as({ person: actor.id }, tx => ownState(tx, actor, params.id))
    if (state !== 'draft') throw new Refusal(notFound)
    return {
      title: 'Gooi dit concept weg',
      narrow: true,
      body: (
        <>
          <Breadcrumb items={[{ href: urls.ownReports, label: 'Mijn meldingen' }, { label: 'Gooi dit concept weg' }]} />
          <PageTitle>Gooi dit concept weg</PageTitle>
          <Lead>Niemand heeft dit gelezen. Weet u zeker dat u het weg wilt gooien?</Lead>
          <Note kind="info">
            <p>Wat u schreef en toevoegde, wordt meteen definitief verwijderd. Dat kan niemand terugdraaien.</p>
          </Note>
          <form method="post" action={`${urls.draft(params.id)}/weggooien`}>
            <Actions>
              <Button>Gooi het weg</Button>
              <ButtonLink href={urls.draft(params.id)} kind="quiet">
                Nee, ga verder met melden
              </ButtonLink>
            </Actions>
          </form>
        </>
      ),
    }
  }),
  action('/melden/snel/:id/weggooien', 'case.read', z.object({}), {
    invalid: ask => ({ seeOther: urls.draft(ask.params.id) }),
    valid: async ask => {
      if (!(await discard(ask))) throw new Refusal(notFound)
      return { seeOther: urls.ownReports }
    },
  }),
]
