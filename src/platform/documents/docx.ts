import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { writable, type Block, type TextDocument } from './document.ts'

const font = 'Calibri'
const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
const numbered = 'numbers'

/** Writes the document so that an office program can change it. */
export async function writeDocx(document: TextDocument): Promise<Buffer> {
  const about = (document.about ?? []).map(line => new Paragraph({ style: 'about', children: runs(line) }))
  let lists = 0
  const file = new Document({
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
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START }],
        },
      ],
    },
    sections: [
      {
        footers: { default: foot(document) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(document.title) }),
          ...about,
          ...document.blocks.flatMap(block => written(block, () => lists++)),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

const runs = (text: string, more: { bold?: boolean } = {}): TextRun[] =>
  writable(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...more, ...(index > 0 && { break: 1 }) }))

const foot = ({ footer, organisation }: TextDocument) =>
  new Footer({
    children: [
      new Paragraph({
        style: 'about',
        children: [
          ...runs(`${footer ?? organisation} · bladzijde `),
          new TextRun({ children: [PageNumber.CURRENT, ' van ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

function written(block: Block, nextList: () => number): (Paragraph | Table)[] {
  if (block === 'page-break') return [new Paragraph({ pageBreakBefore: true })]
  if ('heading' in block) return [new Paragraph({ heading: headings[block.level], children: runs(block.heading) })]
  if ('paragraph' in block) return [new Paragraph({ children: runs(block.paragraph) })]
  if ('note' in block) return [boxed(block.note)]
  if ('toSign' in block) return [new Paragraph({ children: runs(`${block.toSign}: ______________________________`) })]
  if ('list' in block) {
    const instance = nextList()
    const bullet = block.ordered ? { numbering: { reference: numbered, level: 0, instance } } : { bullet: { level: 0 } }
    return block.list.map(item => new Paragraph({ ...bullet, children: runs(item) }))
  }
  if ('facts' in block) return [table([], block.facts, true)]
  const { caption, columns, rows } = block.table
  return [new Paragraph({ keepNext: true, children: runs(caption, { bold: true }) }), table(columns, rows, false)]
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '999999' } as const

const boxed = (text: string) =>
  new Paragraph({
    border: { top: line, bottom: line, left: { ...line, size: 24, color: '0f5257' }, right: line },
    children: runs(text),
  })

function table(columns: readonly string[], rows: readonly (readonly string[])[], firstIsName: boolean): Table {
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ spacing: { after: 0 }, children: runs(text, { bold }) })],
    })
  const head =
    columns.length > 0 ? [new TableRow({ tableHeader: true, children: columns.map(name => cell(name, true)) })] : []
  const body = rows.map(
    row =>
      new TableRow({ cantSplit: false, children: row.map((text, index) => cell(text, firstIsName && index === 0)) }),
  )
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [...head, ...body] })
}
