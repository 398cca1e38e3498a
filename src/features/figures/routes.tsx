import { z } from 'zod'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { loadDrawing } from '../../engines/statistics/chart.ts'
import type { Download, Page } from '../../platform/answers.ts'
import { mediaTypes, type DocumentFormat } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { figuresUrl, periodIn, periodName, periodUrl } from './period.ts'
import { readPeriod, releasePeriod, type Figures } from './reading.ts'
import { csvOf } from './listing.ts'
import { audienceIn, reportOf } from './report.ts'
import { FiguresPage } from './views.tsx'
import { packageOf } from './woo.ts'

const ReleaseForm = z.object({
  jaar: z.string().regex(/^\d{4}$/),
  kwartaal: z.enum(['', '1', '2', '3', '4']).default(''),
  definitief: z.literal('ja', 'Bevestig dat deze cijfers daarna niet meer veranderen.'),
})

export const figureRoutes: readonly Route[] = [
  page(figuresUrl, 'figures.read', ask => figuresPage(ask)),

  action(figuresUrl, 'figures.read', ReleaseForm, {
    invalid: (ask, form) =>
      figuresPage({ ...ask, query: new URLSearchParams(form.values) }, form.errors['definitief'] ?? ''),
    valid: async (ask, { jaar, kwartaal }) => {
      const it = periodIn(new URLSearchParams({ jaar, kwartaal }), ask.house.clock.now())
      await releasePeriod(ask, it)
      return { seeOther: periodUrl(it) }
    },
  }),

  saving('/tabellen.csv', it => ({ contentType: 'text/csv; charset=utf-8', body: csvOf(it) })),
  saving('/verslag.docx', (it, ask) => written(it, ask, 'docx')),
  saving('/verslag.pdf', (it, ask) => written(it, ask, 'pdf')),
  saving('/openbaar.zip', async it => ({ contentType: 'application/zip', body: await packageOf(it) })),
]

async function figuresPage(ask: Ask, error?: string): Promise<Page> {
  const it = await readPeriod(ask)
  return {
    title: `Cijfers: ${periodName(it)}`,
    errors: error !== undefined,
    body: <FiguresPage {...it} error={error} draw={await loadDrawing()} />,
  }
}

const write = { docx: writeDocx, pdf: writePdf }

const written = async (it: Figures, ask: Ask, format: DocumentFormat) => ({
  contentType: mediaTypes[format],
  body: await write[format](reportOf(it, audienceIn(ask.query))),
})

/** A file of the figures that were released; what was not released is not in it. */
function saving(
  file: `/${string}`,
  make: (it: Figures, ask: Ask) => Promise<Omit<Download, 'fileName'>> | Omit<Download, 'fileName'>,
): Route {
  return download(`${figuresUrl}${file}`, 'figures.read', async ask => {
    const it = await readPeriod(ask, 'saved')
    const name = file.slice(1).replace('.', `-${it.year}${it.period < 5 ? `-kwartaal-${it.period}` : ''}.`)
    return { fileName: `cijfers-${name}`, ...(await make(it, ask)) }
  })
}
