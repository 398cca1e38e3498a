import { z } from 'zod'
import { atDesk, found } from '../../engines/access/desk.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { AppointmentForm, flagAppointment, removeAppointment } from './appointments.ts'
import {
  AgreementForm,
  manages,
  readReception,
  readTeams,
  ReceptionForm,
  saveAgreement,
  saveReception,
  worksIn,
  type Team,
} from './teams.ts'
import { AgreementPage, AppointmentPage, ReceptionPage, StaffNormPage, TeamsPage } from './teams.views.tsx'

const done = new Map([
  ['afspraken', 'De afspraken van het team zijn bewaard.'],
  ['gemeld', 'De afspraak is doorgegeven. Hij verdwijnt vanzelf als de dag voorbij is.'],
  ['weg', 'De afspraak is weggehaald.'],
])

export const teamRoutes = [
  page('/onze-norm/medewerkers', 'case.report', () => ({
    title: 'De norm voor medewerkers',
    narrow: true,
    body: <StaffNormPage />,
  })),

  page('/teams', 'case.report', ask => teamsPage(ask)),

  page('/teams/:id/afspraken', 'unit.read', ask => agreementPage(ask, undefined)),

  action('/teams/:id/afspraken', 'unit.read', AgreementForm, {
    invalid: (ask, form) => agreementPage(ask, form),
    valid: async (ask, { afspraken }): Promise<{ seeOther: string }> => {
      found(manages(ask.actor, ask.params.id) || undefined)
      await atDesk(ask, desk => saveAgreement(desk, ask.params.id, afspraken))
      return { seeOther: '/teams?klaar=afspraken' }
    },
  }),

  page('/teams/:id/risico', 'case.report', ask => appointmentPage(ask, emptyForm)),

  action('/teams/:id/risico', 'case.report', AppointmentForm, {
    invalid: (ask, form) => appointmentPage(ask, form),
    valid: async (ask, input) => {
      found(worksIn(ask.actor, ask.params.id) || undefined)
      const refused = await atDesk(ask, desk => flagAppointment(desk, ask.params.id, input))
      return refused ?? { seeOther: '/teams?klaar=gemeld' }
    },
  }),

  action('/teams/risico/:id/verwijderen', 'case.report', z.object({}), {
    invalid: ask => teamsPage(ask),
    valid: async (ask): Promise<{ seeOther: string }> => {
      found((await atDesk(ask, desk => removeAppointment(desk, ask.params.id))) || undefined)
      return { seeOther: '/teams?klaar=weg' }
    },
  }),

  page('/beheer/ontvangst', 'settings.manage', ask => receptionPage(ask)),

  action('/beheer/ontvangst', 'settings.manage', ReceptionForm, {
    invalid: ask => receptionPage(ask),
    valid: async (ask, { eenheden }): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => saveReception(desk, eenheden))
      return { seeOther: '/beheer/ontvangst?klaar=ja' }
    },
  }),
]

const teamsPage = (ask: Ask): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Teams',
    body: (
      <TeamsPage
        teams={await readTeams(desk, ask.actor)}
        done={done.get(ask.query.get('klaar') ?? '')}
        now={desk.now}
      />
    ),
  }))

const ownTeam = (ask: Ask<'id'>): Promise<Team> =>
  atDesk(ask, async desk => found((await readTeams(desk, ask.actor)).own.find(it => it.id === ask.params.id)))

async function agreementPage(ask: Ask<'id'>, sent: Form | undefined): Promise<Page> {
  found(manages(ask.actor, ask.params.id) || undefined)
  const team = await ownTeam(ask)
  return {
    title: `Afspraken van ${team.name}`,
    narrow: true,
    errors: sent !== undefined,
    body: <AgreementPage team={team} form={sent ?? { values: { afspraken: team.agreement }, errors: {} }} />,
  }
}

async function appointmentPage(ask: Ask<'id'>, form: Form): Promise<Page> {
  const team = await ownTeam(ask)
  return {
    title: 'Afspraak vooraf melden',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <AppointmentPage team={team} form={form} />,
  }
}

const receptionPage = (ask: Ask): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Receptie en facilitaire dienst',
    narrow: true,
    body: <ReceptionPage units={await readReception(desk)} done={ask.query.get('klaar') === 'ja'} />,
  }))
