import { z } from 'zod'
import { action, download, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { openDossier, refuseLook } from '../../../engines/cases/dossier.ts'
import type { Page } from '../../../platform/answers.ts'
import { dateField, timeField } from '../../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { dutchDay, isoDay } from '../../../ui/dates.ts'
import { readCase, type CasePart } from '../case.ts'
import { after, refuse } from '../case-page.tsx'
import { openPiece, showPiece } from '../evidence-routes.tsx'
import { fileErrors } from '../file-errors.ts'
import { tellOfEvidence } from '../own-acts.ts'
import { urls } from '../urls.ts'
import { packEvidence } from './bundle.ts'
import { storePasted } from './paste.ts'
import { PasteForm } from './paste-view.tsx'
import { askReading, choose, describe } from './reading-acts.ts'

const adders: ReadonlySet<CasePart> = new Set(['own', 'handler', 'helper'])

async function showPasting(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const { house, actor, params } = ask
  const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
  if (!it || it.state === 'draft' || !adders.has(it.part)) return refuse(ask)
  return {
    title: 'Plak een bericht of adres',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <PasteForm id={it.id} reference={it.reference ?? ''} form={form} />,
  }
}

const PasteInput = z.object({
  stuk: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
  tekst: textField(),
  adres: textField({ max: 2000, oneLine: true }),
  account: textField({ max: 200, oneLine: true }),
  platform: textField({ max: 200, oneLine: true }),
  dag: dateField({ required: 'Kies wanneer u het zag' }),
  tijd: timeField(),
})

function pasteErrors({ tekst, adres, dag }: z.infer<typeof PasteInput>, now: Date): Record<string, string> | undefined {
  if (tekst === '' && adres === '') return { tekst: 'Plak de tekst of het adres van het bericht' }
  if (adres !== '' && !/^https?:\/\/[^\s/]+/i.test(adres))
    return { adres: 'Plak het hele adres, zoals https://platform.example/bericht' }
  return dag > isoDay(now) ? { dag: 'Deze dag moet nog komen. Kies de dag waarop u het zag.' } : undefined
}

const describedAlready = {
  invalid: { beschrijving: 'Iemand anders heeft dit stuk al beschreven. Uw tekst is niet bewaard.' },
}

/** What is done with pieces besides looking at them: pasting, having another read first, and packing them all. */
export const pieceRoutes: readonly Route[] = [
  page('/meldingen/:id/plakken', 'case.read', ask => showPasting(ask)),
  action('/meldingen/:id/plakken', 'case.read', PasteInput, {
    invalid: (ask, form) => showPasting(ask, form),
    valid: async ({ house, actor, params }, input) => {
      const { stuk: id, tekst: text, adres: address, account, platform, dag, tijd } = input
      const look = { actor: actor.id, organisation: actor.organisation?.id ?? null, caseId: params.id }
      const dossier = await house.db.as({ person: actor.id }, async (tx, now) => {
        const it = await readCase(tx, actor, params.id)
        if (!it || it.state === 'draft' || !adders.has(it.part)) return undefined
        return openDossier(tx, now, house.keys, { ...look, action: 'case.write', organisation: it.organisation_id })
      })
      if (!dossier) {
        await refuseLook(house, { ...look, action: 'case.write' })
        throw new Refusal(notFound)
      }
      const invalid = pasteErrors(input, house.clock.now())
      if (invalid) return { invalid }
      const seen = `${dutchDay(dag)}${tijd && ` om ${tijd}`}`
      const done = await storePasted(house, actor, dossier, { id, text, address, account, platform, seen })
      if ('refused' in done) return { invalid: { tekst: fileErrors.of([{ name: 'Dit bericht', why: done.refused }]) } }
      await tellOfEvidence(house, actor, params.id)
      return { seeOther: `${urls.case(params.id)}?klaar=bewijs#bewijs` }
    },
  }),

  action('/meldingen/:id/bewijs/:file/lezer', 'case.read', z.object({}), {
    invalid: refuse,
    valid: async ({ house, actor, params }) =>
      after(await askReading(house, actor, params.id, params.file), params.id, 'lezer'),
  }),
  action(
    '/meldingen/:id/bewijs/:file/beschrijving',
    'case.read',
    z.object({ beschrijving: textField({ required: 'Schrijf wat erin staat' }) }),
    {
      invalid: async (ask, form) => showPiece(ask, await openPiece(ask, 'evidence.open'), form),
      valid: async ({ house, actor, params }, { beschrijving }) => {
        const done = await describe(house, actor, params.id, params.file, beschrijving)
        return done === 'late' ? describedAlready : after(done, params.id, 'beschreven')
      },
    },
  ),
  action('/meldingen/:id/bewijs/:file/keuze', 'case.read', z.object({ zien: z.enum(['ja', 'nee']) }), {
    invalid: async ask => showPiece(ask, await openPiece(ask, 'evidence.open')),
    valid: async ({ house, actor, params }, { zien }) => {
      const done = await choose(house, actor, params.id, params.file, zien === 'ja')
      return done === 'done' ? { seeOther: urls.piece(params.id, params.file) } : after(done, params.id, 'bewijs')
    },
  }),

  download('/meldingen/:id/bewijspakket', 'case.read', async ({ house, actor, params }) => {
    const bundle = await packEvidence(house, actor, params.id)
    if (!bundle) throw new Refusal(notFound)
    return bundle
  }),
]
