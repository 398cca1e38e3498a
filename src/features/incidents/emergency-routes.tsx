import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import {
  askEmergency,
  decideEmergency,
  emergenciesToDecide,
  emergencyPaths,
  emergencyReasons,
  ownEmergencies,
} from './emergency.ts'
import { AskEmergency, DecideEmergency } from './emergency-views.tsx'

const Asked = z.object({
  kenmerk: textField({ required: 'Vul het kenmerk van de melding in.', max: 40, oneLine: true }).transform(it =>
    it.toUpperCase(),
  ),
  reden: z.enum(
    emergencyReasons.map(it => it.value),
    'Kies waarom het niet kan wachten.',
  ),
})

const Decided = z.object({
  verzoek: z.uuid('Kies over welke vraag u beslist.'),
  besluit: z.enum(['ja', 'nee'], 'Kies ja of nee.'),
})

const notYours =
  'Wij kunnen deze vraag niet doorsturen. Kijk of het kenmerk klopt. U kunt dit alleen vragen voor een lopende melding waarvan u de vervanger bent en die u nu niet kunt lezen.'
const tooLate = 'Over deze vraag is al beslist, of zij is verlopen. De lijst hieronder is van nu.'

/** The deputy asks, the privacy officer decides; neither page shows anything of a case but its reference. */
export const emergencyRoutes: readonly Route[] = [
  page(emergencyPaths.ask, 'case.handle', ask => askPage(ask)),
  action(emergencyPaths.ask, 'case.handle', Asked, {
    invalid: (ask, form) => askPage(ask, form),
    valid: async ({ house, actor }, { kenmerk, reden }) => {
      const asked = await house.db.as({ person: actor.id }, (tx, now) =>
        askEmergency(tx, now, actor, { reference: kenmerk, reason: reden }),
      )
      return asked ? { seeOther: `${emergencyPaths.ask}?klaar=gevraagd` } : { invalid: { kenmerk: notYours } }
    },
  }),

  page(emergencyPaths.decide, 'privacy.manage', ask => decidePage(ask)),
  action(emergencyPaths.decide, 'privacy.manage', Decided, {
    invalid: (ask, form) => decidePage(ask, form),
    valid: async ({ house, actor }, { verzoek, besluit }) => {
      const decided = await house.db.as({ person: actor.id }, (tx, now) =>
        decideEmergency(tx, now, actor, { request: verzoek, approve: besluit === 'ja' }),
      )
      return decided ? { seeOther: `${emergencyPaths.decide}?klaar=${besluit}` } : { invalid: { verzoek: tooLate } }
    },
  }),
]

async function askPage({ house, actor, query }: Ask, form: Form = emptyForm): Promise<Page> {
  const organisation = actor.organisation?.id
  const own =
    organisation === undefined ? [] : await house.db.as({ person: actor.id }, tx => ownEmergencies(tx, organisation))
  return {
    title: 'Noodtoegang vragen',
    narrow: true,
    errors: form !== emptyForm,
    body: <AskEmergency form={form} own={own} now={house.clock.now()} asked={query.get('klaar') === 'gevraagd'} />,
  }
}

async function decidePage({ house, actor, query }: Ask, form: Form = emptyForm): Promise<Page> {
  const organisation = actor.organisation?.id
  const requests =
    organisation === undefined
      ? []
      : await house.db.as({ person: actor.id }, tx => emergenciesToDecide(tx, organisation))
  return {
    title: 'Noodtoegang',
    narrow: true,
    errors: form !== emptyForm,
    body: <DecideEmergency form={form} requests={requests} now={house.clock.now()} done={query.get('klaar') ?? ''} />,
  }
}
