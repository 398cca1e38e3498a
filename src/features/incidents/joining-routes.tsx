import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { readCase } from './case.ts'
import { after, refuse, showCase } from './case-page.tsx'
import type { Confirmed } from './case-parts.tsx'
import { alike, inSameIncident, isJoined } from './joining-reading.ts'
import { join, sharePiece, split, type Joined, type WhyNot } from './joining.ts'
import { JoinForm, SplitForm } from './joining-views.tsx'
import { findOther } from './setting-aside.ts'

async function read({ house, actor, params }: Ask<'id'>) {
  return house.db.as({ person: actor.id }, async tx => {
    const it = await readCase(tx, actor, params.id)
    if (it?.part !== 'handler') return undefined
    const [similar, others, joined] = await Promise.all([alike(tx, it), inSameIncident(tx, it), isJoined(tx, it.id)])
    return { it, alike: similar, others, joined }
  })
}

async function showJoin(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  if (!found) return refuse(ask)
  return {
    title: 'Voeg meldingen samen',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <JoinForm {...found} form={form} />,
  }
}

const whyNot: Record<WhyNot, string> = {
  named:
    'Deze meldingen kunnen niet worden samengevoegd. Iemand die bij de ene melding hoort, mag de andere niet zien.',
  arriving: 'Er wordt nog een bestand toegevoegd. Probeer het later nog een keer.',
  closed:
    'Een melding over omkoping, afpersing of infiltratie is extra afgeschermd. Die kan niet samen met een andere soort melding.',
  not_handled:
    'Bij deze melding hoort er een die u niet behandelt. Wie alle meldingen behandelt, kan ze samenvoegen. U kunt de melding ook eerst losmaken.',
}

const afterJoining = (
  done: Joined,
  id: string,
  confirmed: Confirmed,
): SeeOther | Page | { invalid: Record<string, string> } =>
  isRefused(done) ? { invalid: { '': whyNot[done] } } : after(done, id, confirmed)

const isRefused = (done: Joined): done is WhyNot => Object.hasOwn(whyNot, done)

/** Several cases of one event: bringing them together, taking one out, and what the others see. */
export const joiningRoutes: readonly Route[] = [
  page('/meldingen/:id/samenvoegen', 'case.handle', ask => showJoin(ask)),
  action(
    '/meldingen/:id/samenvoegen',
    'case.handle',
    z.object({ meldingen: z.string().default(''), kenmerk: textField({ max: 40, oneLine: true }) }),
    {
      invalid: (ask, form) => showJoin(ask, form),
      valid: async (ask, { meldingen, kenmerk }) => {
        const { house, actor, params } = ask
        const found = await read(ask)
        if (!found) return refuse(ask)
        const chosen = meldingen.split(/\r?\n/).filter(id => found.alike.some(one => one.id === id))
        const typed =
          kenmerk === '' ? undefined : await house.db.as({ person: actor.id }, tx => findOther(tx, found.it, kenmerk))
        if (kenmerk !== '' && typed === undefined)
          return { invalid: { kenmerk: 'Wij vinden bij u geen andere melding met dit kenmerk.' } }
        const others = typed === undefined ? chosen : [...chosen, typed.id]
        if (others.length === 0) return { invalid: { kenmerk: 'Kies een melding, of vul een kenmerk in.' } }
        return afterJoining(await join(house, actor, params.id, others), params.id, 'samengevoegd')
      },
    },
  ),
  page('/meldingen/:id/losmaken', 'case.handle', async ask => {
    const found = await read(ask)
    if (!found) return refuse(ask)
    if (!found.joined) return after('late', ask.params.id, 'bewaard')
    return { title: 'Maak de melding los', narrow: true, body: <SplitForm {...found} form={emptyForm} /> }
  }),
  action('/meldingen/:id/losmaken', 'case.handle', z.object({}), {
    invalid: async (ask, form) => {
      const found = await read(ask)
      if (!found) return refuse(ask)
      return { title: 'Maak de melding los', narrow: true, errors: true, body: <SplitForm {...found} form={form} /> }
    },
    valid: async ({ house, actor, params }) =>
      afterJoining(await split(house, actor, params.id), params.id, 'losgemaakt'),
  }),
  action('/meldingen/:id/bewijs/:file/delen', 'case.handle', z.object({ delen: z.enum(['ja', 'nee']) }), {
    invalid: (ask, form) => showCase(ask, form),
    valid: async ({ house, actor, params }, { delen }) =>
      after(await sharePiece(house, actor, params.id, params.file, delen === 'ja'), params.id, 'bewijs'),
  }),
]
