import { projectFile } from '../project.ts'
import { writable } from './document.ts'
import { margins } from './paper.ts'

const fonts = { text: '400Regular/NotoSans_400Regular.ttf', bold: '700Bold/NotoSans_700Bold.ttf' }

export interface BegunPdf {
  pdf: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
  /** The file, once the document was ended. */
  whole: Promise<Buffer>
}

/** Begins a PDF on A4 with a structure tree, and with the fonts for every letter in what it will say. */
export async function beginPdf(says: { title: string; organisation: string }): Promise<BegunPdf> {
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    tagged: true,
    // @ts-expect-error The types do not know this one yet.
    subset: 'PDF/UA',
    pdfVersion: '1.7',
    lang: 'nl-NL',
    displayTitle: true,
    info: { Title: writable(says.title), Author: writable(says.organisation), Creator: 'Weerbaar' },
  })
  const whole = gather(pdf)
  registerFonts(pdf, says)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  return { pdf, root, whole }
}

function gather(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
  })
}

// The font makes some letters of two shapes, n and an accent. A shape is read aloud as what it was first used for, so each is
// first used for itself: else every n after a ǹ would be one.
function registerFonts(pdf: PDFKit.PDFDocument, says: unknown): void {
  const signs = new Set(JSON.stringify(says).normalize('NFD'))
  for (const [name, file] of Object.entries(fonts)) {
    pdf.registerFont(name, projectFile(`node_modules/@expo-google-fonts/noto-sans/${file}`)).font(name)
    for (const sign of signs) pdf._font.encode(writable(sign))
  }
}
