// Draws the charts of cases in docs/charts/, from the tables that the code itself reads:
//   node --import ./scripts/loader.mjs scripts/charts.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { chartFaults, type Chart, type Transition } from '../src/engines/cases/chart.ts'
import { incidentChart } from '../src/features/incidents/incident.chart.ts'
import { rightsChart } from '../src/features/rights/rights.chart.ts'
import { projectFile } from '../src/platform/project.ts'

interface Edge {
  from: string
  event: string
  to: string
  by: readonly string[]
  label: string
  past: string
}

function edgesOf<S extends string, E extends string>({ states }: Chart<S, E>): Edge[] {
  return Object.entries<Partial<Record<E, Transition<S>>>>(states).flatMap(([from, events]) =>
    Object.entries<Transition<S> | undefined>(events).flatMap(([event, found]) =>
      found ? [{ ...found, from, event, to: found.to ?? from }] : [],
    ),
  )
}

/** A chart as a page of documentation: the diagram, and the same in a table. */
export function drawChart<S extends string, E extends string>(title: string, chart: Chart<S, E>): string {
  const edges = edgesOf(chart)
  const names = Object.entries<string>(chart.names)
  return [
    `# ${title}`,
    '',
    'Drawn from the code by `scripts/charts.ts`; a test fails when the two differ.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...names.map(([state, name]) => `  state "${name}" as ${state}`),
    `  [*] --> ${chart.initial}`,
    ...edges.map(({ from, event, to, by }) => `  ${from} --> ${to}: ${event} (${by.join(', ')})`),
    ...chart.final.map(state => `  ${state} --> [*]`),
    '```',
    '',
    '| state | event | next state | who | button | in the timeline |',
    '|---|---|---|---|---|---|',
    ...edges.map(
      ({ from, event, to, by, label, past }) =>
        `| ${from} | ${event} | ${to} | ${by.join(', ')} | ${label} | ${past} |`,
    ),
    '',
  ].join('\n')
}

/** Every chart of the product, by the file that it is drawn in. */
export const charts = {
  'docs/charts/incident.md': of('The life of a report', incidentChart),
  'docs/charts/rights.md': of('The life of a request about own data', rightsChart),
}

function of<S extends string, E extends string>(title: string, it: Chart<S, E>) {
  return { drawn: () => drawChart(title, it), faults: () => chartFaults(it) }
}

if (import.meta.main)
  for (const [path, { drawn }] of Object.entries(charts)) {
    mkdirSync(dirname(projectFile(path)), { recursive: true })
    writeFileSync(projectFile(path), drawn())
  }
