import { audit } from '../../engines/access/audit.ts'
import { page } from '../../engines/access/routes.ts'
import { readChanges, readCursor } from './changes.ts'
import { Changes } from './changes.views.tsx'
import { atDesk } from './desk.ts'
import { Trail } from './people.views.tsx'

const own = '/beheer/wijzigingen'
const watched = '/controle/wijzigingen'

export const changeRoutes = [
  page(own, 'settings.manage', ask =>
    atDesk(ask, async ({ tx, now, organisation }) => {
      const read = await readChanges(tx, organisation, readCursor(ask.query))
      return {
        title: 'Wijzigingen',
        body: <Changes {...read} path={own} now={now} trail={<Trail label="Wijzigingen" />} />,
      }
    }),
  ),

  // Who watches over the administration leaves a trace there too, as with the audit trail.
  page(watched, 'audit.read', ask =>
    atDesk(ask, async ({ tx, now, organisation, actor }) => {
      await audit(tx, { action: 'auditing.changes_read', actor, organisation }, now)
      const read = await readChanges(tx, organisation, readCursor(ask.query))
      return { title: 'Wijzigingen', body: <Changes {...read} path={watched} now={now} /> }
    }),
  ),
]
