import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { importTroubles } from '../support/imports.ts'

test('imports only go down, no feature knows another, and there are no circles', () => {
  const paths = globSync('src/**/*.{ts,tsx}')
  assert.ok(paths.length > 0)
  assert.deepEqual(importTroubles(new Map(paths.map(path => [path, readFileSync(path, 'utf8')]))), [])
})

test('a sound house has no troubles', () => {
  assert.deepEqual(importTroubles(house({})), [])
})

const planted: { what: string; files: Record<string, string>; trouble: RegExp }[] = [
  {
    what: 'an engine that imports a feature',
    files: { 'src/engines/cases/move.ts': `import { a } from '../../features/incidents/incident.ts'` },
    trouble: /only app\.ts knows the features/,
  },
  {
    what: 'a platform file that imports the ui',
    files: { 'src/platform/http.tsx': `import { Layout } from '../ui/layout.tsx'` },
    trouble: /imports only go down/,
  },
  {
    what: 'a ui file that imports an engine for its types only',
    files: { 'src/ui/layout.tsx': `import type {\n  Viewer,\n} from '../engines/cases/move.ts'` },
    trouble: /imports only go down/,
  },
  {
    what: 'a feature that imports a feature',
    files: { 'src/features/support/support.ts': `import '../incidents/incident.ts'` },
    trouble: /a feature never imports a feature/,
  },
  {
    what: 'a feature that passes on what another has',
    files: { 'src/features/support/support.ts': `export * from "../incidents/incident.ts"` },
    trouble: /a feature never imports a feature/,
  },
  {
    what: 'a dynamic import from a nested folder',
    files: { 'src/features/support/a/b/deep.ts': `const it = await import(\n  '../../../incidents/incident.ts'\n)` },
    trouble: /a feature never imports a feature/,
  },
  {
    what: 'a type that is imported in place',
    files: { 'src/features/support/support.ts': `type It = import('../incidents/incident.ts').It` },
    trouble: /a feature never imports a feature/,
  },
  {
    what: 'a dynamic import whose path is computed',
    files: { 'src/features/support/support.ts': 'await import(`../${name}/incident.ts`)' },
    trouble: /computed path/,
  },
  {
    what: 'a dynamic import of a variable',
    files: { 'src/features/support/support.ts': 'await import(name)' },
    trouble: /computed path/,
  },
  {
    what: 'the command line that knows a feature',
    files: { 'src/cli/weerbaar.ts': `import { a } from '../features/incidents/incident.ts'` },
    trouble: /only app\.ts knows the features/,
  },
  {
    what: 'an engine that imports app.ts',
    files: { 'src/engines/cases/move.ts': `import { features } from '../../app.ts'` },
    trouble: /imports only go down/,
  },
  {
    what: 'a product file that imports from the tests',
    files: { 'src/platform/http.tsx': `import { freshDatabase } from '../../test/support/postgres.ts'` },
    trouble: /outside src/,
  },
  {
    what: 'a circle of three files, one step of it for types only',
    files: {
      'src/engines/cases/move.ts': `import { b } from './b.ts'`,
      'src/engines/cases/b.ts': `import { c } from './nested/c.ts'`,
      'src/engines/cases/nested/c.ts': `import type { A } from '../move.ts'`,
    },
    trouble: /circle: .*move\.ts → .*b\.ts → .*c\.ts → .*move\.ts/,
  },
]

for (const { what, files, trouble } of planted) {
  test(`the walls stop ${what}`, () => {
    assert.match(importTroubles(house(files)).join('\n'), trouble)
  })
}

test('a test may import the whole application and what supports tests', () => {
  const source = `import { app } from '../../app.ts'; import { freshDatabase } from '../../../test/support/postgres.ts'`
  assert.deepEqual(importTroubles(house({ 'src/features/support/support.test.ts': source })), [])
})

function house(files: Record<string, string>): Map<string, string> {
  const sound = {
    'src/main.ts': `import { app } from './app.ts'`,
    'src/cli/weerbaar.ts': `import { app } from '../app.ts'`,
    'src/app.ts': `import { a } from './features/incidents/incident.ts'; import './features/support/support.ts'`,
    'src/features/incidents/incident.ts': `import { move } from '../../engines/cases/move.ts'`,
    'src/features/support/support.ts': `import { own } from './a/b/deep.ts'; import { z } from 'zod'`,
    'src/features/support/a/b/deep.ts': `import { Layout } from '../../../../ui/layout.tsx'`,
    'src/engines/cases/move.ts': `import { page } from '../../platform/http.tsx'`,
    'src/ui/layout.tsx': `import { page } from '../platform/http.tsx'`,
    'src/platform/http.tsx': `import { join } from 'node:path'`,
  }
  return new Map(Object.entries({ ...sound, ...files }))
}
