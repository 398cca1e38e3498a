import { z } from 'zod'
import {
  deciders,
  ladderSteps,
  type Decider,
  byStep,
  modelSettings,
  type LadderRule,
  type LadderStep,
  type StoredSettings,
} from '../../engines/cases/protocol-settings.ts'
import { leastMonths } from '../../engines/cases/retention-list.ts'
import { timedSteps } from '../../engines/cases/protocol-words.ts'
import { categories } from '../../engines/cases/vocabulary.ts'
import { textField } from '../../platform/text.ts'
import { RouteFields, routesFrom, routeValues } from './form-routes.ts'
import { model, modelWords, type Words } from './model.ts'
import type { NewVersion, Version } from './versions.ts'

// One form for all of it: what the clocks, the ladder and the words are, and whether the text is ours or their own.

/** A number to fill in, with its limits. */
export interface NumberField {
  name: string
  label: string
  hint?: string
  least: number
  most: number
}

export const clockFields = [
  { name: 'besluit', label: 'Binnen hoeveel uur besluit u over de reactie?', least: 1, most: 168 },
  { name: 'gesprek', label: 'Binnen hoeveel uur biedt u een opvanggesprek aan?', least: 1, most: 336 },
  { name: 'vervolg_een', label: 'Na hoeveel weken is het eerste vervolggesprek?', least: 1, most: 26 },
  { name: 'vervolg_twee', label: 'Na hoeveel weken is het tweede vervolggesprek?', least: 1, most: 52 },
  { name: 'nazorg', label: 'Na hoeveel maanden gaat u na hoe het is?', least: 1, most: 24 },
  { name: 'aangifte', label: 'Binnen hoeveel werkdagen gaat u naar de politie?', least: 1, most: 30 },
] as const satisfies readonly NumberField[]

export const longestWeeks = { least: 1, most: 260 }

const numberField = ({ least, most }: { least: number; most: number }) => {
  const error = `Vul een heel getal in van ${least} tot en met ${most}.`
  return z.coerce.number(error).int(error).min(least, error).max(most, error)
}

/** What is chosen for a step that the organisation does not use. */
export const unused = 'niet'
const fieldsOf = <Field>(names: readonly string[], field: Field): Record<string, Field> =>
  Object.fromEntries(names.map(name => [name, field]))

/** The field in which it is chosen who decides on a step. */
export const stepName = (step: LadderStep): string => `stap_${step}`

/** The field in which the longest duration of a step is filled in. */
export const weeksName = (step: LadderStep): string => `weken_${step}`

export const keptMonths = { least: 1, most: 1200 }

const Fixed = z.object({
  versie: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
  tekst: z.enum(['model', 'eigen'], 'Kies welke tekst geldt.'),
  documentnaam: textField({ max: 200, oneLine: true }),
  besluit: numberField(clockFields[0]),
  gesprek: numberField(clockFields[1]),
  vervolg_een: numberField(clockFields[2]),
  vervolg_twee: numberField(clockFields[3]),
  nazorg: numberField(clockFields[4]),
  aangifte: numberField(clockFields[5]),
  altijd: z
    .string()
    .default('')
    .transform(it => it.split('\n').filter(id => id !== ''))
    .refine(ids => ids.every(id => categories.some(it => it.id === id)), 'Kies uit de soorten van de lijst.'),
  media: textField({ max: 1000 }),
  bewaren: z
    .string()
    .default('')
    .transform(it => it.trim())
    .refine(
      it => it === '' || (/^\d{1,4}$/u.test(it) && Number(it) >= keptMonths.least && Number(it) <= keptMonths.most),
      `Vul een heel getal in van ${keptMonths.least} tot en met ${keptMonths.most}, of maak het veld leeg.`,
    ),
})
const Ladder = z.object(
  fieldsOf(ladderSteps.map(stepName), z.enum([unused, ...deciders], 'Kies wie hierover besluit.')),
)
const Weeks = z.object(fieldsOf(timedSteps.map(weeksName), numberField(longestWeeks)))
const Answers = z.object(Object.fromEntries(model.words.map(it => [it.id, textField({ max: it.max })])))

// No field may have the name of another: the last one would take its place.
export const ProtocolForm = z.object({
  ...Fixed.shape,
  ...Ladder.shape,
  ...Weeks.shape,
  ...RouteFields.shape,
  ...Answers.shape,
})

type Problems = Record<string, string>

/**
 * The version that was filled in, or by field why it cannot be one.
 * @param values what passed the form
 * @param kind of the organisation: its selection list says how long a report is kept at the least
 */
export function versionFrom(
  values: Readonly<Record<string, string>>,
  kind: string,
): NewVersion | { problems: Problems } {
  const it = Fixed.parse(values)
  const least = leastMonths(kind)
  const problems: Problems = {
    ...(it.tekst === 'eigen' && it.documentnaam === '' && { documentnaam: 'Vul in hoe het document heet.' }),
    ...(it.vervolg_twee <= it.vervolg_een && {
      vervolg_twee: 'Het tweede vervolggesprek komt na het eerste. Vul een hoger getal in.',
    }),
    ...(least !== undefined &&
      it.bewaren !== '' &&
      Number(it.bewaren) < least && {
        bewaren: `De selectielijst van uw organisatie vraagt ${least} maanden. Vul dat getal in, of een hoger.`,
      }),
  }
  if (Object.keys(problems).length > 0) return { problems }
  return {
    id: it.versie,
    settings: {
      decisionHours: it.besluit,
      supportTalkHours: it.gesprek,
      firstFollowUpWeeks: it.vervolg_een,
      secondFollowUpWeeks: it.vervolg_twee,
      aftercareCheckMonths: it.nazorg,
      policeReportWorkingDays: it.aangifte,
      ladder: ladderFrom(Ladder.parse(values), Weeks.parse(values)),
      alwaysReports: it.altijd,
      mediaLine: it.media,
      routes: routesFrom(RouteFields.parse(values)),
      retentionMonths: it.bewaren === '' ? null : Number(it.bewaren),
    },
    words: it.tekst === 'eigen' ? {} : wordsFrom(Answers.parse(values)),
    documentName: it.tekst === 'eigen' ? it.documentnaam : undefined,
  }
}

type Chosen = Readonly<Record<string, Decider | typeof unused>>
type Longest = Readonly<Record<string, number>>

function ladderFrom(chosen: Chosen, longest: Longest): StoredSettings['ladder'] {
  const rule = (step: LadderStep): LadderRule => {
    const decidedBy = chosen[stepName(step)] ?? unused
    const atMostWeeks = longest[weeksName(step)] ?? null
    return decidedBy === unused
      ? { ...modelSettings.ladder[step], used: false, atMostWeeks }
      : { used: true, decidedBy, atMostWeeks }
  }
  return byStep(rule)
}

// An answer that is left out, or says what the model says, is that of the model.
const wordsFrom = (answers: Readonly<Record<string, string>>): Words =>
  Object.fromEntries(
    model.words.flatMap(({ id }) => {
      const own = answers[id] ?? ''
      return own === '' || own === modelWords(id) ? [] : [[id, own]]
    }),
  )

/** A version as the form shows it, to make the next one from. */
export function valuesOf({ settings, words, document }: Pick<Version, 'settings' | 'words' | 'document'>) {
  const { ladder } = settings
  return {
    tekst: document ? 'eigen' : 'model',
    documentnaam: document?.name ?? '',
    besluit: String(settings.decisionHours),
    gesprek: String(settings.supportTalkHours),
    vervolg_een: String(settings.firstFollowUpWeeks),
    vervolg_twee: String(settings.secondFollowUpWeeks),
    nazorg: String(settings.aftercareCheckMonths),
    aangifte: String(settings.policeReportWorkingDays),
    altijd: settings.alwaysReports.join('\n'),
    media: settings.mediaLine,
    bewaren: settings.retentionMonths === null ? '' : String(settings.retentionMonths),
    ...routeValues(settings.routes),
    ...Object.fromEntries(
      ladderSteps.map(step => [stepName(step), ladder[step].used ? ladder[step].decidedBy : unused]),
    ),
    ...Object.fromEntries(timedSteps.map(step => [weeksName(step), String(ladder[step].atMostWeeks ?? '')])),
    ...Object.fromEntries(model.words.map(({ id }) => [id, words[id] ?? modelWords(id)])),
  }
}
