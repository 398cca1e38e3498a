import { z } from 'zod'
import { isGivenUp, ownThemes, payers, priorities, reasonOptions, states } from '../../engines/plans/words.ts'
import type { Measure, Risk } from '../../engines/plans/measures.ts'
import { dateField } from '../../platform/date-fields.ts'
import { amountField, typedEuros } from '../../platform/money.ts'
import { textField } from '../../platform/text.ts'

const cents = amountField().transform(it => (it === '' ? null : Number(it)))
const day = dateField().transform(it => (it === '' ? null : it))
const level = z
  .enum(['', '1', '2', '3', '4', '5'], 'Kies een getal van 1 tot en met 5.')
  .default('')
  .transform(it => (it === '' ? null : Number(it)))

/** What can be arranged of each measure, at a home too: no field takes words that are kept. */
const arranged = {
  colleague: textField({ max: 200, oneLine: true }),
  colleague_id: z.union([z.uuid(), z.literal('none'), z.literal('')]).default(''),
  kosten_eenmalig: cents,
  kosten_jaar: cents,
  betaalt: z.enum(payers, 'Kies wie betaalt.'),
  klaar_op: day,
  voorrang: z.enum(priorities, 'Kies hoe snel dit moet.'),
}

export const HomeForm = z.object(arranged)
export const MeasureForm = z.object({
  titel: textField({ required: 'Schrijf in een paar woorden wat u gaat doen.', max: 200, oneLine: true }),
  uitleg: textField({ max: 4000 }),
  ...arranged,
  eenheid: z.union([z.uuid(), z.literal('')]).default(''),
  risico: textField({ max: 200, oneLine: true }),
  kans_voor: level,
  gevolg_voor: level,
  kans_nu: level,
  gevolg_nu: level,
})
export const NewForm = z.object({
  /** Comes with the form, so that what is sent twice is there once. */
  maatregel: z.uuid(),
  thema: z.enum(
    ownThemes.map(it => it.id),
    'Kies waar dit bij hoort.',
  ),
  ...MeasureForm.shape,
})

const reasons = new Set(reasonOptions.map(it => it.id))
const given = {
  stand: z.enum(states, 'Kies hoe het ermee staat.'),
  reden_code: z
    .string()
    .default('')
    .refine(it => it === '' || reasons.has(it), 'Kies uit de lijst.'),
}

export const HomeStateForm = z.object(given)
export const StateForm = z.object({
  ...given,
  reden: textField({ max: 2000 }),
  bewijs: textField({ max: 2000 }),
  bewijs_url: textField({ max: 500, oneLine: true }).refine(
    it => it === '' || (/^https?:\/\//iu.test(it) && URL.canParse(it)),
    'Vul een heel adres in, zoals https://intranet.voorbeeld.nl/stuk.',
  ),
})

type Arranged = z.infer<typeof HomeForm>
type Errors = Record<string, string>

/** What does not go together, by field; undefined when all is well. */
export function wrongRisk(it: z.infer<typeof MeasureForm>): Errors | undefined {
  const half = 'Vul kans en gevolg allebei in, of allebei niet.'
  const errors: Errors = {}
  if ((it.kans_voor === null) !== (it.gevolg_voor === null)) errors['kans_voor'] = half
  if ((it.kans_nu === null) !== (it.gevolg_nu === null)) errors['kans_nu'] = half
  if (it.kans_nu !== null && it.kans_voor === null)
    errors['kans_voor'] = 'Vul ook in hoe groot het risico was voor de maatregel.'
  return Object.keys(errors).length > 0 ? errors : undefined
}

export const wrongState = (it: z.infer<typeof HomeStateForm>): Errors | undefined =>
  isGivenUp(it.stand) && it.reden_code === '' ? { reden_code: 'Kies waarom niet.' } : undefined

/** The columns of what was arranged. */
export const arrangedColumns = (it: Arranged, owner: string | null) => ({
  owner_id: owner,
  cost_once: it.kosten_eenmalig,
  cost_yearly: it.kosten_jaar,
  payer: it.betaalt,
  due_on: it.klaar_op,
  priority: it.voorrang,
})

export const measureColumns = (it: z.infer<typeof MeasureForm>, owner: string | null) => ({
  ...arrangedColumns(it, owner),
  title: it.titel,
  explanation: it.uitleg,
  unit_id: it.eenheid === '' ? null : it.eenheid,
  risk: it.risico,
  chance_before: it.kans_voor,
  impact_before: it.gevolg_voor,
  chance_after: it.kans_nu,
  impact_after: it.gevolg_nu,
})

export const stateColumns = (it: z.infer<typeof StateForm> | z.infer<typeof HomeStateForm>) => ({
  state: it.stand,
  reason_code: isGivenUp(it.stand) ? it.reden_code : null,
  ...('reden' in it && { reason: it.reden, evidence: it.bewijs, evidence_url: it.bewijs_url }),
})

type Values = Readonly<Record<string, string>>

const typed = (amount: number | null) => (amount === null ? '' : typedEuros(amount))
const levels = (name: string, risk: Risk | null): Values => ({
  [`kans_${name}`]: risk ? String(risk.chance) : '',
  [`gevolg_${name}`]: risk ? String(risk.impact) : '',
})

/** A measure as it stands in its form. */
export const valuesOf = (it: Measure, address: string): Values => ({
  titel: it.title,
  uitleg: it.explanation,
  colleague: address,
  eenheid: it.unit?.id ?? '',
  kosten_eenmalig: typed(it.costOnce),
  kosten_jaar: typed(it.costYearly),
  betaalt: it.payer,
  klaar_op: it.dueOn ?? '',
  voorrang: it.priority,
  risico: it.risk,
  ...levels('voor', it.before),
  ...levels('nu', it.after),
})

export const stateValuesOf = (it: Measure): Values => ({
  stand: it.state,
  reden_code: it.reasonCode ?? '',
  reden: it.reason,
  bewijs: it.evidence,
  bewijs_url: it.evidenceUrl,
})
