import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { testSigner } from '../../test/support/seed.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { projectFile } from '../platform/project.ts'
import { signerOf } from '../platform/signing.ts'

let world: World
let folder: string
const key = testSigner.current.text
before(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'weerbaar-log-'))
  for (let n = 0; n < 3; n++) {
    const id = await world.report('member')
    if (n === 1) {
      const { body } = await (await world.signIn('member')).bytes(`/meldingen/${id}/ontvangstbewijs`)
      writeFileSync(join(folder, 'receipt.json'), body)
    }
    await world.keepLog()
    world.clock.advance(3_600_000)
  }
  const { rows } = await world.owner.query<{ note: string }>('select note from tree_head order by size')
  for (const [n, { note }] of rows.entries()) writeFileSync(join(folder, `head-${n}`), `Bewaar dit.\n\n${note}`)
  const exported = weerbaar('verify-log', '--export', join(folder, 'log'))
  assert.equal(exported.status, 0, exported.output)
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

function run(command: string, words: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  })
  return { status, output: stdout + stderr }
}
const weerbaar = (...words: string[]) =>
  run(projectFile('bin/weerbaar'), words, { DATABASE_OWNER_URL: world.database.ownerUrl })
/** The script, from a folder where nothing of Weerbaar is. */
const script = (...words: string[]) => run(process.execPath, [projectFile('scripts/check-log.mjs'), ...words])

test('where there is no database to read the log of, no file is made that stands in the way later', () => {
  const path = join(folder, 'no-log')
  const { status, output } = run(projectFile('bin/weerbaar'), ['verify-log', '--export', path], {
    WEERBAAR_DATA_FOLDER: join(folder, 'nothing'),
  })
  assert.equal(status, 1)
  assert.match(output, /Set DATABASE_OWNER_URL .* there is no embedded one/)
  assert.equal(existsSync(path), false)
})

test('the command finds a whole log in the database and in a file, with the head and the receipt that were kept', () => {
  const kept = ['--key', key, '--head', 'head-1', '--receipt', 'receipt.json']
  for (const where of [[], ['--file', 'log']]) {
    const { status, output } = weerbaar('verify-log', ...where, ...kept)
    assert.equal(status, 0, output)
    assert.match(output, /3 tree heads.*The log is whole/s)
  }
})

test('a script without our code finds the same log whole', () => {
  assert.doesNotMatch(readFileSync(projectFile('scripts/check-log.mjs'), 'utf8'), /from '(?!node:)/)
  const { status, output } = script('log', key, '--head', 'head-0', '--head', 'head-2', '--receipt', 'receipt.json')
  assert.equal(status, 0, output)
  assert.match(output, /3 heads, 0 without a number: whole/)
})

test('whatever line of the file is changed, dropped, doubled or moved, both say so', () => {
  const lines = readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n')
  const first = lines.findIndex(it => it.startsWith('{"leaf":1,'))
  const head = lines.findIndex(it => it.startsWith('{"head"'))
  const edited: Record<string, string[]> = {
    'a field of an entry': lines.with(
      first,
      lines[first]?.replace('"done"', '"refused"').replace(String.raw`\"done\"`, String.raw`\"refused\"`) ?? '',
    ),
    'a hash': lines.with(
      first,
      lines[first]?.replace(/"hash":"(.)/, (_, it) => `"hash":"${it === '0' ? '1' : '0'}`) ?? '',
    ),
    'a leaf that is dropped': lines.toSpliced(first, 1),
    'two leaves that change places': lines.with(first, lines[first + 1] ?? '').with(first + 1, lines[first] ?? ''),
    'a leaf that is there twice': lines.toSpliced(first, 0, lines[first] ?? ''),
    'a head that is dropped': lines.toSpliced(head, 1),
    'a head that is changed': lines.with(head, lines[head]?.replace('time 2026', 'time 2025') ?? ''),
    'the end that is cut off': lines.slice(0, -1),
    'an entry without a leaf': lines.toSpliced(
      -1,
      0,
      (lines[first] ?? '').replace('"leaf":1,', '"loose":"lost","id":"1",').replace(/"hash":"[^"]+",/, ''),
    ),
  }
  for (const [name, text] of Object.entries(edited)) {
    assert.notDeepEqual(text, lines, name)
    writeFileSync(join(folder, 'edited'), `${text.join('\n')}\n`)
    const [own, other] = [weerbaar('verify-log', '--file', 'edited', '--key', key), script('edited', key)]
    assert.equal(own.status, 1, `${name}: ${own.output}`)
    assert.equal(other.status, 1, `${name}: ${other.output}`)
  }
})

test('with another key than that of the log nothing is right', () => {
  const other = signerOf(generateKeyPairSync('ed25519').privateKey).current.text
  assert.equal(weerbaar('verify-log', '--file', 'log', '--key', other).status, 1)
  assert.equal(script('log', other).status, 1)
})

test('that two heads belong to one log, and that a receipt is in it, is proved by the script without the log', () => {
  const sizes = [0, 2].map(n => readFileSync(join(folder, `head-${n}`), 'utf8').split('\n')[3] ?? '')
  const save = (name: string, { output }: { output: string }) => writeFileSync(join(folder, name), output)
  save('consistent', script('--prove-consistent', 'log', ...sizes))
  assert.deepEqual(script('--consistent', 'head-0', 'head-2', 'consistent', key), { status: 0, output: 'proved\n' })
  assert.equal(script('--consistent', 'head-1', 'head-2', 'consistent', key).status, 1)
  save('included', script('--prove-included', 'log', 'receipt.json', sizes[1] ?? ''))
  assert.deepEqual(script('--included', 'receipt.json', 'head-2', 'included', key), { status: 0, output: 'proved\n' })
  assert.equal(script('--included', 'receipt.json', 'head-1', 'included', key).status, 1)
})
