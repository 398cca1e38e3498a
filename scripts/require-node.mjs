// Runs on any Node, so that an old one gets a sentence instead of a syntax error.
const needed = 24
const found = process.versions.node

if (Number(found.split('.')[0]) < needed) {
  console.error(
    [
      `Weerbaar needs Node ${needed} or newer; this is Node ${found} (${process.execPath}).`,
      'On Linux x64 "npm ci" brings the right Node along: run "npm ci" again and check that node_modules/.bin/node exists.',
      `On another platform install Node ${needed} or newer and try again.`,
    ].join('\n'),
  )
  process.exit(1)
}
