import { namesIn } from './condition.ts'
import { isAsking, type Asking, type Choice, type Definition } from './definition.ts'
import { choicesIn } from './grid.ts'
import { leadFaults } from './leads.ts'
import { lengthFaults } from './lengths.ts'
import { questionsOf, type Around, type Fault } from './faults.ts'
import { canHold, impossible, knownFields } from './reachable.ts'
import { riskFaults } from './risk-soundness.ts'
import type { Advice, Scan, Theme } from './scan.ts'
import { counts, isCounted } from './score.ts'
import { noSetting, optionsOf } from './walk.ts'

/** What makes a questionnaire with a result unfit: points, bands, advice and where it rests on. */
export function scanFaults(it: Definition, around: Around): Fault[] {
  const { scan } = it
  if (!scan) return []
  return [
    ...questionFaults(it, scan),
    ...themeFaults(it, scan),
    ...adviceFaults(it, scan),
    ...validityFaults(scan),
    ...riskFaults(it, scan, knownFields(it), around),
    ...leadFaults(it, scan, around),
    ...lengthFaults(it, scan),
  ]
}

const uncounted = new Set(['na', 'unknown'])

function questionFaults(it: Definition, scan: Scan): Fault[] {
  const themes = new Set(scan.themes.map(theme => theme.id))
  const faults: Fault[] = it.pages.flatMap((page, place) =>
    page.theme === undefined || themes.has(page.theme)
      ? []
      : [
          {
            path: ['pages', place],
            message: `De pagina “${page.id}” telt voor het thema “${page.theme}”, maar dat bestaat niet.`,
          },
        ],
  )
  for (const { question, page, at } of questionsOf(it)) {
    if (!isAsking(question)) continue
    const say = (message: string) => faults.push({ path: at, message: `De vraag “${question.id}” ${message}` })
    if (question.basis === undefined) say('zegt niet waar ze op rust (basis).')
    if (question.kind === 'colleague') say('vraagt om een collega. Dat kan in een scan niet.')
    if (question.kind === 'files') for (const message of fileFaults(question, scan)) say(message)
    if (counts(question) && page.theme === undefined) say('heeft punten, maar haar pagina heeft geen thema (theme).')
    if (scan.privacy === 'team' && isCompared(question) && page.theme === undefined)
      say('wordt in een team vergeleken, maar haar pagina heeft geen thema (theme).')
    if ((question.kind === 'choice' || question.kind === 'choices') && question.from !== undefined)
      say('neemt haar antwoorden van elders (from). Een scan heeft geen andere lijsten: schrijf ze hier (options).')
    for (const message of pointFaults(question)) say(message)
  }
  return faults
}

const isCompared = (it: Asking): boolean =>
  it.kind === 'scale' || (it.kind === 'grid' && it.columns.some(column => column.anchors))
/** A file is for who reads the answers, and never for what is told of many. */
function fileFaults({ comparable }: Asking, { privacy }: Scan): string[] {
  return [
    ...(privacy === 'team'
      ? [
          'vraagt om een bestand. In een teamscan kan dat niet: aan een bestand is te zien wie het toevoegde. Vraag het in woorden, of bespreek het in de groep.',
        ]
      : []),
    ...(comparable ? ['vraagt om een bestand. Bestanden worden niet vergeleken: haal “comparable” weg.'] : []),
  ]
}

function pointFaults(it: Asking): string[] {
  if (it.kind === 'grid')
    return it.columns.flatMap(column =>
      scoreFaults(column.score, choicesIn(column), false).map(fault => `(kolom “${column.id}”) ${fault}`),
    )
  return 'score' in it ? scoreFaults(it.score, optionsOf(it, noSetting) ?? [], it.kind === 'choices') : []
}

function scoreFaults(
  score: Record<string, number> | undefined,
  choices: readonly Choice[],
  several: boolean,
): string[] {
  if (score === undefined) return []
  const values = choices.map(one => one.value)
  const gaps = values.filter(value => !(value in score) && !uncounted.has(value))
  const strange = Object.keys(score).filter(value => !values.includes(value))
  return [
    ...(several ? [] : gaps.map(value => `geeft geen punten voor het antwoord “${value}”.`)),
    ...strange.map(value => `geeft punten voor “${value}”, maar dat antwoord is er niet.`),
    ...(Object.values(score).every(points => points === 0) ? ['geeft nooit punten.'] : []),
  ]
}

function themeFaults(it: Definition, scan: Scan): Fault[] {
  return scan.themes.flatMap((theme, place): Fault[] => {
    const path = ['scan', 'themes', place]
    return [
      ...(isCounted(it, theme.id) || (!theme.bands && hasRisk(it, scan, theme.id))
        ? []
        : [{ path, message: `Voor het thema “${theme.id}” telt geen enkele vraag.` }]),
      ...(scan.themes.findIndex(one => one.id === theme.id) === place
        ? []
        : [{ path, message: `Het thema “${theme.id}” komt twee keer voor.` }]),
      ...bandFaults(theme).map(message => ({ path, message: `De uitslag van het thema “${theme.id}” ${message}` })),
    ]
  })
}

/** Whether a risk is asked for on a page of this theme. */
const hasRisk = (it: Definition, { risks = [] }: Scan, theme: string): boolean =>
  questionsOf(it).some(
    ({ question, page }) =>
      page.theme === theme && risks.some(({ grid, chance, impact }) => [grid, chance, impact].includes(question.id)),
  )

function bandFaults({ bands }: Theme): string[] {
  if (!bands) return []
  const faults: string[] = []
  let reached = 0
  for (const { from, to } of bands) {
    if (from > reached) faults.push(`zegt niets over ${reached} tot ${from} procent.`)
    if (from < reached) faults.push(`zegt twee dingen over ${from} tot ${Math.min(reached, to)} procent.`)
    reached = to
  }
  if (reached < 100) faults.push(`zegt niets over ${reached} tot 100 procent.`)
  return faults
}

function adviceFaults(it: Definition, scan: Scan): Fault[] {
  const known = knownFields(it)
  const themes = new Set(scan.themes.map(theme => theme.id))
  const seen = new Set<string>()
  return scan.advice.flatMap((advice, place): Fault[] => {
    const say = (message: string): Fault => ({
      path: ['scan', 'advice', place],
      message: `Het advies “${advice.id}” ${message}`,
    })
    const faults: Fault[] = []
    if (seen.has(advice.id)) faults.push(say('komt twee keer voor.'))
    seen.add(advice.id)
    for (const theme of [advice.theme, ...Object.keys(advice.scores ?? {})])
      if (!themes.has(theme)) faults.push(say(`hoort bij het thema “${theme}”, maar dat bestaat niet.`))
    if (advice.text.trim() === '') faults.push(say('heeft geen uitleg.'))
    if (!advice.when && !advice.scores && !advice.risks)
      faults.push(say('zegt niet wanneer het geldt (when, scores of risks).'))
    for (const [name, wanted] of namesIn(advice.when)) {
      const field = known.get(name)
      if (!field) faults.push(say(`hangt af van “${name}”, maar die vraag bestaat niet.`))
      else
        for (const value of impossible(field, wanted))
          faults.push(say(`hangt af van “${name}: ${value}”, maar dat antwoord kan niemand geven.`))
    }
    if (faults.length === 0 && !canFire(advice, known))
      faults.push(say('komt nooit: de antwoorden waarbij het geldt, kunnen niet samen.'))
    return faults
  })
}

const canFire = ({ when, scores }: Advice, known: ReturnType<typeof knownFields>): boolean =>
  (when === undefined || canHold([when], known)) &&
  Object.values(scores ?? {}).every(({ below = Infinity, from = 0 }) => from < below && below > 0)

const validityFaults = ({ valid }: Scan): Fault[] =>
  valid.until !== undefined && valid.until <= valid.from
    ? [{ path: ['scan', 'valid'], message: 'Deze versie geldt geen enkele dag: “until” ligt niet na “from”.' }]
    : []
