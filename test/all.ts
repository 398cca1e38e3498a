// Loads the test files in the order given; by itself node runs them by the alphabet.
import { test } from 'node:test'
import { resolve } from 'node:path'

for (const file of (process.env['TEST_FILES'] ?? '').split('\n').filter(Boolean)) {
  try {
    await import(resolve(file))
  } catch (error) {
    test(`${file} can be loaded`, () => Promise.reject(error))
  }
}
