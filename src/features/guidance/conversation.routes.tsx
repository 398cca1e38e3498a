import { z } from 'zod'
import { atDesk, found } from '../../engines/access/desk.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { isoDay } from '../../ui/dates.ts'
import {
  confirmNorm,
  ConversationForm,
  orHeldAlready,
  ownGroups,
  readConversations,
  recordConversation,
  removeConversation,
} from './conversation.ts'
import { ConversationPage, ConversationsPage } from './conversation.views.tsx'

export const conversationRoutes = [
  page('/onze-norm/gesprek', 'case.report', ask => ownPage(ask)),

  action('/onze-norm/gesprek/:id', 'case.report', z.object({ weet: z.enum(['ja', 'nee']) }), {
    invalid: ask => ownPage(ask),
    valid: async (ask, { weet }): Promise<{ seeOther: string }> => {
      const done = await atDesk(ask, ({ tx }) => confirmNorm(tx, ask.params.id, weet === 'ja'))
      if (!done) throw new Refusal(notFound)
      return { seeOther: '/onze-norm/gesprek' }
    },
  }),

  page('/beheer/gesprekken', 'settings.manage', ask => listPage(ask, emptyForm)),

  action('/beheer/gesprekken', 'settings.manage', ConversationForm, {
    invalid: (ask, form) => listPage(ask, form),
    valid: async (ask, input) => {
      if (input.datum > isoDay(ask.house.clock.now())) return { invalid: { datum: 'Deze dag moet nog komen.' } }
      return (
        (await orHeldAlready(atDesk(ask, desk => recordConversation(desk, input)))) ?? {
          seeOther: '/beheer/gesprekken?klaar=bewaard',
        }
      )
    },
  }),

  action('/beheer/gesprekken/:id/verwijderen', 'settings.manage', z.object({}), {
    invalid: (ask, form) => listPage(ask, form),
    valid: async (ask): Promise<{ seeOther: string }> => {
      found((await atDesk(ask, desk => removeConversation(desk, ask.params.id))) || undefined)
      return { seeOther: '/beheer/gesprekken?klaar=weg' }
    },
  }),
]

const ownPage = (ask: Ask): Promise<Page> =>
  atDesk(ask, async ({ tx, organisation }) => {
    const mine = ownGroups(ask.actor)
    const held = (await readConversations(tx, organisation)).filter(it => mine.has(it.members))
    return { title: 'Gesprek over de norm', narrow: true, body: <ConversationPage held={held} /> }
  })

const done = new Map([
  ['bewaard', 'Het gesprek is bewaard. Wie in deze groep zit, ziet het nu bij Onze norm.'],
  ['weg', 'Het gesprek is weggehaald.'],
])

const listPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async ({ tx, organisation }) => ({
    title: 'Gesprekken over de norm',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <ConversationsPage
        held={await readConversations(tx, organisation)}
        form={form}
        done={done.get(ask.query.get('klaar') ?? '')}
      />
    ),
  }))
