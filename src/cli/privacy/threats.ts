import { readFileSync } from 'node:fs'
import { projectFile } from '../../platform/project.ts'

interface Measure {
  where: string
  tests: string
}

/** A heading under "Measures" of docs/security.md, with the rows of its table. */
export interface Threat {
  name: string
  measures: Measure[]
}

/** The threat model: its threats with their measures, and what it says that is not there. */
export function readThreats(text = readFileSync(projectFile('docs/security.md'), 'utf8')) {
  const threats = section(text, 'Measures')
    .split(/^### /m)
    .slice(1)
    .map(part => ({ name: part.slice(0, part.indexOf('\n')).trim(), measures: rowsOf(part) }))
  return { threats, limits: [...leadsOf(section(text, 'Honest limits')), ...leadsOf(section(text, 'Not there yet'))] }
}

const section = (text: string, title: string): string =>
  text
    .split(/^## /m)
    .find(part => part.startsWith(`${title}\n`))
    ?.slice(title.length) ?? ''

const rowsOf = (part: string): Measure[] =>
  part
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| measure |'))
    .map(line => {
      const [, , where = '', tests = ''] = line.split('|')
      return { where: where.trim(), tests }
    })

// What a line begins with in bold, or its first sentence.
const leadsOf = (part: string): string[] =>
  part
    .split('\n')
    .flatMap(line => /^- (?:\*\*([^*]+)\*\*|([^.:*]+))/.exec(line)?.slice(1, 3).find(Boolean) ?? [])
    .map(lead => lead.replace(/\.$/, '').trim())

/** Where a measure is built, by the sentence of a test that stands in its row. Throws when there is no such row. */
export function measureOf(threats: readonly Threat[], threat: string, test: string): Measure {
  const found = threats.find(it => it.name === threat)?.measures.find(it => it.tests.includes(`"${test}"`))
  if (!found) throw new Error(`docs/security.md has no measure under "${threat}" with the test "${test}"`)
  return found
}
