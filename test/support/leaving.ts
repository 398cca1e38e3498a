import { fillInEveryForm, pressEveryButton, routesNotSent } from './leaving-forms.ts'
import { arrangeWithWords, followUpWithWords, scanWithWords, talkOverWithWords } from './leaving-follow-up.ts'
import { addWithWords, reportFullyWithWords } from './leaving-full.ts'
import { askWithWords } from './leaving-rights.ts'
import { acceptInvitation, failWithWords, handleWithWords, reportWithWords, signInWithWords } from './leaving-words.ts'
import { createMarkers, type Markers } from './markers.ts'
import { recorder, type Recorder } from './recorder.ts'
import {
  copyTables,
  followWal,
  holdsBytes,
  sealedColumns,
  serverLog,
  standardStreams,
  statementsSeen,
  withoutCompression,
} from './traces.ts'
import type { Seen, World } from './world.ts'

/** Words of people, each in a field of its own, and everything in which one of them could have been left behind. */
export interface LeftBehind {
  markers: Markers
  /** Bytes by the place that they were found in. */
  places: ReadonlyMap<string, Buffer | string>
  pages: readonly Seen[]
  /** The paths of the routes to which no form was sent. */
  notSent: readonly string[]
  /** What opens a door by itself: the token of a session and of a one-time link. */
  tokens: readonly string[]
  /** The columns of sealed words in which there never were any. */
  neverSealed: readonly string[]
}

/** What was reported, and what opens a door by itself. */
export interface Written {
  quick: string
  full: string
  tokens: readonly string[]
}

/**
 * Lets people write in every field of every form, right and wrong.
 * @param meanwhile what is done at moments from which on some of the words may be gone; without it only pages that have a name are seen
 */
export async function writeEverywhere(
  world: World,
  seen: Recorder,
  markers: Markers,
  meanwhile?: (when: string) => Promise<void>,
): Promise<Written> {
  const id = await reportWithWords(seen, markers)
  const full = await reportFullyWithWords(seen, markers)
  await addWithWords(seen, markers, id)
  await askWithWords(world, seen, markers)
  await meanwhile?.('before the jobs')
  await world.runJobs()
  await handleWithWords(world, seen, markers, id)
  const tokens = await signInWithWords(world, seen, markers)
  const followed = await followUpWithWords(world, seen, markers)
  await arrangeWithWords(seen, markers)
  await scanWithWords(world, seen, markers)
  await talkOverWithWords(seen, markers)
  await meanwhile?.('in the middle')
  await fillInEveryForm(world, seen, markers, followed, meanwhile !== undefined)
  await acceptInvitation(world, seen, markers)
  await pressEveryButton(seen, markers, id)
  await failWithWords(world, seen, markers, id)
  return { quick: id, full, tokens }
}

/** Lets people write in every field of every form, and gathers what stays behind of it. */
export async function leaveWords(world: World): Promise<LeftBehind> {
  await withoutCompression(world)
  const wal = await followWal(world)
  const markers = createMarkers()
  const seen = recorder(world)
  const places = new Map<string, Buffer | string>()
  const columns = new Set(await sealedColumns(world))
  const copy = async (when: string) => {
    for (const [name, bytes] of await copyTables(world)) places.set(`${name}, ${when}`, bytes)
    for (const it of columns) if (await holdsBytes(world, it)) columns.delete(it)
  }
  let tokens: readonly string[] = []
  const streams = await standardStreams(async () => {
    ;({ tokens } = await writeEverywhere(world, seen, markers, copy))
    places.set('the statements that the server shows', await statementsSeen(world))
    await copy('before the last jobs')
    await world.runJobs()
  })
  await copy('at the end')
  places.set('the write-ahead log', await wal.read())
  places.set('the log of PostgreSQL', await serverLog(world))
  places.set('the log of the application', world.lines.join(''))
  places.set('the standard streams', streams)
  places.set('the mails', world.mails.map(mail => JSON.stringify(mail)).join('\n'))
  places.set('the addresses', seen.addresses())
  return { markers, places, pages: seen.seen, notSent: routesNotSent(seen), tokens, neverSealed: [...columns] }
}
