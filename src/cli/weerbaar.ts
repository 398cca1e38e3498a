import { UsageError, type Command } from './command.ts'
import { explainFailure } from './failure.ts'

interface Listed {
  /** One line for the overview. */
  summary: string
  /** Loaded only when it is called: the whole application takes a while. */
  load: () => Promise<Command>
}

const commands = new Map<string, Listed>([
  [
    'migrate',
    {
      summary: 'prepare a PostgreSQL database, or bring it up to date',
      load: async () => (await import('./commands/migrate.ts')).migrateDatabase,
    },
  ],
  [
    'import',
    {
      summary: 'add the organisations of a register',
      load: async () => (await import('./commands/import.ts')).importRegister,
    },
  ],
  [
    'organisation',
    {
      summary: 'add an organisation that stands in no register',
      load: async () => (await import('./commands/organisation.ts')).organisation,
    },
  ],
  [
    'questionnaire',
    {
      summary: 'check a questionnaire, or publish an instrument for every organisation here',
      load: async () => (await import('./commands/questionnaire.ts')).questionnaireCommand,
    },
  ],
  [
    'user',
    {
      summary: 'invite somebody, such as the first administrator of an organisation',
      load: async () => (await import('./commands/user.ts')).user,
    },
  ],
  [
    'rotate-keys',
    {
      summary: 'give organisations a new key, or wrap their keys under a new master key',
      load: async () => (await import('./commands/rotate-keys.ts')).rotateKeys,
    },
  ],
  [
    'fill-words',
    {
      summary: 'have reports from before an upgrade found by their words',
      load: async () => (await import('./commands/fill-words.ts')).fillWordsCommand,
    },
  ],
  [
    'backup',
    {
      summary: 'write all that is in the database into sealed files',
      load: async () => (await import('./commands/backup.ts')).backup,
    },
  ],
  [
    'restore',
    {
      summary: 'put a backup back, all of it or nothing',
      load: async () => (await import('./commands/restore.ts')).restore,
    },
  ],
  [
    'docs',
    {
      summary: 'write the register of processing activities and a prefilled impact assessment',
      load: async () => (await import('./commands/docs.ts')).docs,
    },
  ],
  [
    'demo',
    {
      summary: 'load the demonstration, or many reports for measurements',
      load: async () => (await import('./commands/demo.ts')).demo,
    },
  ],
  [
    'verify-bundle',
    {
      summary: 'check that nothing in a bundle of evidence was changed, without a database',
      load: async () => (await import('./commands/verify-bundle.ts')).verifyBundleCommand,
    },
  ],
  [
    'verify-log',
    {
      summary: 'check that nothing in the log was changed, left out or added',
      load: async () => (await import('./commands/verify-log.ts')).verifyLogCommand,
    },
  ],
])

const overview = [
  'Usage: weerbaar <command> [options]',
  '',
  ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(14)}${summary}`),
  `  ${'help'.padEnd(14)}this overview, or "weerbaar help <command>"`,
].join('\n')

const isHelp = (word: string) => ['help', '--help', '-h'].includes(word)

const [name = 'help', ...words] = process.argv.slice(2)
process.exitCode = await (isHelp(name) || words.some(isHelp) ? help([name, ...words]) : run(name, words))

async function help(asked: readonly string[]): Promise<number> {
  const command = await commands.get(asked.find(word => !isHelp(word)) ?? '')?.load()
  console.log(command?.help ?? overview)
  return 0
}

async function run(called: string, rest: string[]): Promise<number> {
  const command = await commands.get(called)?.load()
  if (!command) {
    console.error(`There is no command "${called}".\n\n${overview}`)
    return 2
  }
  try {
    await command.run(rest)
    return 0
  } catch (error) {
    console.error(explainFailure(error))
    if (!(error instanceof UsageError)) return 1
    console.error(`\n${command.help}`)
    return 2
  }
}
