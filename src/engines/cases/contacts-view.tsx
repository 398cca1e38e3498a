import { Card, LinkList } from '../../ui/parts.tsx'
import type { ContactPoint } from './contacts.ts'

const checked = (on: string | null) =>
  on === null ? 'nog niet gecontroleerd' : `gecontroleerd op ${on.split('-').toReversed().join('-')}`

const shownAtOnce = 4

/** Whom somebody can call, the first ones at once. */
export const UrgentContacts = ({ contacts }: { contacts: readonly ContactPoint[] }) =>
  contacts.length === 0 ? null : (
    <Card title="Wie kunt u nu bellen?" id="bellen">
      <Contacts contacts={contacts.slice(0, shownAtOnce)} />
      {contacts.length > shownAtOnce && (
        <details class="weerbaar-details">
          <summary>Meer nummers</summary>
          <Contacts contacts={contacts.slice(shownAtOnce)} />
        </details>
      )}
    </Card>
  )

const Contacts = ({ contacts }: { contacts: readonly ContactPoint[] }) => (
  <LinkList
    items={contacts.map(it => ({
      href: it.phone ? `tel:${it.phone.replaceAll(/[^0-9+]/g, '')}` : it.url,
      label: `${it.name}${it.phone ? `: ${it.phone}` : ''}`,
      hint: `${it.description} (${checked(it.checkedOn)})`,
    }))}
  />
)
