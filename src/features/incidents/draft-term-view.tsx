import { formatDate } from '../../ui/dates.ts'

/** Until when a draft is kept when nobody goes on with it. */
export const KeptUntil = ({ until, what = 'dit concept' }: { until: Date | undefined; what?: string }) =>
  until ? (
    <p>
      Gaat u niet verder, dan bewaren wij {what} in elk geval tot {formatDate(until)}. Daarna wordt het verwijderd.
    </p>
  ) : null
