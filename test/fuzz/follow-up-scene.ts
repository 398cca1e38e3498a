import { allowNames, makeMeasure } from '../support/measures.ts'
import { idOf } from '../support/people.ts'
import { addMeasure, proposeHome } from '../support/plans.ts'
import { modelAnswers } from '../support/protocol-answers.ts'
import { anAppointment } from '../support/right-values.ts'
import type { World } from '../support/world.ts'

/** The protocol of an organisation, as far as anybody looks at it here. */
export const aPdf = { name: 'protocol.pdf', content: Buffer.from('%PDF-1.7\n% Ons protocol\n') }

/** What the forms of measures, of the norm and of teams need: a ban where names may be kept, a conversation and an appointment. */
export async function followUpScene(world: World, caseId: string): Promise<void> {
  await makeMeasure(world, 'clerk', caseId)
  await allowNames(world, true)
  const administrator = await world.signIn('administrator')
  for (const name of ['Protocol van toen', 'Protocol van nu']) {
    const version = modelAnswers({ tekst: 'eigen', documentnaam: name })
    await administrator.post('/beheer/protocol/nieuw', version)
    await administrator.upload(`/beheer/protocol/${version['versie']}/document`, {}, [aPdf], 'document')
  }
  for (const datum of ['2026-04-20', '2026-04-21', '2026-04-22'])
    await administrator.post('/beheer/gesprekken', { groep: 'council', datum })
  const coordinator = await world.signIn('politicalCoordinator')
  for (const titel of ['Training', 'Camera', 'Afspraken']) await addMeasure(coordinator, { titel })
  for (const key of ['locks', 'lighting']) await proposeHome(world, 'member', { key })
  const officer = await world.signIn('officer')
  for (const hour of ['09:00', '10:00', '11:00'])
    await officer.post(`/teams/${idOf('handhaving')}/risico`, anAppointment(hour))
}
