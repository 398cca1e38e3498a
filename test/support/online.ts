import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { formsBesides } from './stories.ts'
import type { World } from './world.ts'

/** A campaign and a request to take something away, to name in a path. */
export async function onlineOf(world: World, id: string): Promise<{ campaign: string; request: string }> {
  const [campaign, request] = [randomUUID(), randomUUID()]
  const clerk = await world.signIn('clerk')
  const forms = formsBesides()
  const sent = [
    await clerk.post(`/meldingen/${id}/online`, { ...forms['online'], campagne: campaign }),
    await clerk.post(`/meldingen/${id}/verwijderverzoek`, { ...forms['verwijderverzoek'], verzoek: request }),
  ]
  for (const answer of sent) assert.equal(answer.status, 303, answer.text.slice(0, 300))
  return { campaign, request }
}
