import type { ActionOf } from '../../engines/access/actions.ts'
import { identify } from '../../engines/access/actor.ts'
import { meetDevice } from '../../engines/access/devices.ts'
import type { PublicAsk } from '../../engines/access/routes.ts'
import { startSession } from '../../engines/access/sessions.ts'
import { stepPath, type Assurance } from '../../engines/access/second-factor.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { SeeOther } from '../../platform/answers.ts'

export interface Proof {
  person: string
  /** How many factors were given until now. */
  assurance: Assurance
  /** A path of ours to go on to. */
  onward: string
  action?: ActionOf<'account'>
}

/**
 * Lets somebody in who gave so many factors: a new session, and on to the page, or to the step that is still to be taken.
 * Whoever is all the way in is known again on this device, and hears of it when the device is new.
 */
export async function letIn(ask: PublicAsk, { onward, ...proof }: Proof): Promise<SeeOther> {
  const { house, session: before, actor, userAgent, device: kept } = ask
  // For the same organisation, when it is the same person who goes on.
  const organisation = actor?.id === proof.person ? actor.organisation?.id : undefined
  const session = await startSession(house, { ...proof, userAgent, organisation, instead: before })
  const step = (await identify(house, session))?.step
  if (step === 'give') return { seeOther: `${stepPath.give}?naar=${encodeURIComponent(onward)}`, session }
  const { device, isNew } = await meetDevice(house, proof.person, kept)
  if (isNew)
    await house.db.as({ person: proof.person }, (tx, now) =>
      addJobs(tx, now, [{ kind: 'new_device', organisation: null, person: proof.person }]),
    )
  return { seeOther: step === 'set_up' ? stepPath.set_up : onward, session, device }
}
