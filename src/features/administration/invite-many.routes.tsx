import { z } from 'zod'
import { roleNames } from '../../engines/access/permissions.ts'
import { action, page, upload, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { readSmallFile } from '../../platform/small-file.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { Invalid } from '../../platform/routes.ts'
import { cleanText, textField } from '../../platform/text.ts'
import { atDesk, type Desk } from './desk.ts'
import { functionsOf } from './functions.ts'
import { digestOf, planInvitations, type PlannedLine } from './invite-many-plan.ts'
import { inviteMany, type Invited } from './invite-many.ts'
import { ListPage, PreviewPage } from './invite-many.views.tsx'
import { orApart, readChoices } from './membership.ts'
import { decodeList, longestList, readPeopleList } from './people-list.ts'
import { orRefused } from './people.ts'

const tooLong = `De lijst is te lang. Deel haar in stukken van ten hoogste duizend mensen.`
const Sent = z.object({ tekst: textField({ max: longestList, tooLong }) })

/** The text of the file that came along, if one did. */
interface Arrived {
  text?: string
  tooLarge?: boolean
}

export const inviteManyRoutes = [
  page('/beheer/mensen/lijst', 'people.manage', ask => listPage(ask, emptyForm)),

  // First what will happen. Nothing is written down before somebody has seen it.
  upload('/beheer/mensen/lijst', 'people.manage', Sent, {
    prepare: (): Promise<Arrived> => Promise.resolve({}),
    receive: async (_, arrived, file) => {
      const bytes = await readSmallFile(file.content, longestList)
      if (bytes) arrived.text = decodeList(bytes)
      else arrived.tooLarge = true
    },
    invalid: (ask, form, arrived) => listPage(ask, withText(form, arrived)),
    valid: async (ask, input, _form, arrived) => {
      if (arrived.tooLarge) return { invalid: { bestand: tooLong } }
      const text = arrived.text === undefined ? input.tekst : cleanText(arrived.text)
      const read = await atDesk(ask, desk => readPlan(desk, text))
      if ('wrong' in read) return { invalid: { tekst: read.wrong } }
      return { title: 'Klopt deze lijst?', body: <PreviewPage text={text} {...read} digest={digestOf(read.plan)} /> }
    },
  }),

  action('/beheer/mensen/lijst/bevestigen', 'people.manage', Sent.extend({ stand: z.string().default('') }), {
    invalid: (ask, form) => listPage(ask, form),
    valid: async (ask, { tekst, stand }) => {
      const done = await orApart(orRefused(atDesk(ask, desk => confirm(desk, tekst, stand))))
      if ('invalid' in done) return { invalid: { tekst: Object.values(done.invalid).join(' ') } }
      return { seeOther: `/beheer/mensen?klaar=lijst&uitgenodigd=${done.invited}&rollen=${done.given}` }
    },
  }),
]

async function confirm(desk: Desk, text: string, seen: string): Promise<Invited | Invalid> {
  const read = await readPlan(desk, text)
  if ('wrong' in read) return { invalid: { tekst: read.wrong } }
  if (digestOf(read.plan) !== seen)
    return { invalid: { tekst: 'Er is intussen iets veranderd. Kijk de lijst nog een keer na.' } }
  return inviteMany(desk, read.plan)
}

interface Read {
  plan: readonly PlannedLine[]
  unread: readonly string[]
}

/** What a list will do, or what is wrong with it; of single lines that stands in the plan. */
async function readPlan(desk: Desk, text: string): Promise<Read | (Partial<Read> & { wrong: string })> {
  const list = readPeopleList(text)
  if ('wrong' in list) return list
  const plan = await planInvitations(desk, list.lines)
  const read = { plan, unread: list.unread }
  const wrong = plan.filter(it => it.errors.length > 0).length
  if (wrong === 0) return read
  const some = wrong === 1 ? 'Eén regel klopt nog niet.' : `${wrong} regels kloppen nog niet.`
  return { ...read, wrong: `${some} Er is niets gebeurd met de andere regels.` }
}

const withText = (form: Form, { text }: Arrived): Form =>
  text === undefined ? form : { ...form, values: { ...form.values, tekst: cleanText(text) } }

const listPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const { kind, units } = await readChoices(desk)
    const text = form.values['tekst'] ?? ''
    const { plan = [], unread = [] } = text.length > longestList ? {} : await readPlan(desk, text)
    const words = {
      functions: functionsOf(kind).map(it => it.label),
      roles: Object.values(roleNames),
      units: units.map(it => it.name),
    }
    return {
      title: 'Nodig veel mensen tegelijk uit',
      errors: Object.keys(form.errors).length > 0,
      body: <ListPage form={form} plan={plan} unread={unread} words={words} />,
    }
  })
