import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { newEntryId } from '../../engines/cases/dossier.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { readCase } from './case.ts'
import { openCasePage } from './opened-case.ts'
import { after, afterWriting, refuse } from './case-page.tsx'
import { findColleague } from '../../engines/access/colleague.ts'
import { writeMessage } from './own-acts.ts'
import { AskWitness, WitnessPage } from './witness-views.tsx'
import { askWitness } from './witness.ts'

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')

const Question = z.object({
  entry,
  colleague: textField({ max: 254, oneLine: true, required: 'Vul in wie u iets wilt vragen' }),
  colleague_id: z.string().optional(),
  text: textField({ required: 'Schrijf wat u wilt vragen' }),
})

async function showQuestion(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    if (it?.part !== 'handler') return undefined
    const typed = { colleague: form.values['colleague'] ?? '', colleague_id: form.values['colleague_id'] }
    return { it, matches: (await findColleague(tx, now, it.organisation_id, actor.id, typed)).matches }
  })
  if (!found) return refuse(ask)
  return {
    title: 'Vraag een getuige',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <AskWitness {...found} form={form} entryId={newEntryId()} />,
  }
}

/** One conversation with somebody who helps. */
async function showWitness(ask: Ask<'id' | 'person'>, form: Form = emptyForm): Promise<Page> {
  const { house, actor, params } = ask
  const found = await openCasePage(house, actor, params.id)
  const helper = found?.people.find(it => it.role === 'helper' && it.id === params.person)
  if (!found || !helper || found.facts.part === 'own') throw new Refusal(notFound)
  return {
    title: `Gesprek met ${helper.name}`,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <WitnessPage
        page={found}
        viewer={actor.id}
        now={house.clock.now()}
        form={form}
        confidants={[]}
        helper={helper}
        scanning={house.scanner !== undefined}
      />
    ),
  }
}

/** Asking somebody who saw it, and the conversation with who only helps. */
export const witnessRoutes: readonly Route[] = [
  page('/meldingen/:id/getuigen', 'case.handle', ask => showQuestion(ask)),
  action('/meldingen/:id/getuigen', 'case.handle', Question, {
    invalid: (ask, form) => showQuestion(ask, form),
    valid: async (ask, { entry: id, text, colleague, colleague_id }) => {
      const { house, actor, params } = ask
      const chosen = await house.db.as({ person: actor.id }, async (tx, now) => {
        const it = await readCase(tx, actor, params.id)
        if (it?.part !== 'handler') return undefined
        const found = await findColleague(tx, now, it.organisation_id, actor.id, { colleague, colleague_id })
        if ('unclear' in found) return { error: found.unclear }
        const excluded = await tx
          .selectFrom('barred')
          .select('person_id')
          .where('case_id', '=', it.id)
          .where('person_id', '=', found.person ?? '')
          .executeTakeFirst()
        return excluded || found.person === it.hit_id ? { error: 'colleague' as const, involved: true } : found
      })
      if (!chosen) return refuse(ask)
      if ('error' in chosen)
        return {
          invalid: {
            [chosen.error]:
              'involved' in chosen ? 'Deze persoon kan in deze melding geen getuige zijn.' : unclear[chosen.error],
          },
        }
      if (chosen.person === undefined) return { invalid: { colleague: unclear.colleague } }
      return afterWriting(await askWitness(house, actor, params.id, chosen.person, { id, text }), params.id, 'getuige')
    },
  }),

  page('/meldingen/:id/getuigen/:person', 'case.handle', ask => showWitness(ask)),
  action(
    '/meldingen/:id/getuigen/:person',
    'case.handle',
    z.object({ entry, bericht: textField({ required: 'Schrijf een bericht' }) }),
    {
      invalid: (ask, form) => showWitness(ask, form),
      valid: async ({ house, actor, params }, { entry: id, bericht: text }) => {
        const done = await writeMessage(house, actor, params.id, { id, text, helper: params.person })
        return done === 'done'
          ? { seeOther: `/meldingen/${params.id}/getuigen/${params.person}#berichten` }
          : after(done, params.id, 'bericht')
      },
    },
  ),
]

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt, of kies dat het niemand van hen is.',
}
