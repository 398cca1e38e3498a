import type { TextDocument } from './document.ts'

/** Writes the document as a PDF with a structure tree. */
export async function writePdf(document: TextDocument): Promise<Buffer> {
  throw new Error(`Not yet: ${document.title}`)
}
