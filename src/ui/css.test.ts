import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { bundleAssets } from '../platform/assets-build.ts'
import { projectFile } from '../platform/project.ts'

const { files } = await bundleAssets({ thorough: false })
const sheet = files.find(({ name }) => name.endsWith('.css'))
const fonts = files.filter(({ name }) => name.endsWith('.woff2'))
const css = sheet?.body.toString() ?? ''

const textOf = (pattern: string) =>
  globSync(projectFile(pattern))
    .map(path => readFileSync(path, 'utf8'))
    .join('\n')
const own = (text: string) => new Set(text.match(/(?<!--)weerbaar-[a-z]+(?:(?:__|--|-)[a-z]+)*/g))

// Put together from a word in the code, or set by a script.
const composed = /^weerbaar-(?:chip--|clock--|input|count)/

test('the style sheet and its font leave room for a page within 60 kB', () => {
  const weight = sheet?.gzip?.length ?? Infinity
  assert.ok(weight <= 12_300, `the style sheet weighs ${weight} bytes`)
  assert.equal(fonts.length, 1)
})

test('the style sheet asks for nothing but its own font', () => {
  const addresses = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, address = '']) => address)
  assert.equal(addresses.length, 1)
  assert.ok(addresses.every(address => /^"?\.\/[\w-]+\.woff2"?$/.test(address)))
})

test('every class of ours that a view names has a style', () => {
  const styled = own(css)
  const missing = [...own(textOf('src/**/*.tsx'))].filter(name => !styled.has(name) && !composed.test(name))
  assert.deepEqual(missing, [])
})

test('no style is left behind for a view that is gone', () => {
  const named = own(textOf('src/**/*.tsx'))
  const left = [...own(textOf('src/ui/css/*.css'))].filter(name => !named.has(name) && !composed.test(name))
  assert.deepEqual(left, [])
})
