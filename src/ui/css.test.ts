import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const folder = import.meta.dirname

const { outputFiles } = await build({
  entryPoints: [join(folder, 'css/main.css')],
  outdir: 'nowhere',
  bundle: true,
  minify: true,
  write: false,
  loader: { '.woff2': 'file' },
})
const css = outputFiles.find(({ path }) => path.endsWith('.css'))?.text ?? ''

const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')
const views = readdirSync(folder).filter(name => name.endsWith('.tsx'))
const own = (text: string) => new Set(text.match(/weerbaar-[a-z]+(?:(?:__|--|-)[a-z]+)*/g))

// Put together from a word in the code, or set by a script.
const composed = /^weerbaar-(?:chip--|clock--|input|count)/

test('the style sheet and its two fonts leave room for the page within 60 kB', () => {
  const weight = gzipSync(css, { level: 6 }).length
  const fonts = outputFiles.filter(({ path }) => path.endsWith('.woff2'))
  assert.ok(weight <= 12_000, `the style sheet weighs ${weight} bytes`)
  assert.equal(fonts.length, 2)
})

test('the style sheet asks for nothing but its own fonts', () => {
  const addresses = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, address = '']) => address)
  assert.equal(addresses.length, 2)
  assert.ok(addresses.every(address => /^"?\.\/[\w-]+\.woff2"?$/.test(address)))
})

test('every class of ours that a component names has a style', () => {
  const styled = own(css)
  const named = views.flatMap(name => [...own(textOf(name))])
  assert.deepEqual(
    named.filter(name => !styled.has(name) && !composed.test(name)),
    [],
  )
})

test('no style is left behind for a component that is gone', () => {
  const named = own(views.map(textOf).join('\n'))
  const sheets = readdirSync(join(folder, 'css')).map(name => textOf(`css/${name}`))
  const styled = [...own(sheets.join('\n').replaceAll(/--weerbaar-[\w-]+/g, ''))]
  assert.deepEqual(
    styled.filter(name => !named.has(name) && !composed.test(name)),
    [],
  )
})
