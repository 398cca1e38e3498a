import { readMasterKeys } from '../../platform/vault.ts'
import { readWords, type Command } from '../command.ts'
import { fillWords } from '../fill-words.ts'
import { ownerUrlFrom } from '../owner.ts'

const help = `Usage: DATABASE_OWNER_URL=… WEERBAAR_MASTER_KEY_FILE=… weerbaar fill-words

Has reports from before this version found by their words and by the names of their files. Once, after an upgrade, while the
servers run. What was broken off goes on with the next run.`

/** Fills the word lists of reports from before there were any. */
export const fillWordsCommand: Command = {
  help,
  run: async words => {
    readWords({ args: words, options: {} })
    console.log(`${await fillWords(ownerUrlFrom(process.env), readMasterKeys(process.env))} reports were done`)
  },
}
