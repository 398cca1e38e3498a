const megabyte = 1024 * 1024
const youngAfter = 2 * megabyte
const allAfter = 32 * megabyte

let young = 0
let all = 0

/**
 * Told of so many bytes of a file that passed through memory: after 2 MB the young generation is collected, after 32 MB
 * everything. By itself the first waits until it is full of objects, and the buffers that they hold are not counted: four
 * uploads at once took 70 MB more. What lives through two of those stays until the second: 50 MB more.
 * Does nothing where Node was started without --expose-gc.
 */
export function sweepAfter(bytes: number): void {
  young += bytes
  all += bytes
  if (all >= allAfter) sweepAll()
  else if (young >= youngAfter) {
    young = 0
    globalThis.gc?.({ type: 'minor', execution: 'sync' })
  }
}

/** Collects everything. At the end of a start too: what it leaves behind is not needed again, 12 MB. */
export function sweepAll(): void {
  young = 0
  all = 0
  globalThis.gc?.()
}
