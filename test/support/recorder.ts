import type { OrganisationKey, PersonKey } from './people.ts'
import type { Seen, Visitor, World } from './world.ts'

/** Somebody's browser of which everything is kept that it was shown. */
export interface Recorder {
  signIn: (who: PersonKey | undefined, organisation?: OrganisationKey) => Promise<Visitor>
  /** Every answer so far. */
  seen: readonly Seen[]
  /** Every address that an answer led to or that stands on a page. */
  addresses: () => string
  /** The forms that were sent, and where to. */
  sent: readonly Sent[]
}

interface Sent {
  path: string
  form: Readonly<Record<string, string>>
}

export function recorder(world: World): Recorder {
  const seen: Seen[] = []
  const sent: Sent[] = []
  const keep = async (answer: Promise<Seen>) => {
    const it = await answer
    seen.push(it)
    return it
  }
  const recorded = (visitor: Visitor): Visitor => ({
    get: path => keep(visitor.get(path)),
    post: (path, form = {}) => {
      sent.push({ path, form })
      return keep(visitor.post(path, form))
    },
    upload: (path, form, files, field) => {
      sent.push({ path, form })
      return keep(visitor.upload(path, form, files, field))
    },
    bytes: visitor.bytes,
  })
  return {
    signIn: async (who, organisation) => recorded(who ? await world.signIn(who, organisation) : world.visitor),
    seen,
    sent,
    addresses: () =>
      seen
        .flatMap(it => [
          it.location,
          it.headers.get('set-cookie') ?? '',
          ...[...it.html.matchAll(/\b(?:href|src|action|formaction|content)="([^"]*)"/g)].map(
            ([, address = '']) => address,
          ),
        ])
        .join('\n'),
  }
}
