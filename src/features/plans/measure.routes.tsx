import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findColleague, type Colleague } from '../../engines/access/colleague.ts'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { readHistory } from '../../engines/plans/history.ts'
import { readFindings, readMeasure, type Measure } from '../../engines/plans/measures.ts'
import type { Page } from '../../platform/answers.ts'
import type { Form } from '../../platform/form.ts'
import type { Invalid } from '../../platform/routes.ts'
import { addMeasure, changeMeasure, readUnits, recordLook, removeMeasure, setState } from './acts.ts'
import { HomeForm, HomeStateForm, MeasureForm, NewForm, StateForm, stateValuesOf, valuesOf } from './form.ts'
import { ChangePage, NewPage } from './form.views.tsx'
import { MeasurePage } from './measure.views.tsx'
import { measureUrl, ownUrl, planUrl } from './urls.ts'

const none = z.object({})

/** One measure: to read, to say how it stands, and to change for who may. */
export const measureRoutes = [
  page(`${planUrl}/nieuw`, 'plan.manage', ask =>
    newPage(ask, { values: { maatregel: randomUUID(), voorrang: 'normal', betaalt: 'unknown' }, errors: {} }),
  ),
  action(`${planUrl}/nieuw`, 'plan.manage', NewForm, {
    invalid: (ask, form) => newPage(ask, form),
    valid: (ask, it) =>
      atDesk(ask, async desk => {
        const added = await addMeasure(desk, it)
        return 'invalid' in added ? added : { seeOther: measureUrl(added.id) }
      }),
  }),

  page(`${planUrl}/:id`, 'plan.own', ask => measurePage(ask, undefined)),

  action(`${planUrl}/:id/stand`, 'plan.own', StateForm, {
    invalid: (ask, form) => measurePage(ask, form),
    valid: (ask, it) =>
      atDesk(ask, async desk => {
        const measure = await mayTell(desk, ask)
        // At somebody's home nothing in words is kept, whatever is sent.
        const wrong = await setState(desk, measure, measure.person === null ? it : HomeStateForm.parse(it))
        return wrong ?? done(measure)
      }),
  }),

  page(`${planUrl}/:id/wijzigen`, 'plan.own', ask => changePage(ask, undefined)),
  action(`${planUrl}/:id/wijzigen`, 'plan.own', MeasureForm, {
    invalid: (ask, form) => changePage(ask, form),
    valid: (ask, it) =>
      changed(
        ask,
        async (desk, measure) => found(measure.person === null || undefined) && changeMeasure(desk, measure, it),
      ),
  }),
  action(`${planUrl}/:id/thuis`, 'plan.own', HomeForm, {
    invalid: (ask, form) => changePage(ask, form),
    valid: (ask, it) =>
      changed(
        ask,
        async (desk, measure) => found(measure.person !== null || undefined) && changeMeasure(desk, measure, it),
      ),
  }),

  action(`${planUrl}/:id/weg`, 'plan.own', none, {
    invalid: ask => measurePage(ask, undefined),
    valid: (ask): Promise<{ seeOther: string }> =>
      atDesk(ask, async desk => {
        const measure = await mayArrange(desk, ask)
        found(measure.person !== null || undefined)
        await removeMeasure(desk, measure)
        return { seeOther: ownUrl }
      }),
  }),
]

type One = Ask<'id'>

const done = (measure: Measure) => ({ seeOther: `${measureUrl(measure.id)}?klaar=ja` })

const changed = (ask: One, change: (desk: Desk, measure: Measure) => Promise<Invalid | undefined>) =>
  atDesk(ask, async desk => {
    const measure = await mayArrange(desk, ask)
    return (await change(desk, measure)) ?? done(measure)
  })

const arranges = ({ actor }: Desk, ask: One, it: Measure) =>
  it.person === null ? ask.actor.permissions.has('plan.manage') : it.person === actor
const tells = (desk: Desk, ask: One, it: Measure) => arranges(desk, ask, it) || it.owner?.id === desk.actor

const readOne = async (desk: Desk, { params }: One) => found(await readMeasure(desk, params.id))

async function mayTell(desk: Desk, ask: One): Promise<Measure> {
  const it = await readOne(desk, ask)
  return found(tells(desk, ask, it) ? it : undefined)
}

async function mayArrange(desk: Desk, ask: One): Promise<Measure> {
  const it = await readOne(desk, ask)
  return found(arranges(desk, ask, it) ? it : undefined)
}

const measurePage = (ask: One, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const it = await readOne(desk, ask)
    if (it.person !== null && it.person !== desk.actor) await recordLook(desk, it)
    return {
      title: it.title,
      errors: sent !== undefined,
      body: (
        <MeasurePage
          measure={it}
          findings={await readFindings(desk, it.id)}
          history={await readHistory(desk, it.id)}
          form={sent ?? { values: stateValuesOf(it), errors: {} }}
          mayTell={tells(desk, ask, it)}
          mayArrange={arranges(desk, ask, it)}
          readsPlan={ask.actor.permissions.has('plan.read')}
          done={ask.query.get('klaar') === 'ja'}
          now={desk.now}
        />
      ),
    }
  })

const newPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Nieuwe maatregel',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <NewPage form={form} units={await readUnits(desk)} matches={await matchesOf(desk, form)} />,
  }))

const changePage = (ask: One, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const measure = await mayArrange(desk, ask)
    const form = sent ?? { values: valuesOf(measure, await addressOf(desk, measure)), errors: {} }
    return {
      title: 'Maatregel wijzigen',
      narrow: true,
      errors: sent !== undefined,
      body: (
        <ChangePage
          measure={measure}
          form={form}
          units={measure.person === null ? await readUnits(desk) : []}
          matches={sent ? await matchesOf(desk, form) : []}
        />
      ),
    }
  })

/** Who may be meant by what was typed, to choose from. */
async function matchesOf({ tx, now, organisation }: Desk, { values }: Form): Promise<Colleague[]> {
  const colleague = values['colleague'] ?? ''
  if (colleague === '') return []
  return (await findColleague(tx, now, organisation, undefined, { colleague })).matches
}

const addressOf = async ({ tx }: Desk, { owner }: Measure): Promise<string> =>
  owner === null
    ? ''
    : ((await tx.selectFrom('person').select('email').where('id', '=', owner.id).executeTakeFirst())?.email ?? '')
