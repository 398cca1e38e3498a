import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { writePdf } from '../../platform/documents/pdf.ts'
import { csvOf, redactedList } from './listing.ts'
import type { Figures } from './reading.ts'
import { wooDocument } from './report.ts'

/** What can be given at a request for public information (Woo): figures and a list without words, people, days or small numbers. */
export async function packageOf(it: Figures): Promise<Buffer> {
  const zip = new ZipFile()
  const mtime = it.released ?? it.now
  const add = (content: Buffer, name: string) => zip.addBuffer(content, name, { mtime })
  add(await writePdf(wooDocument(it)), 'lees-mij-en-cijfers.pdf')
  add(csvOf(it), 'cijfers.csv')
  add(redactedList(it), 'lijst.csv')
  zip.end()
  return buffer(zip.outputStream)
}
