import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, parseTokens, safeTokens, themeSheet } from './theme.ts'

test('of what stands in the database only plain tokens reach the style sheet', () => {
  const evil = {
    '--basis-a': 'red;}*{display:none}',
    '--basis-b': 'url(//x)',
    '--basis-c': '</style><script>',
    '--basis-d': '\\75rl(x)',
    '--basis-e': 'var(--x)',
    '--basis-f': '/* */',
    '--basis-g': '@import',
    '--other-h': 'red',
    '--basis-i;x': 'red',
    '--basis-j': 'expression(1)',
    '--basis-k': 5,
  }
  assert.equal(themeSheet(evil), ':root{}\n')
  for (const [name, value] of Object.entries(evil)) assert.deepEqual(safeTokens({ [name]: value }), {}, name)
  const fine = {
    '--nl-button-border-radius': '0',
    '--utrecht-a': '1.5rem 2px',
    '--todo-b': "'Source Sans 3', system-ui, sans-serif",
    '--basis-c': '#abc',
    '--basis-d': 'rgb(29 37 41 / 5%)',
    '--weerbaar-e': 'bold',
  }
  assert.deepEqual(safeTokens(fine), fine)
  assert.deepEqual(parseTokens('--basis-c:#abc;\n\n --basis-d : bold '), {
    tokens: { '--basis-c': '#abc', '--basis-d': 'bold' },
  })
  const start = performance.now()
  parseTokens(`--basis-c: ${'1px '.repeat(4000)}`)
  parseTokens(`--basis${'-a'.repeat(9000)}: x`)
  parseTokens(':'.repeat(20_000))
  assert.ok(performance.now() - start < 200)
})

test('contrast is computed as WCAG says', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
})
