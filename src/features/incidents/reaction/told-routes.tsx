import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { newEntryId } from '../../../engines/cases/dossier.ts'
import type { FindWaiting } from '../../../engines/access/waiting.ts'
import type { Page } from '../../../platform/answers.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { after } from '../case-page.tsx'
import { findColleague } from '../../../engines/access/colleague.ts'
import { entry } from './measure-form.ts'
import { mayName, readMeasures } from './measure.ts'
import { opened } from './opening.ts'
import { openTold, readTold, takeBack, tell, toldOf } from './told.ts'
import { TellPage, ToldPage } from './told-views.tsx'
import { reactionUrls } from './urls.ts'

type OneMeasure = Ask<'id' | 'measure'>

const TellForm = z.object({
  entry,
  wie: textField({ max: 200, oneLine: true, required: 'Schrijf wie er wordt geweigerd' }),
  waar: textField({ max: 500, required: 'Schrijf voor welk gebouw of welke balie het geldt' }),
  doen: textField({ max: 1000, required: 'Schrijf wat iemand moet doen als deze persoon komt' }),
  bellen: textField({ max: 200, oneLine: true, required: 'Schrijf wie er gebeld moet worden' }),
  colleague: textField({ max: 254, oneLine: true, required: 'Vul in wie dit moet weten' }),
  colleague_id: z.string().optional(),
})

const showTell = (ask: OneMeasure, form: Form = emptyForm): Promise<Page> =>
  opened(ask, `measure:${ask.params.measure}`, async acting => {
    const { tx, now, it, dossier, actor } = acting
    const measure = (await readMeasures(tx, dossier)).find(one => one.id === ask.params.measure)
    if (!measure) return undefined
    const told = await readTold(tx, dossier, measure.id)
    const last = told.at(-1)
    const first = last
      ? { wie: last.who, waar: last.where, doen: last.toDo, bellen: last.call }
      : { wie: measure.who ?? '' }
    const typed = { colleague: form.values['colleague'] ?? '', colleague_id: form.values['colleague_id'] }
    return {
      title: 'Wie moet dit weten?',
      narrow: true,
      errors: Object.keys(form.errors).length > 0,
      body: (
        <TellPage
          it={it}
          measure={measure}
          told={told}
          form={{ ...form, values: { ...first, ...form.values } }}
          entryId={newEntryId()}
          may={measure.ended_at === null && (await mayName(acting))}
          matches={(await findColleague(tx, now, it.organisation_id, actor.id, typed)).matches}
        />
      ),
    }
  })

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt.',
}
const tooLate =
  'Dit kan nu niet: deze maatregel hoeft niemand anders te weten, of is voorbij. Of deze persoon mag dit niet lezen.'
const shut = 'Van een melding van deze functie mag nu niet worden bewaard wie het deed'

/** Telling those who must know of a ban, by name, and the page on which they read it. */
export const toldRoutes: readonly Route[] = [
  page('/meldingen/:id/maatregelen/:measure/wie-weet-het', 'case.handle', ask => showTell(ask)),
  action('/meldingen/:id/maatregelen/:measure/wie-weet-het', 'case.handle', TellForm, {
    invalid: showTell,
    valid: async (ask, input) => {
      const { house, actor, params } = ask
      const { found, may } = await opened(ask, `measure:${params.measure}`, async acting => ({
        found: await findColleague(acting.tx, acting.now, acting.it.organisation_id, actor.id, input),
        may: await mayName(acting),
      }))
      if (!may) return { invalid: { wie: shut } }
      if ('unclear' in found) return { invalid: { [found.unclear]: unclear[found.unclear] } }
      if (found.person === undefined) return { invalid: { colleague: unclear.colleague } }
      const { entry: id, wie: who, waar: where, doen: toDo, bellen: call } = input
      const told = { id, measureId: params.measure, person: found.person, who, where, toDo, call }
      const done = await tell(house, actor, params.id, told)
      if (done === 'gone') throw new Refusal(notFound)
      return done === 'late' ? { invalid: { '': tooLate } } : { seeOther: reactionUrls.told(params.id, params.measure) }
    },
  }),
  action('/meldingen/:id/maatregelen/:measure/niet-meer', 'case.handle', z.object({ persoon: z.uuid() }), {
    invalid: showTell,
    valid: async ({ house, actor, params }, { persoon }) => {
      const done = await takeBack(house, actor, params.id, params.measure, persoon)
      return done === 'done'
        ? { seeOther: reactionUrls.told(params.id, params.measure) }
        : after(done, params.id, 'bewaard')
    },
  }),
  page('/maatregelen-in-mijn-gebouw', 'case.read', async ({ house, actor }) => ({
    title: 'Maatregelen in mijn gebouw',
    narrow: true,
    body: <ToldPage measures={await house.db.as({ person: actor.id }, (tx, now) => openTold(tx, now, house, actor))} />,
  })),
]

/** That there is something to know, for who was told; what it is stands on its page only. */
export const toldWaiting: FindWaiting = async ({ tx }) => {
  const n = (await toldOf(tx)).length
  if (n === 0) return undefined
  return {
    title: 'Maatregelen in mijn gebouw',
    text: n === 1 ? 'Er geldt 1 maatregel die u moet kennen.' : `Er gelden ${n} maatregelen die u moet kennen.`,
    links: [{ href: reactionUrls.mine, label: 'Bekijk wat u moet weten' }],
  }
}
