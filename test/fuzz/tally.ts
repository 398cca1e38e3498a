// Counts what became of each request that was drawn, by route.

/**
 * How an answer is counted:
 * done     it was carried out or shown: 2xx, 303, except to a page where somebody must sign in first
 * refused  it was judged, and may not or cannot be: asked to sign in, 401, 403, 404, 409, 410, 421
 * shape    its shape was wrong: 400, 413, 415, 422
 * Only what was done counts as having passed validation.
 */
type Outcome = 'done' | 'refused' | 'shape'

const wrongShape = new Set([400, 413, 415, 422])

const outcomeOf = (status: number, asksToSignIn: boolean): Outcome => {
  if (status < 400) return asksToSignIn ? 'refused' : 'done'
  return wrongShape.has(status) ? 'shape' : 'refused'
}

/**
 * Routes that answer here with a refusal to whoever asks rightly; for them that counts too. Each with its reason.
 * What they do when it goes well is tested beside their code.
 */
const onlyRefused: Readonly<Record<string, string>> = {
  'get /inloggen/organisatie/:id': 'the provider of the organisation is away',
  'get /inloggen/organisatie/:id/terug': 'nobody comes back from a provider that is away',
  'get /uitnodiging/:token/organisatie/:id': 'the provider of the organisation is away',
  'get /inloggen/organisatie/:id/uitgelogd':
    'the provider counts until somebody in this world changes it, which is soon',
}

type Counts = Record<Outcome, number>

export interface Tally {
  add: (route: string, status: number, asksToSignIn: boolean) => void
  total: () => number
  /** Of this route: which part passed, from 0 to 1. */
  share: (route: string) => number
  lines: () => string[]
}

export function createTally(routes: readonly string[]): Tally {
  const counts = new Map<string, Counts>(routes.map(it => [it, { done: 0, refused: 0, shape: 0 }]))
  const sum = ({ done, refused, shape }: Counts) => done + refused + shape
  const share = (route: string) => {
    const it = counts.get(route)
    if (!it || sum(it) === 0) return 0
    return (it.done + (route in onlyRefused ? it.refused : 0)) / sum(it)
  }
  return {
    add: (route, status, asksToSignIn) => {
      const it = counts.get(route)
      if (it) it[outcomeOf(status, asksToSignIn)]++
    },
    total: () => [...counts.values()].reduce((total, it) => total + sum(it), 0),
    share,
    lines: () =>
      [...counts].map(
        ([route, it]) =>
          `${`${Math.round(share(route) * 100)} %`.padStart(5)} of ${String(sum(it)).padStart(5)} passed; refused ${it.refused}, shape ${it.shape}: ${route}`,
      ),
  }
}
