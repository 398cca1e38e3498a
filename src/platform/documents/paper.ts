// What everything on a page in a PDF agrees on. Lengths are in points.

export const margins = { top: 64, bottom: 72, left: 64, right: 64 }
export const colours = { text: '#1b1b1b', quiet: '#555555', rule: '#0f5257', line: '#999999' }
export const size = { title: 22, text: 10.5, table: 10, small: 9 }

export interface Paper {
  pdf: PDFKit.PDFDocument
  /** Where in the structure that is read aloud the next element comes. */
  root: PDFKit.PDFStructureElement
  /** Between the margins. */
  width: number
}

/** Begins a page when less than so much is left. */
export function keepTogether({ pdf }: Paper, height: number): void {
  if (pdf.y + height > pdf.page.height - margins.bottom) pdf.addPage()
}

/** What is drawn for the eye only, and is not read aloud. */
export function aside({ pdf }: Paper, work: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  work()
  pdf.endMarkedContent()
}
