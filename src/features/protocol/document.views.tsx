import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { Facts, Note, Paragraphs } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'

/** A document on a page: the same words as in the file. The title of the page is that of the document. */
export const DocumentText = ({ blocks }: Pick<TextDocument, 'blocks'>) => (
  <>
    {blocks.map(block => (
      <OneBlock block={block} />
    ))}
  </>
)

function OneBlock({ block }: { block: Block }) {
  if (block === 'page-break' || 'toSign' in block) return null
  if ('heading' in block) return <h2 class="nl-heading nl-heading--level-2">{block.heading}</h2>
  if ('paragraph' in block) return <Paragraphs text={block.paragraph} />
  if ('facts' in block) return <Facts items={block.facts.map(([term, value]) => ({ term, value }))} />
  if ('table' in block) return <Rows {...block.table} />
  if ('list' in block)
    return (
      <ul class="utrecht-unordered-list">
        {block.list.map(item => (
          <li>{item}</li>
        ))}
      </ul>
    )
  return (
    <Note kind="info">
      <p>{block.note}</p>
    </Note>
  )
}

const Rows = ({ caption, columns, rows }: Extract<Block, { table: unknown }>['table']) => (
  <DataTable
    caption={caption}
    columns={columns.map((label, index) => ({ label, cell: (row: readonly string[]) => row[index] ?? '' }))}
    rows={rows}
    empty={null}
  />
)
