import { beginPdf } from './begin-pdf.ts'
import { printable } from './document.ts'
import { aside, colours, margins, type Paper } from './paper.ts'

/** What hangs on a wall or goes in a pocket: a text in a few paragraphs, and whom to call. */
export interface Notice {
  title: string
  organisation: string
  paragraphs: readonly string[]
  callTitle: string
  contacts: readonly { name: string; phone: string }[]
  /** Small, at the end. */
  foot: string
}

interface Line {
  tag: string
  text: string
  font: 'text' | 'bold'
  /** In parts of the size of the text. */
  scale: number
  colour?: string
  after: number
}

const largest = 17
const smallest = 7
// The first ones: who reads a wall wants to know whom to call, not all whom one can call.
const most = 6

/** Writes a notice as a poster on A4: as large as it fits on one page. */
export async function writePoster(notice: Notice): Promise<Buffer> {
  const { pdf, root, whole } = await beginPdf(notice)
  const paper = { pdf, root, width: pdf.page.width - margins.left - margins.right }
  const lines = linesOf(notice)
  const room = pdf.page.height - margins.top - margins.bottom
  let points = largest
  while (points > smallest && heightOf(paper, lines, points) > room) points -= 0.5
  aside(paper, () => void pdf.rect(0, 0, pdf.page.width, 28).fill(colours.rule))
  for (const line of lines) write(paper, line, points)
  root.end()
  pdf.end()
  return whole
}

const linesOf = ({ title, organisation, paragraphs, callTitle, contacts, foot }: Notice): Line[] => [
  { tag: 'H1', text: title, font: 'bold', scale: 2, colour: colours.rule, after: 0.2 },
  { tag: 'P', text: organisation, font: 'text', scale: 1, colour: colours.quiet, after: 1 },
  ...paragraphs.map((text): Line => ({ tag: 'P', text, font: 'text', scale: 1, after: 0.7 })),
  { tag: 'H2', text: callTitle, font: 'bold', scale: 1.3, colour: colours.rule, after: 0.3 },
  ...contacts
    .slice(0, most)
    .map(({ name, phone }): Line => ({ tag: 'P', text: `${name}: ${phone}`, font: 'bold', scale: 1.1, after: 0.3 })),
  { tag: 'P', text: foot, font: 'text', scale: 0.7, colour: colours.quiet, after: 0 },
]

const heightOf = ({ pdf, width }: Paper, lines: readonly Line[], points: number): number =>
  lines.reduce(
    (sum, { font, scale, text, after }) =>
      sum +
      pdf
        .font(font)
        .fontSize(points * scale)
        .heightOfString(printable(text), { width }) +
      points * after,
    0,
  )

function write({ pdf, root, width }: Paper, { tag, text, font, scale, colour, after }: Line, points: number): void {
  if (printable(text) === '') return
  const element = pdf.struct(tag, {}, () => {
    pdf
      .font(font)
      .fontSize(points * scale)
      .fillColor(colour ?? colours.text)
      .text(printable(text), margins.left, pdf.y, { width })
  })
  root.add(element)
  pdf.y += points * after
}
