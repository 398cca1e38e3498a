import { download, page, type Route } from '../../engines/access/routes.ts'
import { found } from '../../engines/access/desk.ts'
import { mediaTypes } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { leadsOf } from './leads.tsx'
import { openedSet } from './opened.ts'
import { resultDocument, resultOf, type Result } from './result.ts'
import { ResultPage } from './result.views.tsx'
import { urls } from './urls.ts'

const writers = { pdf: writePdf, docx: writeDocx }
const isFormat = (it: string): it is keyof typeof writers => Object.hasOwn(writers, it)

/** How a document is written in a format; undefined for one that there is not. */
export const writingOf = (format: string) =>
  isFormat(format) ? { contentType: mediaTypes[format], write: writers[format] } : undefined

/** A table needs the width of a desk; words alone read better narrow. */
const isWide = ({ grids, risks }: Result): boolean => grids.length + risks.length > 0

export const resultRoutes: readonly Route[] = [
  page('/antwoorden/:id/uitslag', 'account', async ask => {
    const set = await openedSet(ask)
    if (set.state === 'open') return { seeOther: urls.set(set.id) }
    const result = resultOf(set, await leadsOf(ask, set.instrument))
    return { title: 'Uitslag en advies', narrow: !isWide(result), body: <ResultPage set={set} result={result} /> }
  }),

  download('/antwoorden/:id/uitslag/:name', 'account', async ask => {
    const { name: format } = ask.params
    const set = await openedSet(ask)
    const { contentType, write } = found(set.state === 'done' ? writingOf(format) : undefined)
    const document = resultDocument(set, await leadsOf(ask, set.instrument))
    return { fileName: `${set.instrument.id}-uitslag.${format}`, contentType, body: await write(document) }
  }),
]
