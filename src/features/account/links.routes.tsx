import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { action, page, type PublicAsk } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { limitsOf, waitMessage } from './limits.ts'
import { AskReset, linkHolder, NewPassword, newPasswordErrors, usePasswordLink, type Purpose } from './links.ts'
import { ChoosePasswordPage, ForgottenPage, SpentLinkPage } from './links.views.tsx'
import { endOwnSession } from './sign-in.routes.tsx'

type LinkPath = '/uitnodiging/:token' | '/wachtwoord/:token'

const linkRoutes = (path: LinkPath, purpose: Purpose) => [
  page(path, 'public', ask => choosePage(ask, purpose, emptyForm)),

  action(path, 'public', NewPassword, {
    invalid: (ask, form) => choosePage(ask, purpose, form),
    valid: async (ask, input) => {
      const { house, params } = ask
      const holder = await linkHolder(house, purpose, params.token)
      if (!holder) return spentPage(purpose)
      const errors = newPasswordErrors(input, holder.email)
      if (errors) return { invalid: errors }
      if (!(await usePasswordLink(house, purpose, params.token, input.wachtwoord))) return spentPage(purpose)
      await endOwnSession(ask)
      return { seeOther: '/inloggen?klaar=wachtwoord', session: null }
    },
  }),
]

export const passwordLinkRoutes = [
  ...linkRoutes('/uitnodiging/:token', 'invitation'),
  ...linkRoutes('/wachtwoord/:token', 'reset'),

  page('/wachtwoord-vergeten', 'public', ask => forgottenPage(emptyForm, ask.query.get('klaar') === 'ja')),

  action('/wachtwoord-vergeten', 'public', AskReset, {
    invalid: (_, form) => forgottenPage(form, false),
    valid: async ({ house, address }, { email }) => {
      const wait = limitsOf(house).reset(email, address)
      if (wait > 0) return { invalid: { email: waitMessage(wait) } }
      await house.db.as('nobody', async (tx, now) => {
        await sql`select app.ask_reset(${email}, ${randomUUID()}, ${now})`.execute(tx)
      })
      return { seeOther: '/wachtwoord-vergeten?klaar=ja' }
    },
  }),
]

async function choosePage({ house, params }: PublicAsk<'token'>, purpose: Purpose, form: Form): Promise<Page> {
  const holder = await linkHolder(house, purpose, params.token)
  if (!holder) return spentPage(purpose)
  return {
    title: purpose === 'invitation' ? 'Welkom' : 'Nieuw wachtwoord',
    narrow: true,
    errors: form !== emptyForm,
    body: <ChoosePasswordPage purpose={purpose} token={params.token} holder={holder} form={form} />,
  }
}

const spentPage = (purpose: Purpose): Page => ({
  title: 'Deze link werkt niet meer',
  status: 410,
  narrow: true,
  body: <SpentLinkPage purpose={purpose} />,
})

const forgottenPage = (form: Form, sent: boolean): Page => ({
  title: 'Wachtwoord vergeten',
  narrow: true,
  errors: form !== emptyForm,
  body: <ForgottenPage form={form} sent={sent} />,
})
