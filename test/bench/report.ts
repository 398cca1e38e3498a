interface Bar {
  atMost?: number
  atLeast?: number
}

/** What has been promised (issue 2, "Habits"). A line without a bar is there to be compared with itself. */
const bars: Readonly<Record<string, Bar>> = {
  restart_s: { atMost: 3 },
  report_page_kb: { atMost: 60 },
  report_page_requests: { atMost: 5 },
  join_31_s: { atMost: 2 },
  submit_c8_p95_ms: { atMost: 100 },
  submit_vs_sql_c8: { atLeast: 0.3 },
  search_10k_p95_ms: { atMost: 1000 },
  search_other_pages_ratio: { atMost: 2 },
  open_case_p95_ms: { atMost: 20 },
  worklist_100k_p95_ms: { atMost: 25 },
  worklist_100k_c8_p95_ms: { atMost: 60 },
  worklist_100k_vs_10k: { atMost: 2 },
  rss_peak_mb: { atMost: 250 },
  walk_1000_cpu_ms: { atMost: 300 },
  rescore_10000_s: { atMost: 3 },
  rescore_growth_mb: { atMost: 20 },
}

const missed: string[] = []

/** Prints one result: `name value unit`. */
export function line(name: string, value: number, unit: string): void {
  console.log(`${name} ${value.toFixed(value < 10 ? 2 : 1)} ${unit}`)
  const { atMost = Infinity, atLeast = -Infinity } = bars[name] ?? {}
  if (!(value <= atMost && value >= atLeast))
    missed.push(`${name} is ${value.toFixed(2)}, the bar is ${atMost < Infinity ? `≤ ${atMost}` : `≥ ${atLeast}`}`)
}

/** Says what is going on, apart from the results. */
export const say = (text: string): void => console.error(`· ${text}`)

/** Says which bars were missed; true when there were none. */
export function allBarsHeld(): boolean {
  for (const it of missed) console.error(`✖ ${it}`)
  return missed.length === 0
}
