import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { chooseOrganisation } from '../../engines/access/sessions.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { addAbsence, NewAbsence, newAbsenceValues, removeAbsence } from './absence.ts'
import { ChangePassword, changePassword, ChooseOrganisation, readAccount } from './account.ts'
import { chooseMails, MailChoice } from './mail-choice.ts'
import { AccountPage, ChangePasswordPage } from './account.views.tsx'

export const accountPageRoutes = [
  page('/account', 'account', ask => accountPage(ask)),

  action('/account/organisatie', 'account', ChooseOrganisation, {
    invalid: (ask, organisationForm) => accountPage(ask, { organisationForm }),
    valid: async ({ house, actor, session }, { organisatie, naar }) => {
      if (!actor.memberships.some(it => it.organisation === organisatie))
        return { invalid: { organisatie: 'Kies een organisatie uit de lijst.' } }
      if (session !== undefined) await chooseOrganisation(house, session, organisatie)
      return { seeOther: naar }
    },
  }),

  action('/account/afwezigheid', 'account', NewAbsence, {
    invalid: (ask, absenceForm) => accountPage(ask, { absenceForm }),
    valid: async ({ house, actor }, input) =>
      (await addAbsence(house, actor, input)) ?? { seeOther: '/account?klaar=afwezigheid#afwezigheid' },
  }),

  action('/account/afwezigheid/:id/verwijderen', 'account', z.object({}), {
    invalid: ask => accountPage(ask),
    valid: async ({ house, actor, params }) => {
      await removeAbsence(house, actor, params.id)
      return { seeOther: '/account?klaar=verwijderd#afwezigheid' }
    },
  }),

  action('/account/mails', 'account', MailChoice, {
    invalid: (ask, mailForm) => accountPage(ask, { mailForm }),
    valid: async ({ house, actor }, input) => {
      await chooseMails(house, actor, input)
      return { seeOther: '/account?klaar=mails' }
    },
  }),

  page('/account/wachtwoord', 'account', ask => passwordPage(ask, emptyForm)),

  action('/account/wachtwoord', 'account', ChangePassword, {
    invalid: (ask, form) => passwordPage(ask, form),
    valid: async ({ house, actor, session }, input) =>
      (await changePassword(house, actor, session ?? '', input)) ?? { seeOther: '/account?klaar=wachtwoord' },
  }),
]

const newAbsence: Form = { values: newAbsenceValues, errors: {} }

async function accountPage(
  { house, actor, query }: Ask,
  {
    organisationForm = emptyForm,
    absenceForm = newAbsence,
    mailForm = emptyForm,
  }: { organisationForm?: Form; absenceForm?: Form; mailForm?: Form } = {},
): Promise<Page> {
  const facts = await readAccount(house, actor)
  const errors = [organisationForm, absenceForm, mailForm].some(form => Object.keys(form.errors).length > 0)
  const done = query.get('klaar') ?? ''
  return {
    title: 'Uw account',
    narrow: true,
    errors,
    body: <AccountPage {...{ actor, facts, organisationForm, absenceForm, mailForm, done }} />,
  }
}

async function passwordPage({ house, actor }: Ask, form: Form): Promise<Page> {
  const { email } = await readAccount(house, actor)
  return {
    title: 'Wachtwoord veranderen',
    narrow: true,
    errors: form !== emptyForm,
    body: <ChangePasswordPage form={form} email={email} />,
  }
}
