import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { allRoutes } from '../../src/app.ts'
import { checkAnswer, wordsOf, type Answer } from './answers.ts'
import { furnishForFuzz, nameOf, type Furnished } from './doors.ts'
import { runEpoch } from './epoch.ts'
import { openWorld } from '../support/world.ts'
import { moves } from './moves.ts'
import { createTally } from './tally.ts'
import { mark } from './words.ts'

// Asks everything of every route, in worlds that are each furnished alike, until so many requests were made or so long has
// passed. A failure says its seed, with which the same requests come again.

const full = process.env['FAULTS'] === 'full'
const wanted = Number(process.env['FUZZ_REQUESTS'] ?? (full ? 200_000 : 1))
// Within the two hours that test/run.ts gives to a test, with the worlds that are under way.
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 6900)
/** Who says how long, gets as many as fit in it; who does not, gets all of them or a failure. */
const untilTime = process.env['FUZZ_SECONDS'] !== undefined
const firstSeed = Number(process.env['FUZZ_SEED'] ?? (full ? Date.now() % 1_000_000_000 : 7))
/** To see why forms that should be right did not pass. */
const show = process.env['FUZZ_SHOW'] !== undefined

const names = allRoutes.map(nameOf)
const leastPassed = 0.2
// One of them ends its world only; of more than these nobody needs to hear in one run.
const mostFailures = 5

let furnished: Furnished
before(async () => {
  furnished = await furnishForFuzz()
})
after(() => furnished.drop())

test('every route has a way in which the fuzz reaches it', () => {
  assert.deepEqual(
    names.filter(it => !furnished.doors.has(it)),
    [],
  )
})

test('whatever is asked, by whomever, gets a calm answer, and nothing of others', async t => {
  const tally = createTally(names)
  const why = new Map<string, string>()
  const began = performance.now()
  const passed = () => Math.round((performance.now() - began) / 1000)
  const failures: string[] = []
  let seed = firstSeed
  const lane = async () => {
    do {
      const mine = seed++
      const epoch = fc.asyncProperty(moves(names.length, 1, 1), drawn =>
        runEpoch(furnished, full ? drawn : drawn.slice(0, names.length), tally, (route, reason) =>
          why.set(route, reason),
        ),
      )
      // One world each, and no shrinking: a failure names its request and what was done to it.
      const result = await fc.check(epoch, { seed: mine, numRuns: 1, endOnFailure: true })
      if (!result.failed) continue
      const again = `FUZZ_SEED=${mine} FUZZ_REQUESTS=1 npm run test:fuzz (path ${result.counterexamplePath})`
      failures.push(`${again}\n${String(result.errorInstance)}`)
      process.stderr.write(`${failures.at(-1)}\n`)
    } while (failures.length < mostFailures && tally.total() < wanted && passed() < seconds)
  }
  // Two at once: while one asks the database, the other one has the processor.
  await Promise.all(full ? [lane(), lane()] : [lane()])
  t.diagnostic(`${tally.total()} requests in ${passed()} seconds, from seed ${firstSeed}`)
  if (full) for (const line of tally.lines()) t.diagnostic(line)
  if (show) for (const [route, reason] of why) t.diagnostic(`${route}: ${reason}`)
  assert.equal(failures.length, 0, failures.join('\n\n'))
  if (!untilTime) assert.ok(tally.total() >= wanted, `only ${tally.total()} of ${wanted} requests in ${passed()} s`)
  // Of a few worlds there are too few requests to say so: a hundred of each route it takes.
  const hardly = tally.total() < 100 * names.length ? [] : names.filter(it => tally.share(it) < leastPassed)
  assert.deepEqual(hardly, [], 'hardly any of the requests to these routes passed validation')
})

test('an answer that is wrong is noticed', async () => {
  const world = await openWorld()
  const { headers, html, status } = await world.visitor.get('/inloggen')
  await world.close()
  const right: Answer = { status, headers, text: html, ms: 5 }
  checkAnswer(right, 'nowhere')
  const bare = new Headers(headers)
  bare.delete('content-security-policy')
  const wrong: Partial<Answer>[] = [
    { status: 500 },
    { headers: bare },
    { text: `${html} at show (file:///srv/weerbaar/dist/main.js:1:2)` },
    { text: `${html} new row violates check_violation constraint` },
    { text: html + mark },
    ...wordsOf.elsewhere.map(word => ({ text: `${html} ${word}` })),
    { ms: 60_000 },
  ]
  for (const it of wrong) assert.throws(() => checkAnswer({ ...right, ...it }, 'here'), JSON.stringify(it).slice(-80))
  for (const word of wordsOf.here)
    assert.throws(() => checkAnswer({ ...right, text: `${html} ${word}` }, 'elsewhere'), /another organisation/)
})
