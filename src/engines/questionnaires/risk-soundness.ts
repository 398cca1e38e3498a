import type { Condition } from './condition.ts'
import { isAsking, type Asking, type Definition } from './definition.ts'
import { questionsOf, type Around, type Fault } from './faults.ts'
import { planLimits } from './lengths.ts'
import { isProposing, type Proposing } from './proposal.ts'
import { canHold, type Field } from './reachable.ts'
import type { Advice, Risk, RiskBand, Scan } from './scan.ts'

/** How many answers chance and impact of a risk have, and when they are asked. */
interface Sides {
  risk: Risk
  chance: number
  impact: number
  asked: readonly Condition[]
}

/** What makes risks unfit: what they are made of, what their sizes mean, and advice that waits for one. */
export function riskFaults(it: Definition, scan: Scan, known: ReadonlyMap<string, Field>, around: Around): Fault[] {
  const risks = scan.risks ?? []
  const bands = scan.risk_bands ?? []
  const sides = new Map(risks.flatMap(risk => sidesOf(it, risk) ?? []).map(one => [one.risk.id, one]))
  return [
    ...risks.flatMap((risk, place) => {
      const wrong = (message: string): Fault => ({
        path: ['scan', 'risks', place],
        message: `Het risico “${risk.id}” ${message}`,
      })
      const own = sides.get(risk.id)
      return [
        ...(risks.findIndex(one => one.id === risk.id) === place ? [] : [wrong('komt twee keer voor.')]),
        ...(own ? unreached(own, bands, known).map(wrong) : missing(it, risk).map(wrong)),
      ]
    }),
    ...bandFaults(scan, bands, [...sides.values()]),
    ...scan.advice.flatMap((advice, place) =>
      adviceFaults(advice, bands, sides, new Set(risks.map(one => one.id)), known).map((message): Fault => ({
        path: ['scan', 'advice', place],
        message: `Het advies “${advice.id}” ${message}`,
      })),
    ),
    ...figureFaults(it, scan, around),
  ]
}

const asksOf = (it: Definition, name: string) =>
  questionsOf(it).flatMap(({ question, page }) =>
    isAsking(question) && question.id === name ? [{ question, page }] : [],
  )[0]

function sidesOf(it: Definition, risk: Risk): Sides | undefined {
  const asked: Condition[] = []
  const stepsOf = (name: string): number | undefined => {
    const found = asksOf(it, risk.grid ?? name)
    if (!found) return undefined
    asked.push(...[found.page.when, found.question.when].filter(when => when !== undefined))
    return stepsIn(found.question, risk.grid === undefined ? undefined : name)
  }
  const [chance, impact] = [stepsOf(risk.chance), stepsOf(risk.impact)]
  return chance === undefined || impact === undefined ? undefined : { risk, chance, impact, asked }
}

const stepsIn = (it: Asking, column: string | undefined): number | undefined =>
  column === undefined
    ? it.kind === 'scale'
      ? it.anchors.length
      : undefined
    : it.kind === 'grid'
      ? it.columns.find(one => one.id === column)?.anchors?.length
      : undefined

function missing(it: Definition, { grid, chance, impact }: Risk): string[] {
  if (grid !== undefined && asksOf(it, grid)?.question.kind !== 'grid')
    return [`rust op de tabel “${grid}”, maar die is er niet.`]
  const kinds = [['de kans', chance] as const, ['het gevolg', impact] as const]
  return kinds.flatMap(([what, name]) => {
    const question = asksOf(it, grid ?? name)?.question
    if (question && stepsIn(question, grid === undefined ? undefined : name) !== undefined) return []
    return grid === undefined
      ? [
          question
            ? `rust voor ${what} op “${name}”, maar dat is geen schaal.`
            : `rust voor ${what} op “${name}”, maar die vraag bestaat niet.`,
        ]
      : [
          `rust voor ${what} op de kolom “${name}” van “${grid}”, maar een kolom met een schaal die zo heet, is er niet.`,
        ]
  })
}

/** Every size that a risk can have, with the answers that make it. */
const sizesOf = ({ chance, impact }: Sides): { chance: number; impact: number; size: number }[] =>
  Array.from({ length: chance }, (_, c) => c + 1).flatMap(c =>
    Array.from({ length: impact }, (__, i) => i + 1).map(i => ({ chance: c, impact: i, size: c * i })),
  )

const isIn = ({ from, to }: RiskBand, size: number) => size >= from && size <= to

function unreached(sides: Sides, bands: readonly RiskBand[], known: ReadonlyMap<string, Field>): string[] {
  if (sides.asked.length > 0 && !canHold(sides.asked, known))
    return ['komt nooit: de kans en het gevolg worden nooit samen gevraagd.']
  const sizes = sizesOf(sides)
  return bands
    .filter(band => !sizes.some(it => isIn(band, it.size)))
    .map(band => `komt nooit uit op “${band.title}”: geen kans × gevolg is ${band.from} tot en met ${band.to}.`)
}

function bandFaults({ risks }: Scan, bands: readonly RiskBand[], sides: readonly Sides[]): Fault[] {
  if (!risks && bands.length === 0) return []
  const path = ['scan', bands.length === 0 ? 'risks' : 'risk_bands']
  if (bands.length === 0)
    return [
      { path, message: 'De risico’s hebben geen uitslag: zeg wat een klein en een groot risico is (risk_bands).' },
    ]
  if (!risks)
    return [{ path, message: 'Er zijn uitslagen voor risico’s (risk_bands), maar er is geen risico (risks).' }]
  const sizes = [...new Set(sides.flatMap(sizesOf).map(it => it.size))].toSorted((one, other) => one - other)
  const say = (message: string): Fault => ({ path, message: `De uitslag van de risico’s ${message}` })
  const counted = sizes.map(size => ({ size, n: bands.filter(band => isIn(band, size)).length }))
  const list = (wanted: (n: number) => boolean) =>
    counted
      .filter(it => wanted(it.n))
      .map(it => it.size)
      .join(', ')
  const [gaps, twice] = [list(n => n === 0), list(n => n > 1)]
  return [
    ...bands.flatMap((band, place) =>
      bands.findIndex(one => one.id === band.id) === place ? [] : [say(`noemt “${band.id}” twee keer.`)],
    ),
    ...(gaps === '' ? [] : [say(`zegt niets over kans × gevolg is ${gaps}.`)]),
    ...(twice === '' ? [] : [say(`zegt twee dingen over kans × gevolg is ${twice}.`)]),
  ]
}

/** As many steps as chance and impact have in a plan. */
const stepsInPlan = 5

function adviceFaults(
  { risks = {}, when, measure }: Advice,
  bands: readonly RiskBand[],
  sides: ReadonlyMap<string, Sides>,
  risksThere: ReadonlySet<string>,
  known: ReadonlyMap<string, Field>,
): string[] {
  return Object.entries(risks).flatMap(([name, wanted]) => {
    const own = sides.get(name)
    if (!own) return risksThere.has(name) ? [] : [`hangt af van het risico “${name}”, maar dat is er niet.`]
    const strange = wanted.filter(id => !bands.some(band => band.id === id))
    if (strange.length > 0) return strange.map(id => `hangt af van “${name}: ${id}”, maar die uitslag is er niet.`)
    return [
      ...(canReach(
        own,
        bands.filter(band => wanted.includes(band.id)),
        when,
        known,
      )
        ? []
        : [`komt nooit: het risico “${name}” wordt bij die antwoorden nooit zo groot.`]),
      ...(measure && (own.chance !== stepsInPlan || own.impact !== stepsInPlan)
        ? [
            `neemt kans en gevolg van “${name}” mee naar het plan. Daar tellen ze tot ${stepsInPlan}: geef beide schalen ${stepsInPlan} antwoorden.`,
          ]
        : []),
      ...(measure && own.risk.title.length > planLimits.risk
        ? [
            `neemt het risico “${name}” mee naar het plan. Daar passen ${planLimits.risk} tekens in: maak de titel korter.`,
          ]
        : []),
    ]
  })
}

function canReach(
  own: Sides,
  bands: readonly RiskBand[],
  when: Condition | undefined,
  known: ReadonlyMap<string, Field>,
): boolean {
  const { grid, chance, impact } = own.risk
  const besides = [...(when ? [when] : []), ...own.asked]
  return sizesOf(own)
    .filter(it => bands.some(band => isIn(band, it.size)))
    .some(it =>
      canHold(grid === undefined ? [...besides, both([chance, it.chance], [impact, it.impact])] : besides, known),
    )
}

const both = (...wanted: readonly (readonly [string, number])[]): Condition => ({
  all: new Map(
    wanted.map(([name, value]) => [name, { oneOf: new Set([String(value)]), min: -Infinity, max: Infinity }]),
  ),
  any: [],
  none: [],
})

function figureFaults(it: Definition, { privacy }: Scan, { tellsOf }: Around): Fault[] {
  return questionsOf(it).flatMap(({ question, at }) =>
    isAsking(question) && isProposing(question)
      ? inFigures(question, privacy, tellsOf).map(message => ({
          path: [...at, 'figures'],
          message: `De vraag “${question.id}” ${message}`,
        }))
      : [],
  )
}

function inFigures({ figures, anchors }: Proposing, privacy: Scan['privacy'], tellsOf: Around['tellsOf']): string[] {
  const { subject, cell, from } = figures
  return [
    ...(privacy === 'organisation'
      ? []
      : [
          'krijgt een voorstel uit cijfers, maar die zijn van de organisatie: dat kan alleen in een antwoord van de organisatie (privacy: organisation).',
        ]),
    ...(from.length === anchors.length - 1
      ? []
      : [
          `noemt ${from.length} aantallen (from), maar bij ${anchors.length} antwoorden zijn het er ${anchors.length - 1}: vanaf het tweede antwoord.`,
        ]),
    ...(from.every((step, place) => place === 0 || step > (from[place - 1] ?? 0))
      ? []
      : ['noemt aantallen (from) die niet oplopen.']),
    ...(tellsOf && !tellsOf(subject, cell) ? [`rust op het cijfer “${subject}: ${cell}”, maar dat is er niet.`] : []),
  ]
}
