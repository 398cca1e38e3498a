import { spawnSync } from 'node:child_process'

/** How to run a program that refuses to run as root and must not outlive us. */
export interface Account {
  /** The words to put before the command; the signal is sent when our process ends, however it ends. */
  prefix: (signal: 'INT' | 'KILL') => string[]
  /** Who must own the files, when that is not ourselves. */
  owner: number | undefined
}

const nobody = 65534
const asNobodyInNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']

/**
 * Chooses the way for this machine: as we are; as root inside a user namespace, where root's own files are seen as those
 * of an ordinary user; or, where user namespaces are forbidden, as the user "nobody".
 * @throws when `setpriv` or `unshare` is missing
 */
export function chooseAccount(): Account {
  if (!runs('setpriv', '--version')) {
    throw new Error('The embedded PostgreSQL needs the programs setpriv and unshare (Debian package util-linux).')
  }
  if (process.getuid?.() !== 0) return { prefix: signal => ['setpriv', '--pdeathsig', signal], owner: undefined }
  if (runs(...asNobodyInNamespace, 'setpriv', '--pdeathsig', 'KILL', 'true')) {
    return { prefix: signal => [...asNobodyInNamespace, 'setpriv', '--pdeathsig', signal], owner: undefined }
  }
  return { prefix: signal => [...asNobody, '--pdeathsig', signal], owner: nobody }
}

/**
 * Says whether the account reaches the folder: as "nobody" a folder above it may be closed.
 * @throws with what can be done about it
 */
export function requireReach(account: Account, folder: string): void {
  if (runs(...account.prefix('KILL'), 'test', '-w', folder, '-a', '-x', folder)) return
  throw new Error(
    `PostgreSQL refuses to run as root, and the user it runs as instead cannot reach ${folder}. ` +
      'Run Weerbaar as an ordinary user, allow user namespaces, or choose a data folder that every user may enter.',
  )
}

function runs(...words: string[]): boolean {
  const [command = '', ...rest] = words
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0
}
