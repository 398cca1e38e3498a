import { parentPort, workerData } from 'node:worker_threads'
import { beginSearch, type Search, type SealedWords } from './word-matching.ts'

// A thread for one search in many cases: to open ten thousand lists takes longer than a page may wait. It ends with the search.

const given: Search = workerData
const search = beginSearch(given)

parentPort?.on('message', (pieces: readonly SealedWords[] | 'done') => {
  if (pieces !== 'done') search.look(pieces)
  else parentPort?.postMessage(search.found(), [])
})
