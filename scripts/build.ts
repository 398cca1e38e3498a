import { renameSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { buildAssets } from '../src/platform/assets-build.ts'
import { projectFile } from '../src/platform/project.ts'

const dist = projectFile('dist')
const draft = projectFile(`dist.${process.pid}`)

await build({
  entryPoints: {
    main: projectFile('src/main.ts'),
    weerbaar: projectFile('src/cli/weerbaar.ts'),
    'word-thread': projectFile('src/engines/cases/word-thread.ts'),
  },
  outdir: draft,
  bundle: true,
  // What is imported when it is needed stays apart, and is not loaded before.
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'linked',
  logLevel: 'warning',
})
const { files } = await buildAssets(`${draft}/public`)

// Swapped in whole, so that a start in the meantime finds no half bundle.
rmSync(dist, { recursive: true, force: true })
renameSync(draft, dist)
console.log(`dist/ is ready: the server, the command line and ${files.length} files for the browser`)
