import { printable } from './document.ts'
import { aside, colours, keepTogether, margins, size, type Paper } from './paper.ts'

interface Table {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

const pad = 4

/**
 * Draws a table whose rows stay whole; one that is longer than a page is written out as lines, each with the name of its
 * column, as nothing may be lost.
 */
export function drawTable(paper: Paper, { caption, columns, rows }: Table): void {
  const { pdf, root } = paper
  const table = pdf.struct('Table')
  root.add(table)
  const widths = widthsOf(paper, columns, rows)
  const tall = pdf.page.height - margins.top - margins.bottom
  pdf.font('bold').fontSize(size.text).fillColor(colours.text)
  keepTogether(paper, 70)
  table.add(
    pdf.struct('Caption', {}, () => void pdf.text(printable(caption), margins.left, pdf.y, { width: paper.width })),
  )
  pdf.y += 2
  const head = { cells: columns, tag: 'TH', font: 'bold' } as const
  drawRow(paper, table, head, widths)
  for (const cells of rows) {
    const height = heightOf(paper, cells, widths, 'text')
    if (height > tall - 60) {
      table.add(pdf.struct('TR', {}, [tallRow(paper, columns, cells)]))
      continue
    }
    keepTogether(paper, height)
    drawRow(paper, table, { cells, tag: 'TD', font: 'text' }, widths)
  }
  table.end()
  pdf.x = margins.left
  pdf.y += 10
}

/** Columns as wide as what is in them, within reason. */
function widthsOf({ pdf, width }: Paper, columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  pdf.font('bold').fontSize(size.table)
  const wished = columns.map((name, index) => {
    const longest = rows
      .slice(0, 200)
      .map(row => Math.min(pdf.widthOfString(printable(row[index] ?? '').slice(0, 80)), 220))
    return Math.max(pdf.widthOfString(printable(name)), 30, ...longest) + 2 * pad
  })
  const all = wished.reduce((sum, it) => sum + it, 0)
  return wished.map(it => (it / all) * width)
}

const heightOf = ({ pdf }: Paper, cells: readonly string[], widths: readonly number[], font: string): number => {
  pdf.font(font).fontSize(size.table)
  const heights = cells.map((text, index) =>
    pdf.heightOfString(printable(text) || ' ', { width: (widths[index] ?? 0) - 2 * pad }),
  )
  return Math.max(0, ...heights) + 2 * pad
}

interface Row {
  cells: readonly string[]
  tag: 'TH' | 'TD'
  font: 'text' | 'bold'
}

function drawRow(
  paper: Paper,
  table: PDFKit.PDFStructureElement,
  { cells, tag, font }: Row,
  widths: readonly number[],
): void {
  const { pdf, width } = paper
  const height = heightOf(paper, cells, widths, font)
  const top = pdf.y
  const row = pdf.struct('TR')
  table.add(row)
  let left = margins.left
  for (const [index, text] of cells.entries()) {
    const [x, cellWidth] = [left + pad, (widths[index] ?? 0) - 2 * pad]
    const content = () =>
      void pdf
        .font(font)
        .fontSize(size.table)
        .fillColor(colours.text)
        .text(printable(text), x, top + pad, { width: cellWidth })
    row.add(pdf.struct(tag, tag === 'TH' ? { scope: 'Column' } : {}, content))
    left += widths[index] ?? 0
  }
  row.end()
  pdf.y = top + height
  aside(
    paper,
    () =>
      void pdf
        .moveTo(margins.left, pdf.y)
        .lineTo(margins.left + width, pdf.y)
        .lineWidth(0.5)
        .stroke(colours.line),
  )
}

const tallRow = ({ pdf, width }: Paper, columns: readonly string[], cells: readonly string[]) =>
  pdf.struct('TD', {}, () => {
    pdf
      .font('text')
      .fontSize(size.table)
      .text(
        cells.map((text, index) => `${printable(columns[index] ?? '')}: ${printable(text)}`).join('\n'),
        margins.left,
        pdf.y,
        { width },
      )
  })
