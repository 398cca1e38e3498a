import { z } from 'zod'
import { found } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { openedSet } from './opened.ts'
import { measuresOf, planOf, propose, settle } from './proposing.ts'
import { matchesFor, readConsents, setConsent, share, ShareForm } from './sharing.ts'
import { SettlePage, SharingPage } from './sharing.views.tsx'
import { urls } from './urls.ts'

const WithdrawForm = z.object({ wie: z.uuid('Kies voor wie u dit intrekt.') })
const anything = z.looseObject({})

/** What somebody does with a set of their own: share it, keep its measures, and end it. */
export const sharingRoutes: readonly Route[] = [
  page('/antwoorden/:id/delen', 'account', ask => sharing(ask, emptyForm)),

  action('/antwoorden/:id/delen', 'account', ShareForm, {
    invalid: (ask, form) => sharing(ask, form),
    valid: async (ask, input) =>
      (await share(ask, await ownShared(ask), input)) ?? { seeOther: urls.share(ask.params.id) },
  }),

  action('/antwoorden/:id/delen/intrekken', 'account', WithdrawForm, {
    invalid: (ask, form) => sharing(ask, form),
    valid: async (ask, { wie }): Promise<SeeOther> => {
      const set = await ownShared(ask)
      await ask.house.db.as({ person: ask.actor.id }, tx => setConsent(tx, set.id, wie, false))
      return { seeOther: urls.share(set.id) }
    },
  }),

  action('/antwoorden/:id/maatregelen', 'scan.do', anything, {
    invalid: ask => settling(ask),
    valid: async (ask): Promise<SeeOther> => {
      const set = await finished(ask)
      await propose(ask, set)
      return { seeOther: planOf(set, ask.actor.id) === undefined ? '/plan' : '/plan/mijn' }
    },
  }),

  page('/antwoorden/:id/afronden', 'scan.do', ask => settling(ask)),

  action('/antwoorden/:id/afronden', 'scan.do', anything, {
    invalid: ask => settling(ask),
    valid: async (ask): Promise<SeeOther> => {
      const set = await ownShared(ask)
      found((set.state === 'done' && (await settle(ask, set))) || undefined)
      return { seeOther: '/plan/mijn' }
    },
  }),
]

/** A set that the viewer may share: their own, of an instrument that is shared by consent. */
async function ownShared(ask: Ask<'id'>): Promise<AnswerSet> {
  const set = await openedSet(ask)
  return found(set.privacy === 'shared' && set.seenAs === 'own' ? set : undefined)
}

/** A finished set of which the viewer may keep the measures: not as an adviser. */
async function finished(ask: Ask<'id'>): Promise<AnswerSet> {
  const set = await openedSet(ask)
  return found(set.state === 'done' && set.seenAs !== 'adviser' && set.privacy !== 'team' ? set : undefined)
}

async function sharing(ask: Ask<'id'>, form: Form): Promise<Page> {
  const set = await ownShared(ask)
  const consents = await ask.house.db.as({ person: ask.actor.id }, tx => readConsents(tx, set.id))
  const matches =
    form.errors['colleague_id'] === undefined ? [] : await matchesFor(ask, set, form.values['colleague'] ?? '')
  return {
    title: 'Delen',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <SharingPage {...{ set, consents, matches, form }} />,
  }
}

async function settling(ask: Ask<'id'>): Promise<Page> {
  const set = await ownShared(ask)
  found(set.state === 'done' || undefined)
  return {
    title: 'Afronden',
    narrow: true,
    body: <SettlePage set={set} measures={measuresOf(set, ask.actor.id).length} />,
  }
}
