import { allRoutes } from '../../src/app.ts'

type Route = (typeof allRoutes)[number]

const names = ({ path }: Route) => path.split(':').length

// Of several that fit, the one with the fewest names in its path says the most.
const patterns = allRoutes
  .map(route => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll('.', String.raw`\.`).replaceAll(/:[a-z]+/g, '[^/]+')}$`),
  }))
  .toSorted((one, other) => names(one.route) - names(other.route))

/** The route that answers at this address, without its query. */
export const declaredAt = (method: string, address: string): Route | undefined => {
  const path = pathOf(address)
  return patterns.find(it => it.route.method === method && it.pattern.test(path))?.route
}

export const pathOf = (address: string) => address.split(/[?#]/)[0] ?? ''
