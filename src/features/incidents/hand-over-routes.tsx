import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { newEntryId } from '../../engines/cases/dossier.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { readCase } from './case.ts'
import { after, refuse } from './case-page.tsx'
import { addHandler, candidates, giveAway, removeHandler, type Given } from './hand-over.ts'
import { givingPart } from './giving.ts'
import { GivenAway, HandOverForm } from './hand-over-views.tsx'
import { urls } from './urls.ts'

const HandOver = z.object({
  entry: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
  naar: z.uuid('Kies aan wie'),
  hoe: z.enum(['overdragen', 'meekijken', 'erbij'], 'Kies wat u wilt doen'),
  text: textField(),
})

async function showForm(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    const part = it && givingPart(actor, it)
    if (!it || !part || it.reported_at === null) return undefined
    const others = await tx
      .selectFrom('participant as p')
      .innerJoin('person', 'person.id', 'p.person_id')
      .select(['person.id', 'person.name', 'p.role'])
      .where('p.case_id', '=', it.id)
      .where('p.role', 'in', ['handler', 'deputy', 'duty'])
      .where('p.ended_at', 'is', null)
      .orderBy('person.name')
      .execute()
    return { it, part, people: await candidates(tx, now, it), others: others.filter(one => one.id !== it.owner_id) }
  })
  if (!found) return refuse(ask)
  return {
    title: 'Draag de melding over',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <HandOverForm {...found} form={form} entryId={newEntryId()} viewer={actor.id} />,
  }
}

const notToThem = {
  invalid: { naar: 'Deze persoon kan deze melding niet krijgen. Kies iemand anders uit de lijst.' },
}

/** Whoever gave the case away may not see it any more: they are told so on a page of its own. */
function afterGiving(given: Given, id: string, keeps: boolean): SeeOther | Page | typeof notToThem {
  if (given === 'refused') return notToThem
  if (given !== 'done' || keeps) return after(given, id, 'overgedragen')
  return { seeOther: '/melding-overgedragen' }
}

/** Giving a case to somebody else, for who handles it and for the coordinator of its line. */
export const handOverRoutes: readonly Route[] = [
  page('/meldingen/:id/overdragen', 'case.read', ask => showForm(ask)),
  action('/meldingen/:id/overdragen', 'case.read', HandOver, {
    invalid: (ask, form) => showForm(ask, form),
    valid: async ({ house, actor, params }, { entry: id, naar: to, hoe, text }) => {
      const note = { id, text }
      if (hoe === 'erbij') return afterGiving(await addHandler(house, actor, params.id, { to, note }), params.id, true)
      const keeps = hoe === 'meekijken'
      return afterGiving(await giveAway(house, actor, params.id, { to, keeps, note }), params.id, keeps)
    },
  }),
  action('/meldingen/:id/behandelaar-eraf', 'case.read', z.object({ persoon: z.uuid() }), {
    invalid: (ask, form) => showForm(ask, form),
    valid: async ({ house, actor, params }, { persoon }) => {
      const given = await removeHandler(house, actor, params.id, persoon)
      return given === 'refused'
        ? { seeOther: `${urls.case(params.id)}/overdragen` }
        : afterGiving(given, params.id, persoon !== actor.id)
    },
  }),
  page('/melding-overgedragen', 'account', () => ({
    title: 'De melding is overgedragen',
    narrow: true,
    body: <GivenAway />,
  })),
]
