import type { Actor } from '../../engines/access/actor.ts'
import { page } from '../../engines/access/routes.ts'
import { readContacts } from '../../engines/cases/contacts.ts'
import { audienceOf, stepPlan, type Audience } from '../../engines/cases/step-plan.ts'
import { StepPlanPage } from './step-plan.views.tsx'

export const stepPlanRoutes = [
  page('/stappenplan', 'account', async ({ house, actor, query }) => {
    const organisation = actor.organisation?.id
    const contacts =
      organisation === undefined ? [] : await house.db.as({ person: actor.id }, tx => readContacts(tx, organisation))
    const own = ownAudiences(actor)
    const asked = stepPlan.audiences.find(it => it.path === query.get('functie'))
    return {
      title: 'Stappenplan',
      narrow: true,
      body: (
        <StepPlanPage
          audience={asked ?? own[0] ?? audienceOf(null)}
          own={own}
          contacts={contacts}
          member={actor.permissions.has('case.report')}
        />
      ),
    }
  }),
]

/** Those of the functions that somebody has in this organisation. */
function ownAudiences(actor: Actor): Audience[] {
  const here = actor.memberships.filter(it => it.organisation === actor.organisation?.id)
  return [...new Set(here.map(it => audienceOf(it.function)))]
}
