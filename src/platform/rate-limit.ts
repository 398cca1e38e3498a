import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

export type Taken = { ok: true } | { ok: false; retryAfterSeconds: number }

export interface RateLimit {
  /** Takes one turn of this key (a session, an address), or says after how many seconds there is one. */
  take(key: string): Taken
}

interface Bucket {
  turns: number
  at: number
}

/**
 * A limit on how often something may be done: `capacity` turns at once, and `perMinute` new ones after that.
 * It is kept in this process only. Keys are kept hashed, because they are addresses and names of accounts. When there
 * are more than `maxKeys`, the one used longest ago is forgotten, so that memory stays bounded.
 */
export function rateLimit({
  capacity,
  perMinute,
  clock,
  maxKeys = 50_000,
}: {
  capacity: number
  perMinute: number
  clock: Clock
  maxKeys?: number
}): RateLimit {
  const buckets = new Map<string, Bucket>()
  const secret = randomBytes(32)
  const perMs = perMinute / 60_000

  const refilled = ({ turns, at }: Bucket, now: number): number =>
    Math.min(capacity, turns + Math.max(0, now - at) * perMs)

  const keep = (key: string, bucket: Bucket) => {
    // A Map keeps the order of insertion: putting a key back makes it the one used last.
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size <= maxKeys) return
    const oldest = buckets.keys().next()
    if (!oldest.done) buckets.delete(oldest.value)
  }

  return {
    take: name => {
      const key = createHmac('sha256', secret).update(name).digest('base64url')
      const now = clock.now().getTime()
      const turns = refilled(buckets.get(key) ?? { turns: capacity, at: now }, now)
      const left = turns < 1 ? turns : turns - 1
      keep(key, { turns: left, at: now })
      if (turns >= 1) return { ok: true }
      return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - turns) / perMs / 1000)) }
    },
  }
}
