import { z } from 'zod'
import { action, download, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { newEntryId } from '../../../engines/cases/dossier.ts'
import type { Page } from '../../../platform/answers.ts'
import { mediaTypes, type DocumentFormat } from '../../../platform/documents/document.ts'
import { writeDocx } from '../../../platform/documents/docx.ts'
import { writePdf } from '../../../platform/documents/pdf.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import type { Acting } from '../acting.ts'
import { noWord } from '../improper/word.ts'
import { letterModel } from './letter-content.ts'
import { letterDocument, makeLetter, readLetters, type LetterDone } from './letter.ts'
import { LetterPage, NewLetterPage } from './letter-views.tsx'
import { entry } from './measure-form.ts'
import { mayName, readMeasures } from './measure.ts'
import { opened } from './opening.ts'
import { reactionUrls } from './urls.ts'

type OneLetter = Ask<'id' | 'letter'>

const LetterForm = z.object({
  entry,
  soort: z.string('Kies een brief').refine(id => letterModel(id) !== undefined, 'Kies een brief'),
  maatregel: z.uuid().or(z.literal('')).catch(''),
  naam: textField({ max: 200, oneLine: true, required: 'Vul de naam in van wie de brief krijgt' }),
  straat: textField({ max: 200, oneLine: true, required: 'Vul de straat en het huisnummer in' }),
  postcode: textField({ max: 12, oneLine: true, required: 'Vul de postcode in' }),
  plaats: textField({ max: 200, oneLine: true, required: 'Vul de plaats in' }),
  gebouw: textField({ max: 500, oneLine: true }),
  feiten: textField({ required: 'Schrijf waar de brief over gaat' }),
  ondertekend: textField({ max: 200, oneLine: true, required: 'Vul in wie de brief ondertekent' }),
})

const showNew = (ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> =>
  opened(ask, 'letter', async acting => {
    const measures = await readMeasures(acting.tx, acting.dossier)
    const about = measures.find(it => it.id === ask.query.get('maatregel'))
    const first = about && { maatregel: about.id, naam: about.who ?? '', feiten: about.words.facts }
    return {
      title: 'Maak een brief',
      narrow: true,
      errors: Object.keys(form.errors).length > 0,
      body: (
        <NewLetterPage
          it={acting.it}
          form={{ ...form, values: { ...first, ...form.values } }}
          entryId={newEntryId()}
          measures={measures}
          may={await mayName(acting)}
        />
      ),
    }
  })

const letterOf = async ({ tx, dossier }: Acting, id: string) =>
  (await readLetters(tx, dossier)).find(it => it.id === id)

async function organisationName({ tx, it }: Acting): Promise<string> {
  const row = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', it.organisation_id)
    .executeTakeFirstOrThrow()
  return row.name
}

const showLetter = (ask: OneLetter): Promise<Page> =>
  opened(ask, `letter:${ask.params.letter}`, async acting => {
    const letter = await letterOf(acting, ask.params.letter)
    return letter && { title: letter.words.title, narrow: true, body: <LetterPage it={acting.it} letter={letter} /> }
  })

const writers = { pdf: writePdf, docx: writeDocx }

const save = async (ask: OneLetter, format: DocumentFormat) => {
  const document = await opened(ask, `letter:${ask.params.letter}`, async acting => {
    const letter = await letterOf(acting, ask.params.letter)
    return letter && letterDocument(letter, await organisationName(acting))
  })
  const body = await writers[format](document)
  return { fileName: `brief.${format}`, contentType: mediaTypes[format], size: body.length, body }
}

const refusals: Partial<Record<LetterDone, Record<string, string>>> = {
  names_reporter: {
    feiten: 'In de brief staat de naam van wie het meldde, getroffen is of hielp. Haal die naam weg.',
  },
  no_word: { soort: noWord },
  no_where: { gebouw: 'Vul in voor welk gebouw of welke gebouwen het geldt' },
  no_measure: { maatregel: 'Kies bij welke maatregel deze brief hoort' },
  late: { '': 'Dit kan nu niet: de melding is intussen veranderd. Uw tekst staat hieronder nog.' },
}

/** Letters to the one who did it: made from a model, read, and saved to change or to send. */
export const letterRoutes: readonly Route[] = [
  page('/meldingen/:id/maatregelen/brief', 'case.handle', ask => showNew(ask)),
  action('/meldingen/:id/maatregelen/brief', 'case.handle', LetterForm, {
    invalid: showNew,
    valid: async (ask, input) => {
      const { house, actor, params } = ask
      if (!(await opened(ask, 'letter', async acting => ({ may: await mayName(acting) }))).may)
        return { invalid: { naam: 'Van een melding van deze functie mag nu niet worden bewaard wie het deed' } }
      const { entry: id, soort: kind, maatregel, naam: name, straat: street, plaats: place } = input
      const letter = { id, kind, measureId: maatregel || null, name, street, place, postcode: input.postcode }
      const done = await makeLetter(house, actor, params.id, {
        ...letter,
        signedBy: input.ondertekend,
        facts: input.feiten,
        where: input.gebouw,
      })
      if (done === 'gone') throw new Refusal(notFound)
      const invalid = refusals[done]
      return invalid ? { invalid } : { seeOther: reactionUrls.letter(params.id, id) }
    },
  }),
  page('/meldingen/:id/maatregelen/brief/:letter', 'case.handle', showLetter),
  download('/meldingen/:id/maatregelen/brief/:letter/pdf', 'case.handle', ask => save(ask, 'pdf')),
  download('/meldingen/:id/maatregelen/brief/:letter/docx', 'case.handle', ask => save(ask, 'docx')),
]
