// npm run bench: prints lines `name value unit`; what they mean stands in docs/performance.md. Arguments narrow it down:
//   npm run bench -- --only worklist    one group: start, page, search, worklist, case, join, log, questionnaires, memory or submit; may be given more than once
import { parseArgs } from 'node:util'
import { measureCase } from './case.ts'
import { measureJoining } from './join.ts'
import { measureLog } from './log.ts'
import { measureMemory } from './memory.ts'
import { measureQuestionnaires } from './questionnaires.ts'
import { measureReportPage } from './page.ts'
import { amidOthers } from './noise.ts'
import { openPlace, type Place } from './place.ts'
import { allBarsHeld, say } from './report.ts'
import { buildBundle } from './server.ts'
import { measureSearch } from './search.ts'
import { measureStart } from './start.ts'
import { measureSubmissions } from './submit.ts'
import { measureWorklists } from './worklist.ts'

// In this order the database fills up: from the demonstration alone to 100,000 cases, and then what people send.
const groups: Record<string, (place: Place) => Promise<void>> = {
  page: measureReportPage,
  search: measureSearch,
  worklist: measureWorklists,
  case: measureCase,
  join: measureJoining,
  log: measureLog,
  questionnaires: measureQuestionnaires,
  memory: measureMemory,
  submit: measureSubmissions,
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
const only = values.only ?? ['start', ...Object.keys(groups)]
const unknown = only.filter(name => name !== 'start' && !Object.hasOwn(groups, name))
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}`)
  process.exit(2)
}

// Leaving in this way ends the servers too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const began = performance.now()
const folder = only.includes('start') ? await measureStart() : undefined
const chosen = Object.entries(groups).filter(([name]) => only.includes(name))
if (chosen.length > 0) {
  buildBundle()
  const place = await openPlace(folder)
  try {
    for (const [name, measure] of chosen) await amidOthers(name, () => measure(place))
  } finally {
    await place.close()
  }
}
say(`measured in ${((performance.now() - began) / 1000).toFixed(0)} s`)
process.exitCode = allBarsHeld() ? 0 : 1
