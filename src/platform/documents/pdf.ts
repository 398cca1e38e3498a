import { beginPdf } from './begin-pdf.ts'
import { printable, type Block, type TextDocument } from './document.ts'
import { aside, colours, keepTogether, margins, size, type Paper } from './paper.ts'
import { drawTable } from './pdf-table.ts'

const headings = { 1: { size: 17, tag: 'H2' }, 2: { size: 14, tag: 'H3' }, 3: { size: 12, tag: 'H4' } } as const

/**
 * Writes the document as a PDF on A4 with a structure tree, so that it can be read aloud (ISO 14289-1, PDF/UA). The fonts are
 * in the file: every Latin letter with every sign on it can be shown.
 */
export async function writePdf(document: TextDocument): Promise<Buffer> {
  const { pdf, root, whole } = await beginPdf(document)
  const paper = { pdf, root, width: pdf.page.width - margins.left - margins.right }
  write(paper, 'H1', document.title, { font: 'bold', size: size.title, after: 4 })
  for (const line of document.about ?? []) write(paper, 'P', line, { size: size.text, colour: colours.quiet, after: 2 })
  pdf.moveDown(0.8)
  for (const block of document.blocks) draw(paper, block)
  root.end()
  foot(paper, document)
  pdf.end()
  return whole
}

interface Style {
  font?: 'text' | 'bold'
  size?: number
  colour?: string
  /** Space after it, in points. */
  after?: number
  indent?: number
}

/** Writes a text as one element of the structure; it may run over pages. */
function write({ pdf, root, width }: Paper, tag: string, text: string, style: Style = {}): void {
  const { font = 'text', size: points = size.text, colour = colours.text, after = 6, indent = 0 } = style
  const shown = printable(text)
  if (shown === '') return
  const element = pdf.struct(tag, {}, () => {
    pdf
      .font(font)
      .fontSize(points)
      .fillColor(colour)
      .text(shown, margins.left + indent, pdf.y, { width: width - indent, lineGap: 2 })
  })
  root.add(element)
  pdf.y += after
}

function draw(paper: Paper, block: Block): void {
  const { pdf } = paper
  if (block === 'page-break') pdf.addPage()
  else if ('heading' in block) {
    const { size: points, tag } = headings[block.level]
    keepTogether(paper, points * 4)
    pdf.y += 8
    write(paper, tag, block.heading, { font: 'bold', size: points, after: 4 })
  } else if ('paragraph' in block) write(paper, 'P', block.paragraph)
  else if ('list' in block) drawList(paper, block.list, block.ordered ?? false)
  else if ('facts' in block) drawFacts(paper, block.facts)
  else if ('table' in block) drawTable(paper, block.table)
  else if ('note' in block) drawNote(paper, block.note)
  else drawToSign(paper, block.toSign)
}

function drawList(paper: Paper, items: readonly string[], ordered: boolean): void {
  const { pdf, root } = paper
  const list = pdf.struct('L')
  root.add(list)
  for (const [index, item] of items.entries()) {
    const one = pdf.struct('LI')
    list.add(one)
    keepTogether(paper, size.text * 2)
    const top = pdf.y
    pdf.font('text').fontSize(size.text).fillColor(colours.text)
    one.add(
      pdf.struct('Lbl', {}, () => void pdf.text(ordered ? `${index + 1}.` : '•', margins.left + 4, top, { width: 20 })),
    )
    pdf.y = top
    write({ ...paper, root: one }, 'LBody', item, { indent: 24, after: 3 })
    one.end()
  }
  list.end()
  pdf.y += 4
}

function drawFacts(paper: Paper, facts: readonly (readonly [string, string])[]): void {
  for (const [name, value] of facts) {
    keepTogether(paper, size.text * 3)
    write(paper, 'P', name, { font: 'bold', size: 10, colour: colours.quiet, after: 0 })
    write(paper, 'P', value === '' ? '–' : value, { after: 5 })
  }
}

function drawNote(paper: Paper, text: string): void {
  const { pdf } = paper
  keepTogether(paper, size.text * 4)
  const [page, top] = [pdf.bufferedPageRange().count, pdf.y]
  write(paper, 'P', text, { indent: 14, after: 8 })
  if (pdf.bufferedPageRange().count !== page) return
  aside(paper, () => void pdf.rect(margins.left, top, 4, pdf.y - top - 8).fill(colours.rule))
}

function drawToSign(paper: Paper, name: string): void {
  const { pdf } = paper
  keepTogether(paper, 60)
  pdf.y += 28
  aside(
    paper,
    () =>
      void pdf
        .moveTo(margins.left, pdf.y)
        .lineTo(margins.left + 240, pdf.y)
        .stroke(colours.quiet),
  )
  pdf.y += 2
  write(paper, 'P', name, { size: 10, colour: colours.quiet })
}

function foot({ pdf, width }: Paper, { footer, organisation }: TextDocument): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    // Below the margin, where a text would begin a new page.
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf
      .font('text')
      .fontSize(size.small)
      .fillColor(colours.quiet)
      .text(
        `${printable(footer ?? organisation).slice(0, 110)} · bladzijde ${page + 1} van ${count}`,
        margins.left,
        pdf.page.height - 44,
        { width, lineBreak: false },
      )
    pdf.endMarkedContent()
  }
}
