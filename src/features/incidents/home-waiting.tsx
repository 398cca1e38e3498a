import type { Waiting } from '../../engines/access/waiting.ts'
import { formatShort } from '../../ui/dates.ts'
import { Actions, Button, Hidden } from '../../ui/form.tsx'
import { Card, LinkList } from '../../ui/parts.tsx'
import { showCount } from './list-views.tsx'
import { urls } from './urls.ts'
import type { ConfidedLately, Elsewhere, UnitWaiting } from './waiting.ts'
import type { Count } from './lists.ts'

// Cards of the home page: what waits for somebody by each of their roles.

const are = (count: Count, rest: string) =>
  `${showCount(count)} ${count.n === 1 ? 'melding is' : 'meldingen zijn'} ${rest}`

export const UnitCard = ({ name, reported, inProgress }: UnitWaiting) => (
  <Card title={reported.n > 0 ? `Eenheid ${name}: ${showCount(reported)} niet opgepakt` : `Eenheid ${name}`}>
    <p>
      {reported.n === 0 ? 'Alle meldingen van uw eenheid zijn opgepakt.' : `${are(reported, 'nog niet opgepakt')}.`}{' '}
      {inProgress.n > 0 && `${are(inProgress, 'in behandeling')}. `}
      <a class="nl-link" href={urls.unit}>
        Bekijk de meldingen van uw eenheid
      </a>
    </p>
  </Card>
)

export const ConfidantCard = ({
  now,
  count,
  cases,
  stateName,
}: {
  now: Date
  count: Count
  cases: readonly ConfidedLately[]
  stateName: (state: string) => string
}) => (
  <Card title={count.n === 0 ? 'Meelezen' : `Meelezen: ${showCount(count)} open`}>
    {count.n === 0 ? (
      <p>Er is nu geen open melding waarin u meeleest.</p>
    ) : (
      <LinkList
        items={cases.map(it => ({
          href: urls.case(it.id),
          label: it.reference ?? '',
          hint: `${stateName(it.state)}, laatst veranderd ${formatShort(it.changed, now)}`,
        }))}
      />
    )}
    <p>
      <a class="nl-link" href={urls.confidant}>
        Alle meldingen waarin u meeleest
      </a>
    </p>
  </Card>
)

export const OtherCard = ({ title, text, links }: Waiting) => (
  <Card title={title}>
    <p>{text}</p>
    <LinkList items={links} />
  </Card>
)

/** What waits at another organisation: seen only after changing to it. */
export const ElsewhereCard = ({ id, name, tasks, to = urls.home }: Elsewhere & { to?: string }) => (
  <Card title={tasks.n > 0 ? `${name}: ${showCount(tasks)} te doen` : name}>
    <p>
      {tasks.n === 0
        ? 'Daar wacht nu geen taak op u.'
        : `Daar ${tasks.n === 1 ? 'wacht 1 taak' : `wachten ${showCount(tasks)} taken`} op u.`}{' '}
      U werkt nu voor een andere organisatie.
    </p>
    <form method="post" action="/account/organisatie">
      <Hidden name="organisatie" value={id} />
      <Hidden name="naar" value={to} />
      <Actions>
        <Button kind={tasks.n > 0 ? 'primary' : 'quiet'}>Werk voor {name}</Button>
      </Actions>
    </form>
  </Card>
)
