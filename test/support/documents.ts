import { buffer } from 'node:stream/consumers'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { fromBufferPromise } from 'yauzl'
import { projectFile } from '../../src/platform/project.ts'

/** An element of the structure of a PDF, with the text in it and below it. */
export interface Tagged {
  tag: string
  text: string
  children: Tagged[]
}

export interface ReadPdf {
  pages: number
  language: string | undefined
  title: string | undefined
  /** All that it says, also at the foot of pages. */
  text: string
  /** What is read aloud: the structure of each page, one after the other. */
  structure: Tagged[]
}

interface Node {
  role?: string
  children?: Node[]
  id?: string
  type?: string
}

/** Reads a PDF as a reader program does: its words by extraction, and its structure tree. */
export async function readPdf(file: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({
    data: new Uint8Array(file),
    standardFontDataUrl: `${projectFile('node_modules/pdfjs-dist/standard_fonts')}/`,
    verbosity: 0,
  })
  const pdf = await task.promise
  const { info } = await pdf.getMetadata()
  const texts: string[] = []
  const structure: Tagged[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    const marked = new Map<string, string>()
    let open: string[] = []
    for (const item of items) {
      if ('str' in item) {
        const words = wordsOf(item)
        texts.push(words)
        const id = open.findLast(it => it !== '')
        if (id !== undefined) marked.set(id, (marked.get(id) ?? '') + words)
      } else if (item.type === 'endMarkedContent') open = open.slice(0, -1)
      else open = [...open, item.id ?? '']
    }
    const tree: Node | null = await page.getStructTree()
    structure.push(...(tree?.children ?? []).map(node => tagged(node, marked)))
  }
  const { Title, Language } = info as { Title?: string; Language?: string }
  const pages = pdf.numPages
  await task.destroy()
  return { pages, language: Language, title: Title, text: texts.join(''), structure }
}

const wordsOf = ({ str, hasEOL }: TextItem) => str + (hasEOL ? '\n' : '')

function tagged(node: Node, marked: ReadonlyMap<string, string>): Tagged {
  const own = (node.children ?? []).filter(it => it.type === 'content')
  const children = (node.children ?? []).filter(it => it.role !== undefined).map(it => tagged(it, marked))
  const words = own.map(it => marked.get(it.id ?? '') ?? '')
  return { tag: node.role ?? '', text: [...words, ...children.map(it => it.text)].join(''), children }
}

/** All elements with this tag, wherever they are. */
export const allTagged = (structure: readonly Tagged[], tag: string): Tagged[] =>
  structure.flatMap(it => [...(it.tag === tag ? [it] : []), ...allTagged(it.children, tag)])

/** The files in a ZIP, by name. */
export async function readZip(file: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(file, { lazyEntries: true })
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return files
}

/** The words of a DOCX, a line for each paragraph. */
export async function docxText(file: Buffer): Promise<string> {
  const xml = (await readZip(file)).get('word/document.xml')?.toString('utf8') ?? ''
  return xml
    .replaceAll(/<w:br\/>|<\/w:p>/gu, '\n')
    .replaceAll(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
