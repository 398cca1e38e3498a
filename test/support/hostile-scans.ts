import assert from 'node:assert/strict'
import { begin, openRound, publishSmall, withFiles } from './scanning.ts'
import type { Recorder } from './recorder.ts'
import type { World } from './world.ts'

/** Answers to scans: a round, a set that is only begun, and one with a file whose name and content are words that mean harm. */
export async function writeScans(world: World, seen: Recorder, word: (field: string) => string): Promise<void> {
  await openRound(await seen.signIn('politicalCoordinator'), 'data-maturity')
  const member = await seen.signIn('member')
  await begin(member, 'home-check')
  await publishSmall(world, withFiles('hostile-files'))
  const id = await begin(member, 'hostile-files')
  for (const [path, form] of Object.entries({ eerst: { garden: 'yes' }, huis: { lock: 'no' } }))
    assert.equal((await member.post(`/antwoorden/${id}/vragen/${path}`, form)).status, 303)
  const file = { name: `${word('scans file name')}.txt`, content: word('scans file') }
  const added = await member.upload(`/antwoorden/${id}/vragen/foto/bestanden`, {}, [file], 'door')
  assert.equal(added.status, 303, added.text)
}
