/** Where "now" comes from: passed in everywhere, so that tests and jobs decide what time it is. */
export interface Clock {
  now(): Date
}

export interface FixedClock extends Clock {
  set(date: Date): void
  /** Moves the clock; `ms` is in milliseconds and may be negative. */
  advance(ms: number): void
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is told otherwise. */
export function fixedClock(date: Date): FixedClock {
  let time = date.getTime()
  return {
    now: () => new Date(time),
    set: to => {
      time = to.getTime()
    },
    advance: ms => {
      time += ms
    },
  }
}
