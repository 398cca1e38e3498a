import { page, type Route } from '../../../engines/access/routes.ts'
import { readContacts } from '../../../engines/cases/contacts.ts'
import { refuse } from '../case-page.tsx'
import { readCase } from '../case.ts'
import { readTraces } from '../traces.ts'
import { GuideView } from './guide-view.tsx'
import { guidedParts } from './guide.ts'
import { progressOf } from './progress.ts'

export const guideRoutes: readonly Route[] = [
  page('/meldingen/:id/stappenplan', 'case.read', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, async tx => {
      const facts = await readCase(tx, actor, params.id)
      if (!facts || facts.state === 'draft' || !guidedParts.has(facts.part)) return undefined
      const [traces, contacts] = await Promise.all([readTraces(tx, facts.id), readContacts(tx, facts.organisation_id)])
      return { facts, progress: progressOf(facts, traces), contacts }
    })
    if (!found) return refuse(ask)
    return { title: 'Stappenplan bij deze melding', narrow: true, body: <GuideView {...found} /> }
  }),
]
