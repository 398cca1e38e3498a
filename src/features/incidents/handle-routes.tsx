import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import type { Done } from './acting.ts'
import { readCase } from './case.ts'
import { after, afterWriting, readConfidants, refuse, showCase } from './case-page.tsx'
import type { Confirmed } from './case-parts.tsx'
import * as handling from './handling.ts'
import { readLooks } from './looks.ts'
import { LooksView } from './looks-view.tsx'
import * as ownActs from './own-acts.ts'

type OneCase = Ask<'id'>
type Act = (house: Ask['house'], actor: Actor, id: string) => Promise<Done>

/** An act that needs no words: one button. */
const button = (
  path: `/meldingen/:id/${'oppakken' | 'overnemen' | 'heropenen'}`,
  act: Act,
  confirmed: Confirmed,
): Route =>
  action(path, 'case.handle', z.object({}), {
    invalid: ask => after('late', ask.params.id, confirmed),
    valid: async ask => after(await act(ask.house, ask.actor, ask.params.id), ask.params.id, confirmed),
  })

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')
const words = (required: string) => textField({ required })

/** The page of one case, and what is written or done in it at once. */
export const handleRoutes: readonly Route[] = [
  page('/meldingen/:id', 'case.read', ask => showCase(ask)),

  page('/meldingen/:id/gekeken', 'case.read', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, async tx => {
      const it = await readCase(tx, actor, params.id)
      return it?.part === 'own' ? { it, looks: await readLooks(tx, actor, params.id) } : undefined
    })
    if (!found) return refuse(ask)
    return { title: 'Wie heeft gekeken?', narrow: true, body: <LooksView {...found} now={house.clock.now()} /> }
  }),

  button('/meldingen/:id/oppakken', handling.takeUp, 'opgepakt'),
  button('/meldingen/:id/overnemen', handling.takeOver, 'overgenomen'),
  button('/meldingen/:id/heropenen', handling.reopen, 'heropend'),

  action('/meldingen/:id/bericht', 'case.read', z.object({ entry, bericht: words('Schrijf een bericht') }), {
    invalid: (ask, form) => showCase(ask, form),
    valid: async ({ house, actor, params }, input) =>
      afterWriting(
        await ownActs.writeMessage(house, actor, params.id, { id: input.entry, text: input.bericht }),
        params.id,
        'bericht',
      ),
  }),

  action('/meldingen/:id/notitie', 'case.handle', z.object({ entry, notitie: words('Schrijf een notitie') }), {
    invalid: (ask, form) => showCase(ask, form),
    valid: async ({ house, actor, params }, input) =>
      after(
        await handling.writeNote(house, actor, params.id, { id: input.entry, text: input.notitie }),
        params.id,
        'notitie',
      ),
  }),

  action(
    '/meldingen/:id/heropening-vragen',
    'case.read',
    z.object({ entry, reden: words('Schrijf waarom u de melding wilt heropenen') }),
    {
      invalid: (ask, form) => showCase(ask, asMessage(form)),
      valid: async ({ house, actor, params }, input) =>
        afterWriting(
          await ownActs.askReopening(house, actor, params.id, { id: input.entry, text: input.reden }),
          params.id,
          'gevraagd',
        ),
    },
  ),

  action(
    '/meldingen/:id/vertrouwenspersoon',
    'case.read',
    z.object({ confidant: z.uuid('Kies een vertrouwenspersoon'), lezen: z.enum(['ja', 'nee']) }),
    {
      invalid: (ask, form) => showCase(ask, form),
      valid: async (ask, { confidant, lezen }) => {
        const known = await isConfidant(ask, confidant)
        if (lezen === 'ja' && !known) return { invalid: { confidant: 'Kies een vertrouwenspersoon uit de lijst' } }
        return after(
          await ownActs.changeConfidant(ask.house, ask.actor, ask.params.id, confidant, lezen === 'ja'),
          ask.params.id,
          'vertrouwenspersoon',
        )
      },
    },
  ),
]

/** A reason that came too late is offered as a message. */
const asMessage = (form: Form): Form =>
  form.errors[''] === undefined ? form : { ...form, values: { bericht: form.values['reden'] ?? '' } }

async function isConfidant({ house: { db }, actor, params }: OneCase, confidant: string): Promise<boolean> {
  return db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    return it !== undefined && (await readConfidants(tx, now, it)).some(one => one.id === confidant)
  })
}
