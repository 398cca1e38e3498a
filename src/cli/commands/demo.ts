import { z } from 'zod'
import { readLogKey } from '../../platform/signing.ts'
import { readMasterKeys } from '../../platform/vault.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { generateCases, type Generated } from '../demo/cases/generate.ts'
import { demonstrationIn, loadDemonstration, type DemonstrationTarget } from '../demo/load.ts'
import { openEmbedded } from '../embedded.ts'
import { CommandError } from '../owner.ts'

const help = `Usage: weerbaar demo [--cases N] [--seed S]

Loads the demonstration: five fictitious organisations, their people, three hundred reports and scans. With --cases it adds
so many reports more to Gemeente Nieuwermeer, for measurements; the same seed makes the same ones.
Into the database under ./data, or with DATABASE_OWNER_URL, DATABASE_URL and a master key into another one.`

const Options = z.object({
  cases: z.coerce.number('--cases takes a number').int().min(1).max(2_000_000).optional(),
  seed: z.coerce.number('--seed takes a number').int().min(0).default(1),
})

type Options = z.infer<typeof Options>

/** Loads the demonstration, and reports for measurements. */
export const demo: Command = {
  help,
  run: async words => {
    const { values } = readWords({ args: words, options: { cases: { type: 'string' }, seed: { type: 'string' } } })
    const options = Options.safeParse(values)
    if (!options.success) throw new UsageError(z.prettifyError(options.error))
    if (process.env['DATABASE_OWNER_URL']) await load(ownTarget(process.env), options.data)
    else await loadEmbedded(options.data)
  },
}

function ownTarget(env: NodeJS.ProcessEnv): DemonstrationTarget {
  const ownerUrl = env['DATABASE_OWNER_URL'] ?? ''
  const appUrl = env['DATABASE_URL']
  if (!appUrl)
    throw new CommandError('Set DATABASE_URL too: the demonstration is played by the restricted role, as in real use.')
  return { ownerUrl, appUrl, master: readMasterKeys(env), signer: readLogKey(env), now: new Date() }
}

async function loadEmbedded(options: Options) {
  const embedded = await openEmbedded({ say: step => console.log(`${step} …`) })
  try {
    await load({ ...embedded, now: new Date() }, options)
  } finally {
    await embedded.stop()
  }
}

async function load(target: DemonstrationTarget, { cases, seed }: Options) {
  const there = await demonstrationIn(target.ownerUrl)
  if (there === 'half') throw new CommandError(half)
  if (there === 'whole') console.log('The demonstration is there.')
  else {
    console.log('Loading the demonstration …')
    await loadDemonstration(target)
  }
  if (cases === undefined) return
  console.log(`Adding ${cases} reports …`)
  console.log(describe(await generateCases({ ...target, cases, seed })))
}

const half =
  'Loading the demonstration into this database was broken off, and it cannot be gone on with. Drop the database, make an\n' +
  'empty one, and run "weerbaar migrate" and "weerbaar demo" again.'

const describe = ({ cases, seconds, handler, coordinator, manager, reporter }: Generated) =>
  [
    `${cases} reports in ${seconds.toFixed(1)} s. Who sees most of them:`,
    `  ${handler.email}  handles up to 3,000 of them`,
    `  ${coordinator.email}  coordinates the line of three in five`,
    `  ${manager.email}  manages a unit with about 3,000 of them`,
    `  ${reporter.email}  reported about twenty`,
  ].join('\n')
