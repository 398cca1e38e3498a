import type { PersonKey } from '../support/people.ts'

// Written by hand from the life of a report: what a state leaves possible for those who see the case. Everybody else: 404.

/** Told that it cannot be, whatever is filled in; with 422 what was written stays. Nothing changes. */
type Impossible = Readonly<Record<string, 200 | 422>>

const whileOpen = { heropenen: 200, 'heropening-vragen': 422, geholpen: 422 } as const
const onceEnded = {
  oppakken: 200,
  overnemen: 200,
  soort: 200,
  getuigen: 422,
  wachten: 422,
  verder: 200,
  besluit: 422,
  afsluiten: 422,
  intrekken: 422,
  'geen-incident': 422,
  dubbel: 422,
} as const
// Nobody reacts to what was withdrawn or set aside; what is in force can still be ended.
const setAside = { ...onceEnded, 'maatregelen/nieuw': 422 } as const
const { intrekken: _, ...onceWithdrawn } = setAside

/** By state: the last part of the address of an act, and what it answers to who else may do it. */
export const impossibleIn = {
  in_progress: whileOpen,
  waiting: { ...whileOpen, oppakken: 200, wachten: 422 },
  closed: onceEnded,
  // A form to withdraw that is sent twice did it once.
  withdrawn: onceWithdrawn,
  duplicate: { ...setAside, voorval: 422 },
  not_an_incident: setAside,
} as const satisfies Record<string, Impossible>
export type TriedState = keyof typeof impossibleIn

/** What answers otherwise than with 422 to an empty form: there is nothing to fill in. In the order of a story. */
export const withoutForm: Readonly<Record<string, number>> = {
  'post /meldingen/:id/losmaken': 200,
  'post /meldingen/:id/bewijs/:file/lezer': 303,
  'post /meldingen/:id/aanvullen/:page': 303,
  'post /meldingen/:id/bewaren/beeindigen': 303,
  'post /meldingen/:id/oppakken': 303,
  'post /meldingen/:id/overnemen': 303,
  'post /meldingen/:id/verder': 303,
  'post /meldingen/:id/heropenen': 303,
}

/** Who sees the case, in each state. */
export const insiders: readonly PersonKey[] = ['member', 'clerk', 'politicalCoordinator', 'confidant']
/** Somebody of each role, and of another organisation, who does not. */
export const outsiders: readonly PersonKey[] = [
  'doubleMember',
  'formerMember',
  'deputyClerk',
  'manager',
  'staffCoordinator',
  'administrator',
  'privacyOfficer',
  'auditor',
  'archivist',
  'foreignClerk',
]
