import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { Actor } from './actor.ts'

/** A part of what is known of somebody, in a shape that reads on paper and as JSON. Words of others are not in it. */
export interface OwnData {
  title: string
  /** What is not in it, and where to find that. */
  note?: string
  items: readonly OwnItem[]
}

export interface OwnItem {
  title: string
  facts: readonly { label: string; value: string }[]
  /** What this person wrote themself. */
  words: readonly { label: string; text: string }[]
}

/** Finds that in a feature, in the transaction of the page, as the person themself. */
export type FindOwnData = (desk: { tx: Tx; now: Date; actor: Actor; house: House }) => Promise<OwnData[]>
