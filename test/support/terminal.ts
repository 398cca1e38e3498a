import { spawnSync } from 'node:child_process'
import { projectFile } from '../../src/platform/project.ts'

/** Runs `weerbaar` as somebody at a terminal does. */
export function weerbaar(words: string[], env: Record<string, string> = {}, typed = '') {
  const { PATH } = process.env
  const { status, stdout, stderr } = spawnSync(projectFile('bin/weerbaar'), words, {
    env: { PATH, ...env },
    encoding: 'utf8',
    input: typed,
  })
  return { status, stdout, stderr }
}
