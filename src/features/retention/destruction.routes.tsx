import { z } from 'zod'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { decide, readList, readLists, type OneList } from './destruction.ts'
import { DeclarationPage, ListPage, ListsPage } from './destruction.views.tsx'
import { keepReasons } from './terms.ts'
import { listUrl, listsUrl } from './urls.ts'

const reasons = new Set(keepReasons.map(it => it.id))

const DecideForm = z
  .object({
    blijft: z
      .string()
      .default('')
      .transform(it => new Set(it.split('\n').filter(Boolean))),
    reden: z.string().default(''),
    akkoord: z.literal('ja', 'Bevestig dat de andere meldingen vernietigd mogen worden.'),
  })
  .refine(it => it.blijft.size === 0 || reasons.has(it.reden), {
    path: ['reden'],
    message: 'Kies waarom de aangevinkte meldingen blijven.',
  })

type OneAsk = Ask<'id'>

export const destructionRoutes = [
  page(listsUrl, 'destruction.approve', ask =>
    atDesk(ask, async desk => ({
      title: 'Vernietiging',
      body: <ListsPage lists={await readLists(desk)} done={ask.query.get('klaar') ?? ''} />,
    })),
  ),

  // The list of this month comes by itself; this one comes now.
  action(listsUrl, 'destruction.approve', z.object({}), {
    invalid: () => ({ seeOther: listsUrl }),
    valid: async ask => {
      await atDesk(ask, ({ tx, now, organisation }) =>
        addJobs(tx, now, [{ kind: 'retention_list', organisation, detail: 'by_hand' }]),
      )
      return { seeOther: `${listsUrl}?klaar=gevraagd` }
    },
  }),

  page(`${listsUrl}/:id`, 'destruction.approve', ask => listPage(ask, emptyForm)),

  action(`${listsUrl}/:id`, 'destruction.approve', DecideForm, {
    invalid: (ask, form) => listPage(ask, form),
    valid: async (ask, it) => {
      await atDesk(ask, async desk =>
        decide(desk, found(await readList(desk, ask.params.id)), { keep: it.blijft, reason: it.reden }),
      )
      return { seeOther: `${listUrl(ask.params.id)}?klaar=ja` }
    },
  }),

  page(`${listsUrl}/:id/verklaring`, 'destruction.approve', ask =>
    atDesk(ask, async desk => {
      const read = await readOne(desk, ask, 'retention.declaration_read')
      const gone = read.items.filter(it => it.destroyed_at !== null)
      if (gone.length === 0) throw new Refusal(notFound)
      return {
        title: `Verklaring van vernietiging ${read.list.number}`,
        body: <DeclarationPage {...read} items={gone} organisation={ask.actor.organisation?.name ?? ''} />,
      }
    }),
  ),
]

const listPage = (ask: OneAsk, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const read = await readOne(desk, ask, 'retention.list_read')
    return {
      title: `Vernietigingslijst ${read.list.number}`,
      errors: Object.keys(form.errors).length > 0,
      body: <ListPage {...read} form={form} now={desk.now} done={ask.query.get('klaar') === 'ja'} />,
    }
  })

async function readOne(desk: Desk, ask: OneAsk, action: ActionOf<'retention'>): Promise<OneList> {
  const read = found(await readList(desk, ask.params.id))
  const { tx, now, actor, organisation } = desk
  await audit(tx, { action, actor, organisation, object: `list:${read.list.number}` }, now)
  return read
}
