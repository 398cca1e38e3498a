import { beginPdf } from './begin-pdf.ts'
import { printable } from './document.ts'
import { aside, colours, type Paper } from './paper.ts'
import type { Notice } from './poster.ts'

const millimetre = 72 / 25.4
const card = { width: 85 * millimetre, height: 54 * millimetre, padding: 10 }
const [across, down] = [2, 5]
const most = 5

/** Writes a notice as cards of 85 by 54 mm for a wallet, ten on an A4 to cut out. They are the same: one is read aloud. */
export async function writeWalletCards(notice: Notice): Promise<Buffer> {
  const { pdf, root, whole } = await beginPdf(notice)
  const paper = { pdf, root, width: card.width - 2 * card.padding }
  const left = (pdf.page.width - across * card.width) / 2
  const top = (pdf.page.height - down * card.height) / 2
  pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
  for (let n = 0; n < across * down; n++) {
    const at = { x: left + (n % across) * card.width, y: top + Math.floor(n / across) * card.height }
    aside(paper, () => void pdf.rect(at.x, at.y, card.width, card.height).lineWidth(0.5).stroke(colours.line))
    if (n === 0) drawCard(paper, notice, at, (tag, work) => root.add(pdf.struct(tag, {}, work)))
    else aside(paper, () => drawCard(paper, notice, at, (_, work) => work()))
  }
  root.end()
  pdf.end()
  return whole
}

type Element = (tag: string, work: () => void) => void

function drawCard(
  { pdf, width }: Paper,
  { title, organisation, callTitle, contacts }: Notice,
  at: { x: number; y: number },
  element: Element,
): void {
  let y = at.y + card.padding
  const line = (tag: string, text: string, font: 'text' | 'bold', points: number, colour = colours.text) => {
    element(tag, () => {
      pdf
        .font(font)
        .fontSize(points)
        .fillColor(colour)
        .text(printable(text).replaceAll('\n', ' '), at.x + card.padding, y, {
          width,
          height: points * 1.4,
          ellipsis: true,
          lineBreak: true,
        })
    })
    y += points * 1.45
  }
  line('H1', title, 'bold', 11, colours.rule)
  line('P', organisation, 'text', 7, colours.quiet)
  y += 3
  line('H2', callTitle, 'bold', 8, colours.rule)
  for (const { name, phone } of contacts.slice(0, most)) line('P', `${phone}  ${name}`, 'bold', 8)
}
