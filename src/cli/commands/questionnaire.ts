import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Tx } from '../../platform/db.ts'
import { versionOf } from '../../engines/questionnaires/definition.ts'
import { isInstrument, shippedInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import { freezePrivacy } from '../../engines/questionnaires/frozen.ts'
import { questionnaireSchema, readDefinition } from '../../engines/questionnaires/reading.ts'
import { tellsOf } from '../../app.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { asOwner, CommandError, ownerUrlFrom } from '../owner.ts'

const help = `Usage: weerbaar questionnaire check FILE
       weerbaar questionnaire schema
       DATABASE_OWNER_URL=… weerbaar questionnaire publish FILE

check    reads a questionnaire (YAML) and says what is wrong in it, with the line. With DATABASE_OWNER_URL it also knows the
         instruments that were published here, for advice that leads to one
schema   prints a JSON Schema of such a file, for an editor
publish  publishes an instrument for every organisation of this installation. A version that was published never changes, and a
         later version keeps who sees the answers`

/** Questionnaires as files: what is wrong in one, and publishing one. */
export const questionnaireCommand: Command = {
  help,
  run: async words => {
    const { positionals } = readWords({ args: words, allowPositionals: true })
    const [what, file, ...more] = positionals
    if (what === 'schema' && file === undefined) return console.log(JSON.stringify(questionnaireSchema(), undefined, 2))
    if ((what !== 'check' && what !== 'publish') || file === undefined || more.length > 0)
      throw new UsageError('Say what to do, and with which file: weerbaar questionnaire check FILE')
    const { definition, text } = readFile(file, await publishedIds())
    if (what === 'check') return console.log(`${versionOf(definition)} is sound.`)
    if (!isInstrument(definition))
      throw new CommandError(`${file} has no result (scan:): only instruments are published`)
    await asOwner(ownerUrlFrom(process.env), tx => publish(tx, definition, text, new Date()))
    console.log(`${versionOf(definition)} is published.`)
  },
}

/** The instruments that were published here; none without a database to ask. */
const publishedIds = async (): Promise<string[]> => {
  const url = process.env['DATABASE_OWNER_URL']
  if (!url) return []
  const rows = await asOwner(url, tx =>
    tx.selectFrom('published_questionnaire').select('questionnaire').distinct().execute(),
  )
  return rows.map(it => it.questionnaire)
}

/** @param published the ids of what was published: what comes with the product is known by itself */
function readFile(file: string, published: readonly string[]) {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}`)
  const text = readFileSync(file, 'utf8')
  const instruments = new Set([...shippedInstruments().map(it => it.id), ...published])
  const { definition, faults } = readDefinition(text, { instruments, tellsOf })
  if (!definition) throw new CommandError(`${file} is not right:\n${faults.join('\n')}`)
  return { definition, text }
}

/**
 * Publishes a version of an instrument.
 * @throws CommandError when it is there already, or when who sees the answers is another than before
 */
export async function publish(tx: Tx, it: Instrument, text: string, now: Date): Promise<void> {
  const shipped = shippedInstruments().filter(one => one.id === it.id)
  const published = await tx
    .selectFrom('published_questionnaire')
    .select('version')
    .where('questionnaire', '=', it.id)
    .execute()
  if ([...shipped, ...published].some(one => one.version === it.version))
    throw new CommandError(`${versionOf(it)} was published before: a version never changes. Give it the next number`)
  const frozen = await tx
    .selectFrom('questionnaire_privacy')
    .select('privacy')
    .where('questionnaire', '=', it.id)
    .executeTakeFirst()
  const earlier = frozen?.privacy ?? shipped[0]?.scan.privacy
  if (earlier !== undefined && earlier !== it.scan.privacy)
    throw new CommandError(
      `Who sees the answers to ${it.id} is “${earlier}”, and stays so: publish this as another instrument`,
    )
  await tx
    .insertInto('published_questionnaire')
    .values({ questionnaire: it.id, version: it.version, words: text, published_at: now, publication: randomUUID() })
    .execute()
  await freezePrivacy(tx, [it])
}
