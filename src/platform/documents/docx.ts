import type * as Writer from 'docx'
import { writable, type Block, type TextDocument } from './document.ts'

// Heavy, so it is there only when a document is written.
type Docx = typeof Writer

const font = 'Calibri'
const numbered = 'numbers'

/** Writes the document so that an office program can change it. */
export async function writeDocx(document: TextDocument): Promise<Buffer> {
  const docx = await import('docx')
  const about = (document.about ?? []).map(line => new docx.Paragraph({ style: 'about', children: runs(docx, line) }))
  let lists = 0
  const file = new docx.Document({
    title: writable(document.title),
    creator: writable(document.organisation),
    description: writable(document.title),
    styles: {
      default: {
        document: { run: { font, size: 22, language: { value: 'nl-NL' } }, paragraph: { spacing: { after: 120 } } },
      },
      paragraphStyles: [{ id: 'about', name: 'Over dit document', run: { color: '555555', size: 20 } }],
    },
    numbering: {
      config: [
        {
          reference: numbered,
          levels: [{ level: 0, format: docx.LevelFormat.DECIMAL, text: '%1.', alignment: docx.AlignmentType.START }],
        },
      ],
    },
    sections: [
      {
        footers: { default: foot(docx, document) },
        children: [
          new docx.Paragraph({ heading: docx.HeadingLevel.TITLE, children: runs(docx, document.title) }),
          ...about,
          ...document.blocks.flatMap(block => written(docx, block, () => lists++)),
        ],
      },
    ],
  })
  return docx.Packer.toBuffer(file)
}

const runs = (docx: Docx, text: string, more: { bold?: boolean } = {}): Writer.TextRun[] =>
  writable(text)
    .split('\n')
    .map((line, index) => new docx.TextRun({ text: line, ...more, ...(index > 0 && { break: 1 }) }))

const foot = (docx: Docx, { footer, organisation }: TextDocument) =>
  new docx.Footer({
    children: [
      new docx.Paragraph({
        style: 'about',
        children: [
          ...runs(docx, `${footer ?? organisation} · bladzijde `),
          new docx.TextRun({ children: [docx.PageNumber.CURRENT, ' van ', docx.PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

const heading = ({ HeadingLevel }: Docx, level: 1 | 2 | 3) =>
  [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1] ?? HeadingLevel.HEADING_3

function written(docx: Docx, block: Block, nextList: () => number): (Writer.Paragraph | Writer.Table)[] {
  if (block === 'page-break') return [new docx.Paragraph({ pageBreakBefore: true })]
  if ('heading' in block)
    return [new docx.Paragraph({ heading: heading(docx, block.level), children: runs(docx, block.heading) })]
  if ('paragraph' in block) return [new docx.Paragraph({ children: runs(docx, block.paragraph) })]
  if ('note' in block) return [boxed(docx, block.note)]
  if ('toSign' in block)
    return [new docx.Paragraph({ children: runs(docx, `${block.toSign}: ______________________________`) })]
  if ('list' in block) {
    const instance = nextList()
    const bullet = block.ordered ? { numbering: { reference: numbered, level: 0, instance } } : { bullet: { level: 0 } }
    return block.list.map(item => new docx.Paragraph({ ...bullet, children: runs(docx, item) }))
  }
  if ('facts' in block) return [table(docx, [], block.facts, true)]
  const { caption, columns, rows } = block.table
  return [
    new docx.Paragraph({ keepNext: true, children: runs(docx, caption, { bold: true }) }),
    table(docx, columns, rows, false),
  ]
}

const line = { style: 'single', size: 4, color: '999999' } as const

const boxed = (docx: Docx, text: string) =>
  new docx.Paragraph({
    border: { top: line, bottom: line, left: { ...line, size: 24, color: '0f5257' }, right: line },
    children: runs(docx, text),
  })

function table(
  docx: Docx,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  firstIsName: boolean,
): Writer.Table {
  const cell = (text: string, bold: boolean) =>
    new docx.TableCell({
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new docx.Paragraph({ spacing: { after: 0 }, children: runs(docx, text, { bold }) })],
    })
  const head =
    columns.length > 0
      ? [new docx.TableRow({ tableHeader: true, children: columns.map(name => cell(name, true)) })]
      : []
  const body = rows.map(
    row =>
      new docx.TableRow({
        cantSplit: false,
        children: row.map((text, index) => cell(text, firstIsName && index === 0)),
      }),
  )
  return new docx.Table({ width: { size: 100, type: docx.WidthType.PERCENTAGE }, rows: [...head, ...body] })
}
