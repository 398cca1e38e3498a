import { z } from 'zod'
import { findColleague } from '../../engines/access/colleague.ts'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Answer, Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { readTextPage } from '../../ui/markdown.tsx'
import { Breadcrumb } from '../../ui/parts.tsx'
import { readOffered } from './overview.ts'
import { isNamed } from './round-rows.tsx'
import { readLeads } from './leads.tsx'
import {
  askInRound,
  beginInRound,
  countFinished,
  countRounds,
  endRound,
  isLeft,
  kindsOfWork,
  openRound,
  readMembers,
  readRound,
  remindAll,
  takeRound,
  type Round,
} from './rounds.ts'
import { CloseRoundPage, CountingPage } from './round-end.views.tsx'
import { OpenRoundPage } from './rounds.views.tsx'
import { urls } from './urls.ts'
import { readWorkshop } from './workshop.ts'
import { WorkshopPage } from './workshop.views.tsx'

type OneRound = Ask<'id'>
const nothing = z.object({})

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt.',
}

const AskForm = z.object({
  colleague: textField({ max: 254, oneLine: true, required: 'Vul in wie u wilt vragen' }),
  colleague_id: z.string().optional(),
  werk: z.enum(
    kindsOfWork.map(it => it.code),
    'Kies vanuit welk soort werk deze persoon antwoordt.',
  ),
})

/** Rounds of a scan for a team: asked together, answered alone, closed once. */
export const roundRoutes: readonly Route[] = [
  page('/scans/:name/begeleiden', 'scan.manage', ask =>
    atDesk(ask, async desk => {
      const { instrument } = found((await readOffered(desk)).find(it => it.instrument.id === ask.params.name))
      const { title, body, source } = readTextPage(found(instrument.scan.guide))
      return {
        title,
        narrow: true,
        body: (
          <>
            <Breadcrumb
              items={[
                { href: urls.all, label: 'Scans' },
                { href: urls.instrument(instrument.id), label: instrument.title },
                { label: 'Begeleiden' },
              ]}
            />
            {body}
            <p class="weerbaar-soft">Bron: {source}</p>
          </>
        ),
      }
    }),
  ),

  action('/scans/:name/rondes', 'scan.manage', nothing, {
    invalid: () => gone(),
    valid: ask =>
      atDesk(ask, async desk => {
        const { instrument } = found((await readOffered(desk)).find(it => it.instrument.id === ask.params.name))
        return { seeOther: `${urls.round(found(await openRound(desk, instrument)))}?klaar=open` }
      }),
  }),

  page('/rondes/:id', 'scan.do', ask => atDesk(ask, desk => roundPage(ask, desk, emptyForm))),

  action('/rondes/:id/begin', 'scan.do', nothing, {
    invalid: () => gone(),
    valid: ask =>
      atDesk(ask, async desk => ({
        seeOther: urls.set(
          found(await beginInRound(desk, ask.house.keys, found(await readRound(desk, ask.params.id)))),
        ),
      })),
  }),

  action('/rondes/:id/vragen', 'scan.manage', AskForm, {
    invalid: (ask, form) => atDesk(ask, desk => roundPage(ask, desk, form, true)),
    valid: (ask, { werk, ...typed }) =>
      atDesk(ask, async desk => {
        const round = await ledRound(ask, desk)
        if (!isNamed(round)) return { invalid: { colleague: 'Noem eerst waarover u antwoorden vraagt.' } }
        const who = await findColleague(desk.tx, desk.now, desk.organisation, desk.actor, typed)
        if ('unclear' in who) return { invalid: { [who.unclear]: unclear[who.unclear] } }
        if (who.person === undefined) return { invalid: { colleague: 'Vul in wie u wilt vragen.' } }
        if (!(await askInRound(desk, round.id, who.person, werk)))
          return { invalid: { colleague: 'Deze persoon is al gevraagd.' } }
        return { seeOther: `${urls.round(round.id)}?klaar=gevraagd` }
      }),
  }),

  action('/rondes/:id/herinneren', 'scan.manage', nothing, {
    invalid: () => gone(),
    valid: ask =>
      atDesk(ask, async desk => {
        const round = await ledRound(ask, desk)
        await remindAll(desk, round.id)
        return { seeOther: `${urls.round(round.id)}?klaar=herinnerd` }
      }),
  }),

  page('/rondes/:id/sluiten', 'scan.manage', ask =>
    atDesk(ask, async desk => {
      const round = await ledRound(ask, desk)
      return {
        title: 'Ronde sluiten',
        narrow: true,
        body: <CloseRoundPage round={round} finished={await countFinished(desk, round.id)} />,
      }
    }),
  ),

  action('/rondes/:id/sluiten', 'scan.manage', nothing, {
    invalid: () => gone(),
    valid: async (ask): Promise<SeeOther> => {
      const organisation = await atDesk(ask, async desk => {
        const round = await ledRound(ask, desk)
        return found((await endRound(desk, round.id)) ? desk.organisation : undefined)
      })
      await ask.house.db.as({ systemOf: organisation }, tx => countRounds(tx, ask.house, organisation))
      return { seeOther: urls.round(ask.params.id) }
    },
  }),

  action('/rondes/:id/overnemen', 'scan.manage', nothing, {
    invalid: () => gone(),
    valid: ask =>
      atDesk(ask, async desk => {
        const round = found(await readRound(desk, ask.params.id))
        found((await takeRound(desk, round.id)) || undefined)
        return { seeOther: `${urls.round(round.id)}?klaar=overgenomen` }
      }),
  }),
]

const gone = (): never => {
  throw new Refusal(notFound)
}

/** The round in the address, while it is open, for who leads it; the page that there is none for everybody else. */
async function ledRound({ params }: OneRound, desk: Desk): Promise<Round> {
  const round = await readRound(desk, params.id)
  return found(round?.leads && round.endedOn === null ? round : undefined)
}

async function roundPage(ask: OneRound, desk: Desk, form: Form, asking = false): Promise<Page & Answer> {
  const round = asking ? await ledRound(ask, desk) : found(await readRound(desk, ask.params.id))
  const title = `${round.instrument.title}: ronde ${round.number}`
  if (round.closedOn !== null)
    return {
      title,
      body: (
        <WorkshopPage
          workshop={await readWorkshop(desk, ask.house.keys, round)}
          leads={await readLeads(desk.tx, desk.now, round.instrument, desk)}
          done={ask.query.get('klaar') === 'notities'}
        />
      ),
    }
  if (round.endedOn !== null) return { title, narrow: true, body: <CountingPage round={round} /> }
  const typed = { colleague: form.values['colleague'] ?? '', colleague_id: form.values['colleague_id'] }
  const lead =
    round.leads && ask.actor.permissions.has('scan.manage')
      ? {
          members: await readMembers(desk, round.id),
          finished: await countFinished(desk, round.id),
          form,
          matches: (await findColleague(desk.tx, desk.now, desk.organisation, desk.actor, typed)).matches,
        }
      : undefined
  return {
    title,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <OpenRoundPage
        {...{ round, lead }}
        done={ask.query.get('klaar')}
        mayTake={!round.asked && ask.actor.permissions.has('scan.manage') && (await isLeft(desk, round.id))}
      />
    ),
  }
}
