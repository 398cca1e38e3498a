import { z } from 'zod'
import { action, page, type PublicAsk } from '../../engines/access/routes.ts'
import { endSession } from '../../engines/access/sessions.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { letIn } from './entering.ts'
import { providerOf } from './provider.ts'
import { checkPassword, localPath, SignIn } from './sign-in.ts'
import { SignInPage } from './sign-in.views.tsx'

/** Who linked an account of an organisation may be signed in there still. */
export const signedOutAt = (organisation: string): string => `/inloggen/organisatie/${organisation}/uitgelogd`

export const signInRoutes = [
  page('/inloggen', 'public', ask => {
    const onward = localPath(ask.query.get('naar') ?? '/')
    return ask.actor && ask.actor.step !== 'give' ? { seeOther: onward } : signInPage(ask, emptyForm, onward)
  }),

  action('/inloggen', 'public', SignIn, {
    invalid: (ask, form) => signInPage(ask, form, localPath(form.values['naar'] ?? '/')),
    valid: async (ask, input) => {
      const checked = await checkPassword(ask.house, input, ask)
      if ('invalid' in checked) return checked
      await endOwnSession(ask)
      return letIn({ ...ask, session: undefined, actor: undefined }, { ...checked, assurance: 1, onward: input.naar })
    },
  }),

  action('/uitloggen', 'public', z.object({}), {
    invalid: () => ({ seeOther: '/inloggen' }),
    valid: async ask => {
      const provider = ask.actor && (await providerOf(ask.house, ask.actor))
      await endOwnSession(ask)
      return { seeOther: provider ? signedOutAt(provider) : '/inloggen', session: null }
    },
  }),
]

/** Ends the session in this browser, if there is one: who signs in again never keeps the old one. */
export async function endOwnSession({ house, session, actor }: PublicAsk): Promise<void> {
  if (session !== undefined && actor) await endSession(house, session, actor)
}

const signInPage = ({ house, query }: PublicAsk, form: Form, onward: string): Page => ({
  title: 'Inloggen',
  narrow: true,
  errors: form !== emptyForm,
  body: (
    <SignInPage
      form={form}
      onward={onward}
      demonstration={house.config.demonstration}
      passwordChosen={query.get('klaar') === 'wachtwoord'}
    />
  ),
})
