import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { eicar } from './clamd.ts'

/** Debian's clamav-daemon, where it is installed. */
const program = '/usr/sbin/clamd'
export const isInstalled = existsSync(program)

const settings = (folder: string) => `
LocalSocket ${join(folder, 'clamd.ctl')}
DatabaseDirectory ${join(folder, 'signatures')}
Foreground yes
StreamMaxLength 60M
MaxFileSize 60M
MaxScanSize 200M
AlertExceedsMax yes
${process.getuid?.() === 0 ? 'User root' : ''}
`

/** Starts it on a socket of its own, with one signature: that of the test file. The real ones are not needed to know that it works. */
export async function realClamd() {
  const folder = makeTemporaryFolder(80)
  mkdirSync(join(folder, 'signatures'))
  const signature = Buffer.from(eicar, 'latin1').toString('hex')
  writeFileSync(join(folder, 'signatures', 'test.ndb'), `Eicar-Test-Signature:0:*:${signature}\n`)
  writeFileSync(join(folder, 'clamd.conf'), settings(folder))
  const path = join(folder, 'clamd.ctl')
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (let n = 0; n < 300 && !existsSync(path) && child.exitCode === null; n++) await sleep(50)
  return {
    path,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
