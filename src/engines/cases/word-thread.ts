import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { beginSearch, type Search, type SealedWords } from './word-matching.ts'

// A thread for one search in many cases: to open ten thousand lists takes longer than a page may wait. It ends with the search.

// On Linux 0 is this thread alone: who opens a page goes first.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)

const given: Search = workerData
const search = beginSearch(given)

parentPort?.on('message', (pieces: readonly SealedWords[] | 'done') => {
  if (pieces !== 'done') search.look(pieces)
  else parentPort?.postMessage(search.found(), [])
})
