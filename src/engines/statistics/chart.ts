import type * as Plot from '@observablehq/plot'

export interface Bar {
  label: string
  /** Null is withheld, or a gap. */
  n: number | null
  /** What stands at the bar, when it is not the number itself. */
  words?: string
}

// As wide as a phone, so that its words stay readable there; the style sheet lets it grow.
const width = 340
const labelWidth = 150

/**
 * Bars as inline SVG for a page: named by title and description, the number written at each bar. Nothing in it is a style, which
 * our content security policy would refuse.
 * @param id unique on the page
 * @param full how much a bar of the whole width is; as much as the longest one by default
 */
export type DrawBars = (id: string, title: string, bars: readonly Bar[], full?: number) => string

type PlotModule = typeof Plot

let loading: Promise<DrawBars> | undefined

/** What draws, loaded at the first page with a drawing: it takes 26 MB. */
export const loadDrawing = (): Promise<DrawBars> => (loading ??= load())

async function load(): Promise<DrawBars> {
  const [plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  const { document } = parseHTML('<!doctype html><html lang="nl"></html>')
  return (id, title, bars, full) => drawBars(plot, document, { id, title, bars, full: full ?? largest(bars) })
}

interface Drawing {
  id: string
  title: string
  bars: readonly Bar[]
  full: number
}

function drawBars(plot: PlotModule, document: Document, { id, title, bars, full }: Drawing): string {
  const shown = bars.map((it, place) => ({
    ...it,
    place: String(place),
    words: wordsAt(it),
  }))
  const words = { x: (it: Bar) => it.n ?? 0, y: 'place', text: 'words', dx: 4, textAnchor: 'start' } as const
  const svg = plot.plot({
    document,
    width,
    height: 30 + bars.length * 26,
    marginLeft: labelWidth,
    marginRight: 64,
    marginTop: 4,
    marginBottom: 22,
    style: { fontSize: '12px' },
    x: {
      label: null,
      ticks: 4,
      tickFormat: (it: number) => (Number.isInteger(it) ? String(it) : ''),
      domain: [0, full],
    },
    y: {
      label: null,
      domain: shown.map(it => it.place),
      tickFormat: (it: string) => short(shown[Number(it)]?.label ?? ''),
    },
    marks: [
      plot.barX(
        shown.filter(it => it.n !== null),
        { x: 'n', y: 'place', className: 'bar' },
      ),
      plot.text(shown, words),
      plot.ruleX([0]),
    ],
  })
  svg.querySelector('style')?.remove()
  svg.removeAttribute('style')
  svg.removeAttribute('class')
  svg.setAttribute('role', 'img')
  svg.setAttribute('font-size', '12')
  svg.setAttribute('aria-labelledby', `${id}-title ${id}-desc`)
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  const titled = (name: string, text: string) => {
    const it = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', name)
    it.setAttribute('id', `${id}-${name}`)
    it.textContent = text
    return it
  }
  svg.prepend(titled('title', title), titled('desc', described(bars)))
  return svg.outerHTML
}

const largest = (bars: readonly Bar[]) => Math.max(5, ...bars.map(it => it.n ?? 0))

const wordsAt = ({ n, words }: Bar) => words ?? (n === null ? 'niet getoond' : String(n))

const longest = 21
const short = (label: string) => (label.length > longest ? `${label.slice(0, longest - 1).trimEnd()}…` : label)

const described = (bars: readonly Bar[]) =>
  `Staven: ${bars.map(it => `${it.label}: ${wordsAt(it)}`).join('; ')}. Dezelfde getallen staan in de tabel.`
