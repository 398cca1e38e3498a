const bytesAtMost = 2 * 1024 * 1024

let passed = 0

/**
 * Told of so many bytes of a file that passed through memory: after 2 MB the young generation is collected. By itself that
 * waits until it is full of objects, and the buffers that they hold are not counted: four uploads at once took 70 MB more.
 * Does nothing where Node was started without --expose-gc.
 */
export function sweepAfter(bytes: number): void {
  passed += bytes
  if (passed < bytesAtMost) return
  passed = 0
  globalThis.gc?.({ type: 'minor', execution: 'sync' })
}
