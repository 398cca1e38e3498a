import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { asVerified } from '../commands/backup.ts'
import { verifyBackup } from './verify.ts'
import { backUp, keys } from '../../../test/support/backups.ts'
import { emptyDatabase } from '../../../test/support/postgres.ts'
import { begin } from '../../../test/support/scanning.ts'
import { testMasterKeys } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'

let world: World
const folder = makeTemporaryFolder()
before(async () => {
  world = await openWorld()
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

test('somebody who spoils the key of their own answers keeps no backup from being verified, and it is told', async () => {
  const member = await world.signIn('member')
  const [spoilt] = [await begin(member, 'safety-self-scan'), await begin(member, 'safety-self-scan')]
  await world.owner.query(`update answer_key set wrapped = 'no key' where set_id = $1`, [spoilt])
  const paths = await backUp(world, folder, 'spoilt')
  const { ownerUrl: scratchUrl } = await emptyDatabase()
  const verified = await verifyBackup(
    { paths, keys },
    { ownerUrl: world.database.ownerUrl, scratchUrl },
    testMasterKeys,
  )
  assert.deepEqual([verified.opened, verified.broken], [1, 1])
  assert.match(asVerified(verified), /1 keys of answers to scans do not open/)
})
