import type { Clock } from '../../platform/clock.ts'
import type { House } from '../../platform/house.ts'
import { rateLimit, type Taken } from '../../platform/rate-limit.ts'

// Limits that slow down and never lock out. The one of an account is wide and the one of an account from one address is
// narrow, so that a single address that guesses cannot keep the owner of the account outside.
function makeLimits(clock: Clock) {
  const signInAt = rateLimit({ capacity: 100, perMinute: 30, clock })
  const signInAs = rateLimit({ capacity: 60, perMinute: 20, clock })
  const signInAsAt = rateLimit({ capacity: 20, perMinute: 6, clock })
  const resetAt = rateLimit({ capacity: 20, perMinute: 5, clock })
  // Each of these sends a mail to somebody who may not have asked for it.
  const resetOf = rateLimit({ capacity: 3, perMinute: 0.2, clock })
  const passwordOf = rateLimit({ capacity: 10, perMinute: 3, clock })
  const onKnownDevice = rateLimit({ capacity: 20, perMinute: 6, clock })
  // Of a million codes three are right at any moment: at this pace somebody with the password guesses one in years.
  const codeOf = rateLimit({ capacity: 10, perMinute: 0.2, clock })
  const codeOnKnownDevice = rateLimit({ capacity: 10, perMinute: 1, clock })
  return {
    /**
     * How many seconds to wait before signing in to this account from this address; 0 is not at all. A device of the owner
     * counts by itself: whatever strangers do, they never use up its turns.
     */
    signIn: (email: string, address: string, device: string | undefined) =>
      longest(
        device === undefined
          ? [signInAt.take(address), signInAs.take(email), signInAsAt.take(`${address} ${email}`)]
          : [onKnownDevice.take(`${device} ${email}`)],
      ),
    /** As `signIn`, for the second step. */
    code: (person: string, device: string | undefined) =>
      longest([device === undefined ? codeOf.take(person) : codeOnKnownDevice.take(`${device} ${person}`)]),
    /** As `signIn`, for asking a new password. */
    reset: (email: string, address: string) => longest([resetAt.take(address), resetOf.take(email)]),
    /** As `signIn`, for giving the current password again. */
    password: (person: string) => longest([passwordOf.take(person)]),
  }
}

const longest = (taken: readonly Taken[]): number => Math.max(...taken.map(it => (it.ok ? 0 : it.retryAfterSeconds)))

const ofClock = new WeakMap<Clock, ReturnType<typeof makeLimits>>()

/** The limits of this process: there is one clock in it, and in each test one of its own. */
export function limitsOf({ clock }: House): ReturnType<typeof makeLimits> {
  const limits = ofClock.get(clock) ?? makeLimits(clock)
  ofClock.set(clock, limits)
  return limits
}

/** "Wacht nog 20 seconden" and the like, as an error in the form. */
export function waitMessage(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  const wait = seconds < 60 ? `${seconds} seconden` : minutes === 1 ? 'een minuut' : `${minutes} minuten`
  return `Dit is in korte tijd te vaak geprobeerd. Wacht ${wait} en probeer het dan nog een keer.`
}
