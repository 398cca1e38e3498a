import { parseArgs, type ParseArgsConfig } from 'node:util'

/** One command of `weerbaar`. */
export interface Command {
  /** How it is called and what it needs. */
  help: string
  run: (words: string[]) => Promise<void>
}

/** The command was called in a way that it does not know. */
export class UsageError extends Error {}

/** Reads the words after a command. Throws UsageError for an option that it does not have. */
export function readWords<Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A list that is too long for one line, indented below the explanation of an option. */
export function listed(words: readonly string[], indent: number): string {
  const lines: string[][] = [[]]
  for (const word of words) {
    const line = lines.at(-1) ?? []
    if (line.join(', ').length + word.length > 100 - indent) lines.push([word])
    else line.push(word)
  }
  return lines.map(line => line.join(', ')).join(`,\n${' '.repeat(indent)}`)
}
