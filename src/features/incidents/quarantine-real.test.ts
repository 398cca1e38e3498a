import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eicar } from '../../../test/support/clamd.ts'
import { isInstalled, realClamd } from '../../../test/support/real-clamd.ts'
import { faults, pictureOf } from '../../../test/support/sender.ts'
import { aPicture } from '../../../test/support/stories.ts'
import { openWorld } from '../../../test/support/world.ts'
import { clamd } from '../../platform/scanner.ts'

const skip = isInstalled ? false : 'clamav-daemon is not installed here (Debian: apt-get install clamav-daemon)'

/** A mail with the test file in base64, as an attachment of a kind that is no piece of its own. */
const mail = [
  'From: iemand@buiten.example',
  'To: raadslid@waterstad.example',
  'Subject: Factuur',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="grens"',
  '',
  '--grens',
  'Content-Type: text/plain',
  '',
  'Betaal dit.',
  '--grens',
  'Content-Type: application/octet-stream',
  'Content-Disposition: attachment; filename="factuur.com"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(eicar).toString('base64'),
  '--grens--',
  '',
].join('\r\n')

async function* bytes() {
  for await (const part of pictureOf(50 * 1024 * 1024)) yield Buffer.from(part)
}

test(
  'with clamd of Debian the test file and a mail that holds it stay in quarantine, and a picture comes out',
  { skip },
  async t => {
    const real = await realClamd()
    t.after(() => real.stop())
    const scanner = clamd({ path: real.path })
    await scanner.ping()
    assert.deepEqual(await scanner.scan(bytes()), { malware: undefined }, '50 MB')

    const world = await openWorld(undefined, scanner)
    t.after(() => world.close())
    const id = await world.report('member', {}, [
      { name: 'factuur.txt', content: eicar },
      { name: 'factuur.eml', content: mail },
      aPicture,
    ])
    await world.runJobs()
    const { rows } = await world.owner.query<{ id: string; media_type: string; scan: string; malware: string | null }>(
      'select id, media_type, scan, malware from file where case_id = $1 order by media_type',
      [id],
    )
    assert.deepEqual(
      rows.map(it => [it.media_type, it.scan, it.malware]),
      [
        ['eml', 'infected', 'Eicar-Test-Signature.UNOFFICIAL'],
        ['png', 'clean', null],
        ['txt', 'infected', 'Eicar-Test-Signature.UNOFFICIAL'],
      ],
    )
    const clerk = await world.signIn('clerk')
    for (const it of rows) {
      const original = await clerk.bytes(`/meldingen/${id}/bewijs/${it.id}/origineel`)
      assert.equal(original.status, it.scan === 'clean' ? 200 : 403)
    }
    assert.deepEqual(faults(world), [])
  },
)
