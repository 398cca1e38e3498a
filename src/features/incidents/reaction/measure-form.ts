import { z } from 'zod'
import type { LadderStep } from '../../../engines/cases/protocol-settings.ts'
import { dateField } from '../../../platform/date-fields.ts'
import { textField } from '../../../platform/text.ts'
import { grounds, heard, isDecider, isStep } from './measure-content.ts'
import type { NewMeasure } from './measure.ts'
import type { Proposed } from './measure-rules.ts'

export const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')

const known = new Set(grounds.map(it => it.id))

/** What a form for a measure holds. What must be filled in, and what fits together, is for `objections`. */
export const MeasureForm = z.object({
  entry,
  stap: z.string('Kies een maatregel').refine(isStep, 'Kies een maatregel'),
  /** What it rests on, a line each. */
  grond: z
    .string()
    .default('')
    .transform(text => text.split(/\r?\n/u).filter(it => known.has(it))),
  feiten: textField(),
  feit_op: dateField(),
  eerder: textField({ required: 'Schrijf welke stappen er eerder waren, of waarom niet' }),
  wie: textField({ max: 200, oneLine: true }),
  beslist: z.string('Kies wie besluit').refine(isDecider, 'Kies wie besluit'),
  beslist_naam: textField({ max: 200, oneLine: true, required: 'Vul de naam in van wie besluit' }),
  gehoord: z
    .string('Kies of de persoon is gehoord')
    .refine(code => heard.some(it => it.id === code), 'Kies of de persoon is gehoord'),
  gehoord_hoe: textField({ required: 'Schrijf hoe de persoon is gehoord, of waarom niet' }),
  begint: dateField({ required: 'Vul in wanneer de maatregel begint' }),
  eindigt: dateField(),
  beoordelen: dateField(),
  diensten: textField({ required: 'Schrijf welke diensten mogelijk blijven, en hoe' }),
  politie: textField({ max: 2000 }),
  afwijking: textField({ max: 2000 }),
})
export type MeasureInput = z.infer<typeof MeasureForm>

export const proposed = (it: MeasureInput): Proposed | undefined =>
  isDecider(it.beslist) && isStep(it.stap)
    ? {
        kind: it.stap satisfies LadderStep,
        grounds: it.grond,
        facts: it.feiten,
        lastFactOn: it.feit_op,
        decidedBy: it.beslist,
        beginsOn: it.begint,
        reviewOn: it.beoordelen,
        endsOn: it.eindigt,
        deviation: it.afwijking,
        police: it.politie,
      }
    : undefined

export const newMeasure = (it: MeasureInput): NewMeasure => ({
  id: it.entry,
  kind: it.stap,
  grounds: it.grond,
  beginsOn: it.begint,
  reviewOn: it.beoordelen,
  endsOn: it.eindigt,
  who: it.wie,
  facts: it.feiten,
  lastFactOn: it.feit_op,
  earlier: it.eerder,
  decidedBy: it.beslist,
  decidedByName: it.beslist_naam,
  heard: it.gehoord,
  heardHow: it.gehoord_hoe,
  services: it.diensten,
  deviation: it.afwijking,
  police: it.politie,
})

export const ReviewForm = z.object({
  entry,
  uitkomst: z.enum(['stands', 'shortened', 'lifted'], 'Kies wat er met de maatregel gebeurt'),
  waarom: textField({ required: 'Schrijf waarom' }),
  opnieuw: dateField(),
  eindigt: dateField(),
})

interface Held {
  begins_on: string
  ends_on: string
}

/** What stands in the way of a review: a sentence for each field. */
export function reviewObjections(
  it: z.infer<typeof ReviewForm>,
  measure: Held,
  today: string,
): Readonly<Record<string, string>> {
  if (it.uitkomst === 'lifted') return {}
  const last = it.uitkomst === 'shortened' ? it.eindigt : measure.ends_on
  const begun = measure.begins_on <= today
  const first = begun ? today : measure.begins_on
  const from = begun ? 'vandaag af' : 'de eerste dag van de maatregel af'
  if (it.uitkomst === 'shortened' && (last < first || last >= measure.ends_on))
    return { eindigt: `Kies een dag van ${from}, voor het einde dat er nu staat` }
  if (it.opnieuw < first || it.opnieuw > last) return { opnieuw: `Kies een dag van ${from}, tot en met het einde` }
  return {}
}
