import { z } from 'zod'
import { ladderSteps } from '../../../engines/cases/protocol-settings.ts'
import { readContent } from '../../../platform/content.ts'
import { kinds, type MeasureKind } from './measure-content.ts'
import type { Measure } from './measure.ts'

// The model letters, from content/letters.yaml.

const content = readContent(
  'letters.yaml',
  z.object({
    source: z.string().min(1),
    checked_on: z.iso.date().nullable(),
    letters: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        title: z.string(),
        needs_measure: z.boolean(),
        for: z.array(z.enum(ladderSteps)).optional(),
        ended: z.boolean().default(false),
        asks: z.array(z.enum(['where', 'basis'])).default([]),
        paragraphs: z.array(z.string()),
      }),
    ),
  }),
)

export const { letters } = content
export const { source: letterSource, checked_on: lettersCheckedOn } = content
export type LetterModel = (typeof letters)[number]
/** On what a letter may say that a measure rests. */
export const letterBases = kinds.flatMap(it => it.bases)
export const letterModel = (id: string): LetterModel | undefined => letters.find(it => it.id === id)

/** What stands in the way of a letter at this measure: a sentence for each field. */
export function letterObjections(
  model: LetterModel,
  measure: Pick<Measure, 'kind' | 'ended_how'> | undefined,
  basis: MeasureKind['bases'][number] | undefined,
  where: string,
): Readonly<Record<string, string>> {
  if (model.needs_measure && !measure) return { maatregel: 'Kies bij welke maatregel deze brief hoort' }
  if (measure && model.for && !model.for.some(kind => kind === measure.kind))
    return { maatregel: 'Deze brief hoort niet bij deze maatregel. Kies een andere brief of een andere maatregel.' }
  if (model.ended && measure?.ended_how !== 'lifted')
    return { maatregel: 'Deze maatregel is niet opgeheven. Hef hem eerst op bij Beoordeel de maatregel.' }
  return {
    ...(model.asks.includes('where') &&
      where === '' && { waar: 'Schrijf voor welk gebouw of welke gebouwen dit geldt' }),
    ...(model.asks.includes('basis') && !basis && { grondslag: 'Kies waar de toegangsontzegging op rust' }),
  }
}

const placeholder = /\{(\w+)\}/gu

/** The paragraphs of a letter, filled in. One that needs what is not there is left out. */
export const fillLetter = (model: LetterModel, values: Readonly<Record<string, string>>): string[] =>
  model.paragraphs
    .filter(text => [...text.matchAll(placeholder)].every(([, name = '']) => (values[name] ?? '') !== ''))
    .map(text => text.replaceAll(placeholder, (_, name: string) => values[name] ?? '').trim())
