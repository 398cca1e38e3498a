import { z } from 'zod'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { proposeMeasures } from '../../engines/plans/proposal.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { leadsOf } from './leads.tsx'
import { measuresFrom } from './proposing.ts'
import { writingOf } from './result.routes.tsx'
import { keepNotes, readNotes } from './round-notes.ts'
import { roundReport } from './round-report.ts'
import { readRound, type Round } from './rounds.ts'
import { urls } from './urls.ts'
import { readWorkshop } from './workshop.ts'
import { NotesPage, noteField } from './notes.views.tsx'

/** What was talked over: a text for each theme of the instrument, whichever those are. */
const NotesForm = z.object({}).catchall(textField({ max: 5000 }))

/** What comes of a round that was closed. */
export const workshopRoutes: readonly Route[] = [
  page('/rondes/:id/notities', 'scan.manage', ask => notesPage(ask, emptyForm)),

  action('/rondes/:id/notities', 'scan.manage', NotesForm, {
    invalid: (ask, form) => notesPage(ask, form),
    valid: (ask, input) =>
      atDesk(ask, async desk => {
        const round = await workshopOf(ask, desk)
        const notes = round.instrument.scan.themes.map(({ id }) => [id, input[noteField(id)] ?? ''] as const)
        await keepNotes(desk, ask.house.keys, round.id, Object.fromEntries(notes))
        return { seeOther: `${urls.round(round.id)}?klaar=notities` }
      }),
  }),

  action('/rondes/:id/maatregelen', 'scan.manage', z.object({}), {
    invalid: ask => notesPage(ask, emptyForm),
    valid: (ask): Promise<SeeOther> =>
      atDesk(ask, async desk => {
        const round = await workshopOf(ask, desk)
        const { themes, risks } = await readWorkshop(desk, ask.house.keys, round)
        await proposeMeasures(
          desk,
          measuresFrom(
            round.instrument,
            themes.flatMap(it => it.advice),
            risks,
          ),
        )
        return { seeOther: '/plan' }
      }),
  }),

  download('/rondes/:id/verslag/:name', 'scan.do', async ask => {
    const { id, name: format } = ask.params
    const { contentType, write } = found(writingOf(format))
    const workshop = await atDesk(ask, async desk =>
      readWorkshop(desk, ask.house.keys, found(await readRound(desk, id))),
    )
    found(workshop.people)
    const { instrument, number } = workshop.round
    return {
      fileName: `${instrument.id}-ronde-${number}.${format}`,
      contentType,
      body: await write(
        roundReport(workshop, await leadsOf(ask, workshop.round.instrument), ask.actor.organisation?.name ?? ''),
      ),
    }
  }),
]

/** The round in the address, once something of it is shown, for who leads it. */
async function workshopOf({ params }: Ask<'id'>, desk: Desk): Promise<Round> {
  const round = await readRound(desk, params.id)
  return found(round?.leads && round.result?.people ? round : undefined)
}

const notesPage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const round = await workshopOf(ask, desk)
    const kept = await readNotes(desk, ask.house.keys, round.id)
    const values = Object.fromEntries(Object.entries(kept).map(([theme, text]) => [noteField(theme), text]))
    return {
      title: 'Notities',
      narrow: true,
      errors: Object.keys(form.errors).length > 0,
      body: <NotesPage round={round} form={{ ...form, values: { ...values, ...form.values } }} />,
    }
  })
