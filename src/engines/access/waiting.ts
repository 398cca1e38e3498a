import type { Tx } from '../../platform/db.ts'
import type { Actor } from './actor.ts'

/** What a feature has for somebody on the home page: what is up, and where to go for it. */
export interface Waiting {
  title: string
  text: string
  links: readonly { href: string; label: string }[]
}

/** Finds that, in the transaction of the page; undefined for who has no part in the feature. */
export type FindWaiting = (desk: { tx: Tx; now: Date; actor: Actor }) => Promise<Waiting | undefined>
