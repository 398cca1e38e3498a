import { audit } from '../../engines/access/audit.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { readDue, reviewPaths, soon } from './access-review.ts'
import { ReviewPage, WatchedReview } from './access-review.views.tsx'
import { atDesk } from './desk.ts'
import { readConfirmations, ReviewForm, reviewRoles } from './reviewing.ts'

const { own, watched } = reviewPaths

/** The review of who has which role: done by administrators, read by who watches over them. */
export const accessReviewRoutes = [
  page(own, 'people.manage', ask => reviewPage(ask)),
  action(own, 'people.manage', ReviewForm, {
    invalid: (ask, form) => reviewPage(ask, form),
    valid: async (ask, { rollen, getoond, doe }) => {
      const end = doe === 'beeindig'
      const chosen = doe === 'alle' ? getoond : rollen
      const done = await atDesk(ask, desk => reviewRoles(desk, chosen, end))
      if (typeof done !== 'number') return done
      return { seeOther: `${own}?klaar=${end ? 'beeindigd' : 'bevestigd'}` }
    },
  }),

  page(watched, 'audit.read', ask =>
    atDesk(ask, async desk => {
      const { tx, now, organisation, actor } = desk
      await audit(tx, { action: 'auditing.review_read', actor, organisation }, now)
      const due = await readDue(tx, now, organisation, soon(now))
      return {
        title: 'Bevestigen van rollen',
        body: <WatchedReview {...due} now={now} confirmations={await readConfirmations(desk)} />,
      }
    }),
  ),
]

const reviewPage = (ask: Ask, form: Form = emptyForm): Promise<Page> =>
  atDesk(ask, async desk => {
    const { tx, now, organisation } = desk
    const due = await readDue(tx, now, organisation, soon(now))
    return {
      title: 'Rollen bevestigen',
      errors: form !== emptyForm,
      body: (
        <ReviewPage
          {...due}
          form={form}
          self={ask.actor.id}
          now={now}
          confirmations={await readConfirmations(desk)}
          done={ask.query.get('klaar') ?? ''}
        />
      ),
    }
  })
