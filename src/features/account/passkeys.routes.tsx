import { z } from 'zod'
import { action, page, type Ask, type PublicAsk } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { letIn } from './entering.ts'
import { readFactors } from './factors.ts'
import {
  addPasskey,
  failed,
  ownerOfPasskey,
  Registered,
  registrationOptions,
  removePasskey,
  SignedWithPasskey,
  signInOptions,
} from './passkeys.ts'
import { NewPasskeyPage, PasskeySignInPage } from './passkeys.views.tsx'
import { localPath } from './sign-in.ts'

export const passkeyRoutes = [
  page('/inloggen/passkey', 'public', ask => signInPage(ask, emptyForm, localPath(ask.query.get('naar') ?? '/'))),

  action('/inloggen/passkey', 'public', SignedWithPasskey, {
    invalid: (ask, form) => signInPage(ask, form, localPath(form.values['naar'] ?? '/')),
    valid: async (ask, { antwoord, naar }) => {
      const person = await ownerOfPasskey(ask.house, antwoord)
      if (person === undefined) return { invalid: { antwoord: failed } }
      // The key is something they have, and their finger or code something they are or know: two factors at once.
      return letIn(ask, { person, assurance: 2, onward: localPath(naar) })
    },
  }),

  page('/account/passkeys/nieuw', 'account', ask => newPage(ask, emptyForm)),

  action('/account/passkeys/nieuw', 'account', Registered, {
    invalid: (ask, form) => newPage(ask, form),
    valid: async (ask, { antwoord }) => {
      if (!(await addPasskey(ask.house, ask.actor, antwoord))) return { invalid: { antwoord: failed } }
      return letIn(ask, {
        person: ask.actor.id,
        assurance: 2,
        onward: '/account/tweede-stap?klaar=passkey',
        action: 'account.second_step',
      })
    },
  }),

  action('/account/passkeys/:id/verwijderen', 'account', z.object({}), {
    invalid: () => ({ seeOther: '/account/tweede-stap' }),
    valid: async ({ house, actor, params }) => {
      const { required, passkeys, since } = await readFactors(house, actor)
      // Of what a role asks for, something stays.
      if (required && since === null && passkeys.length < 2) return { seeOther: '/account/tweede-stap?klaar=laatste' }
      await removePasskey(house, actor, params.id)
      return { seeOther: '/account/tweede-stap?klaar=verwijderd' }
    },
  }),
]

const signInPage = async ({ house }: PublicAsk, form: Form, onward: string): Promise<Page> => ({
  title: 'Inloggen met een passkey',
  narrow: true,
  errors: form !== emptyForm,
  body: <PasskeySignInPage form={form} onward={onward} options={await signInOptions(house)} />,
})

const newPage = async ({ house, actor }: Ask, form: Form): Promise<Page> => ({
  title: 'Passkey toevoegen',
  narrow: true,
  errors: form !== emptyForm,
  body: <NewPasskeyPage form={form} options={await registrationOptions(house, actor)} />,
})
