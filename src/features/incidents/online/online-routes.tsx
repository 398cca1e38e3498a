import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { openDossier } from '../../../engines/cases/dossier.ts'
import { listPieces } from '../../../engines/cases/evidence.ts'
import type { Page, SeeOther } from '../../../platform/answers.ts'
import { dateField } from '../../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { textField } from '../../../platform/text.ts'
import { endOfDay, isoDay } from '../../../ui/dates.ts'
import type { Done } from '../acting.ts'
import { readCase } from '../case.ts'
import { afterWriting, refuse } from '../case-page.tsx'
import { readReadings } from '../evidence/reading.ts'
import { readTasks } from '../task-reading.ts'
import { urls } from '../urls.ts'
import { putCampaign, readCampaigns, tellsOfCampaigns, type CampaignWords } from './campaigns.ts'
import { CampaignPage } from './campaign-view.tsx'
import { OnlinePage } from './online-views.tsx'
import { AnswerPage } from './removal-view.tsx'
import { addRemoval, answerRemoval } from './removals.ts'

async function read({ house, actor, params }: Ask<'id'>) {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    if (!it || it.state === 'draft' || !tellsOfCampaigns.has(it.part)) return undefined
    const look = { actor: actor.id, organisation: it.organisation_id, caseId: it.id, action: 'case.open' as const }
    const dossier = await openDossier(tx, now, house.keys, look)
    if (!dossier) return undefined
    const [campaigns, tasks, pieces, readings] = await Promise.all([
      readCampaigns(tx, dossier),
      readTasks(tx, dossier),
      listPieces(tx, dossier),
      readReadings(tx, dossier),
    ])
    const removals = tasks.flatMap(task => (task.removal ? [{ ...task, removal: task.removal }] : []))
    return { it, campaigns, removals, pieces, readings, now, viewer: actor.id }
  })
}

const bad = (form: Form) => Object.keys(form.errors).length > 0

async function showOnline(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  if (!found) return refuse(ask)
  return { title: 'Online', errors: bad(form), narrow: true, body: <OnlinePage {...found} form={form} /> }
}

async function showCampaign(ask: Ask<'id' | 'campaign'>, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  const campaign = found?.campaigns.find(it => it.id === ask.params.campaign)
  if (!found || !campaign) return refuse(ask)
  return {
    title: 'Campagne',
    errors: bad(form),
    narrow: true,
    body: <CampaignPage {...found} campaign={campaign} form={form} />,
  }
}

async function showRemoval(ask: Ask<'id' | 'request'>, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  const task = found?.removals.find(it => it.id === ask.params.request)
  if (found?.it.part !== 'handler' || !task) return refuse(ask)
  return {
    title: 'Verwijderverzoek',
    errors: bad(form),
    narrow: true,
    body: <AnswerPage {...found} task={task} form={form} />,
  }
}

const mostMessages = 1_000_000

/** Whole, with or without points between the thousands. */
const countOf = (text: string) => Number(text.replaceAll('.', ''))

function isCount(text: string): boolean {
  return /^(?:\d{1,7}|\d{1,3}(?:\.\d{3})+)$/.test(text) && countOf(text) >= 1 && countOf(text) <= mostMessages
}

const CampaignInput = z.object({
  naam: textField({ max: 200, oneLine: true, required: 'Geef de campagne een naam' }),
  platform: textField({ max: 200, oneLine: true, required: 'Schrijf waar de berichten staan' }),
  aantal: textField({ max: 20, oneLine: true, required: 'Schrijf hoeveel berichten het zijn, ongeveer' }).refine(
    isCount,
    'Schrijf een heel getal van 1 of meer, zoals 40',
  ),
  van: dateField(),
  tot: dateField(),
  stukken: z.string().default(''),
})

/** What was filled in, or what is wrong with it. */
function campaignOf(
  input: z.infer<typeof CampaignInput>,
): { invalid: Record<string, string> } | { words: CampaignWords } {
  const { naam: name, platform, aantal, van: from, tot: until, stukken } = input
  if (from !== '' && until !== '' && until < from)
    return { invalid: { tot: 'Het laatste bericht kan niet van vóór het eerste zijn' } }
  const pieces = stukken.split('\n').filter(it => z.uuid().safeParse(it).success)
  return { words: { name, platform, count: countOf(aantal), from, until, pieces } }
}

const reload = 'Laad de pagina opnieuw en probeer het nog een keer.'

const backTo = (done: Done, id: string): ReturnType<typeof afterWriting> | SeeOther =>
  done === 'done' ? { seeOther: `${urls.case(id)}/online` } : afterWriting(done, id, 'bewaard')

const endOf = (day: string): Date => new Date(endOfDay(new Date(`${day}T12:00:00Z`)).getTime() - 60_000)

/** Online abuse: many messages as one campaign, and what was asked of who can take them away. */
export const onlineRoutes: readonly Route[] = [
  page('/meldingen/:id/online', 'case.read', ask => showOnline(ask)),
  action('/meldingen/:id/online', 'case.read', CampaignInput.extend({ campagne: z.uuid(reload) }), {
    invalid: (ask, form) => showOnline(ask, form),
    valid: async ({ house, actor, params }, { campagne: id, ...input }) => {
      const read = campaignOf(input)
      if ('invalid' in read) return read
      return backTo(await putCampaign(house, actor, params.id, { id, ...read.words }, false), params.id)
    },
  }),

  page('/meldingen/:id/online/:campaign', 'case.read', ask => showCampaign(ask)),
  action('/meldingen/:id/online/:campaign', 'case.read', CampaignInput, {
    invalid: (ask, form) => showCampaign(ask, form),
    valid: async ({ house, actor, params }, input) => {
      const read = campaignOf(input)
      if ('invalid' in read) return read
      return backTo(await putCampaign(house, actor, params.id, { id: params.campaign, ...read.words }, true), params.id)
    },
  }),

  action(
    '/meldingen/:id/verwijderverzoek',
    'case.handle',
    z.object({
      verzoek: z.uuid(reload),
      bij: z.enum(['platform', 'notification_point'], 'Kies bij wie u het vroeg'),
      naar: textField({ max: 200, oneLine: true, required: 'Schrijf bij wie u het vroeg' }),
      wat: textField({ required: 'Schrijf om welke berichten het gaat' }),
      gevraagd: dateField({ required: 'Kies wanneer u het vroeg' }),
      uiterlijk: dateField({ required: 'Kies wanneer er antwoord moet zijn' }),
      campagne: z.union([z.uuid(), z.literal('')]).default(''),
    }),
    {
      invalid: (ask, form) => showOnline(ask, form),
      valid: async ({ house, actor, params }, input) => {
        const { verzoek: id, bij: kind, naar: to, wat: what, gevraagd: askedOn, uiterlijk, campagne } = input
        const today = isoDay(house.clock.now())
        if (askedOn > today)
          return { invalid: { gevraagd: 'Deze dag moet nog komen. Kies de dag waarop u het vroeg.' } }
        if (uiterlijk < today)
          return { invalid: { uiterlijk: 'Deze dag is al voorbij. Kies vandaag of een latere dag.' } }
        const asked = { id, kind, to, what, askedOn, campaign: campagne || null, due: endOf(uiterlijk) }
        return backTo(await addRemoval(house, actor, params.id, asked), params.id)
      },
    },
  ),
  page('/meldingen/:id/verwijderverzoek/:request', 'case.handle', ask => showRemoval(ask)),
  action(
    '/meldingen/:id/verwijderverzoek/:request',
    'case.handle',
    z.object({
      antwoord: z.enum(['removed', 'partly', 'refused', 'silence'], 'Kies wat het antwoord was'),
      dag: dateField({ required: 'Kies wanneer u dit hoorde' }),
      toelichting: textField(),
    }),
    {
      invalid: (ask, form) => showRemoval(ask, form),
      valid: async ({ house, actor, params }, { antwoord: answer, dag: answeredOn, toelichting: reason }) => {
        if (answeredOn > isoDay(house.clock.now()))
          return { invalid: { dag: 'Deze dag moet nog komen. Kies de dag waarop u dit hoorde.' } }
        const done = await answerRemoval(house, actor, params.id, params.request, { answer, answeredOn, reason })
        return done === 'before_asked'
          ? { invalid: { dag: 'Deze dag ligt voor de dag waarop u het vroeg. Controleer de datum.' } }
          : backTo(done, params.id)
      },
    },
  ),
]
