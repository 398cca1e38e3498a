import { action, page, type PublicAsk } from '../../engines/access/routes.ts'
import { stepPath } from '../../engines/access/second-factor.ts'
import type { Answer, Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { letIn } from './entering.ts'
import { giveSecondStep, SecondStep } from './second-step.ts'
import { SecondStepPage } from './second-step.views.tsx'
import { localPath } from './sign-in.ts'

/** The second factor of somebody whose password was right. */
export const secondStepRoutes = [
  page(stepPath.give, 'public', ask => {
    const onward = localPath(ask.query.get('naar') ?? '/')
    return stepPage(ask, emptyForm, onward)
  }),

  action(stepPath.give, 'public', SecondStep, {
    invalid: (ask, form) => stepPage(ask, form, localPath(form.values['naar'] ?? '/')),
    valid: async (ask, { code, naar }) => {
      const { house, actor, device } = ask
      if (actor?.step !== 'give') return elsewhere(ask, naar)
      const refused = await giveSecondStep(house, actor, code, device)
      if (refused) return refused
      return letIn(ask, { person: actor.id, assurance: 2, onward: naar, action: 'account.second_step' })
    },
  }),
]

// Who is not halfway signing in has nothing to do here.
const elsewhere = ({ actor }: PublicAsk, onward: string) => ({
  seeOther: actor ? onward : `/inloggen?naar=${encodeURIComponent(onward)}`,
})

function stepPage(ask: PublicAsk, form: Form, onward: string): Answer {
  const { actor } = ask
  if (actor?.step !== 'give') return elsewhere(ask, onward)
  const shown: Page = {
    title: 'Inloggen: tweede stap',
    narrow: true,
    errors: form !== emptyForm,
    body: <SecondStepPage form={form} onward={onward} reset={actor.wasReset} />,
  }
  return shown
}
