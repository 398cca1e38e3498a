import { Definition } from '../../src/engines/questionnaires/definition.ts'
import { adviceFor, scoreOf } from '../../src/engines/questionnaires/score.ts'
import { openCounted, sealedSet } from '../../src/engines/questionnaires/sets.ts'
import { noSetting, walk } from '../../src/engines/questionnaires/walk.ts'
import { createKeyRing } from '../../src/platform/keys.ts'
import { masterKeyId, newKey, type MasterKeys } from '../../src/platform/vault.ts'
import { line } from './report.ts'

/** A scan of so many questions, a third of which are asked because of an earlier answer. */
function scanOf(questions: number): Definition {
  const perPage = 10
  const name = (n: number) => `q_${String(n).replaceAll(/\d/g, digit => 'abcdefghij'[Number(digit)] ?? '')}`
  return Definition.parse({
    id: 'bench',
    version: 1,
    source: 'Made for the measurement',
    title: 'Bench',
    facts: [],
    scan: {
      valid: { from: '2026-01-01' },
      why: 'To measure.',
      audience: 'Nobody.',
      minutes: 1,
      privacy: 'private',
      themes: [{ id: 'all', title: 'All' }],
      advice: Array.from({ length: 50 }, (_, n) => ({
        id: `advice_${name(n)}`,
        theme: 'all',
        when: { [name(n)]: ['no'] },
        title: 'Do it',
        text: 'Do it today.',
        priority: 'normal',
        pays: 'self',
        basis: 'None.',
      })),
    },
    pages: Array.from({ length: questions / perPage }, (_, page) => ({
      id: `page_${name(page)}`,
      path: `pagina-${name(page).slice(2)}`,
      title: 'Page',
      theme: 'all',
      questions: Array.from({ length: perPage }, (__, n) => ({
        kind: 'yesno',
        id: name(page * perPage + n),
        label: 'Is it so?',
        basis: 'None.',
        score: { yes: 2, partly: 1, no: 0 },
        ...(page > 0 && n % 3 === 0 && { when: { [name((page - 1) * perPage + 1)]: ['yes', 'no'] } }),
      })),
    })),
  })
}

const values = (it: Definition, seed: number) =>
  Object.fromEntries(
    it.pages.flatMap(page =>
      page.questions.map((question, n) => [question.id, ['yes', 'partly', 'no', 'na'][(seed + n) % 4] ?? 'no']),
    ),
  )

/** A thousand questions answered one by one, each answer with its walk; and ten thousand sealed sets opened and scored anew. */
export async function measureQuestionnaires(): Promise<void> {
  const long = scanOf(1000)
  const all = Object.entries(values(long, 1))
  const answers: Record<string, string> = {}
  const before = process.cpuUsage()
  for (const [name, value] of all) {
    answers[name] = value
    walk(long, answers, noSetting)
  }
  const { user, system } = process.cpuUsage(before)
  line('walk_1000_cpu_ms', (user + system) / 1000, 'ms')

  const key = newKey()
  const id = masterKeyId(key)
  const master: MasterKeys = { current: { id, key }, find: wanted => (wanted === id ? key : undefined) }
  const keys = createKeyRing(master)
  const scan = scanOf(100)
  const sets = Array.from({ length: 10_000 }, (_, n) => sealedSet(keys, `set ${n}`, values(scan, n), master.current))
  const began = performance.now()
  let halfway = 0
  let given = 0
  for (const [n, set] of sets.entries()) {
    const way = walk(scan, openCounted(keys, set), noSetting)
    given += adviceFor(scan, way, scoreOf(scan, way)).length
    if (n === sets.length / 2) halfway = process.memoryUsage.rss()
  }
  line('rescore_10000_s', (performance.now() - began) / 1000, 's')
  line('rescore_growth_mb', Math.max(0, process.memoryUsage.rss() - halfway) / 1024 / 1024, 'MB')
  if (given === 0) throw new Error('No advice was given: nothing was scored')
}
