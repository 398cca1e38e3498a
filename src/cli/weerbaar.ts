import { demo } from './commands/demo.ts'
import { importRegister } from './commands/import.ts'
import { migrateDatabase } from './commands/migrate.ts'
import { user } from './commands/user.ts'
import { UsageError, type Command } from './command.ts'
import { explainFailure } from './failure.ts'

const commands: Readonly<Record<string, Command>> = { migrate: migrateDatabase, import: importRegister, user, demo }

const overview = [
  'Usage: weerbaar <command> [options]',
  '',
  ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
  `  ${'help'.padEnd(10)}this overview, or "weerbaar help <command>"`,
].join('\n')

const [name = 'help', ...words] = process.argv.slice(2)
process.exitCode = await (isHelp(name) || words.some(isHelp) ? help(name, words) : run(name, words))

function isHelp(word: string): boolean {
  return word === 'help' || word === '--help' || word === '-h'
}

function help(first: string, rest: readonly string[]): number {
  const command = commands[isHelp(first) ? (rest[0] ?? '') : first]
  console.log(command ? command.help : overview)
  return 0
}

async function run(called: string, rest: string[]): Promise<number> {
  const command = Object.hasOwn(commands, called) ? commands[called] : undefined
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
