import type { KnownCodes } from '../../engines/cases/codes.ts'
import { categories, categoryLabel, endingLabel, outcomes } from '../../engines/cases/vocabulary.ts'
import { draftEnding } from '../../engines/cases/draft-term.ts'
import { identityEnding } from '../../engines/cases/identity-term.ts'
import { any } from '../../engines/cases/retention-list.ts'
import { holdReasons, keepReasons } from './terms.ts'

// Codes of terms and lists, in words.

const endingsWithoutCode = [
  { id: 'withdrawn', label: 'Ingetrokken door de melder' },
  { id: 'duplicate', label: 'Dubbel gemeld' },
  { id: 'not_an_incident', label: 'Geen incident' },
  { id: draftEnding, label: 'Concept dat niet is verstuurd' },
  { id: identityEnding, label: 'Wie het deed' },
]

export const kindOptions = [
  { value: any, label: 'Alle soorten' },
  ...categories.map(it => ({ value: it.id, label: it.label })),
]
export const endingOptions = [
  { value: any, label: 'Elke afloop' },
  ...[...outcomes.closing.options, ...endingsWithoutCode].map(it => ({ value: it.id, label: it.label })),
]

export const kindName = (id: string | null): string => (id === any ? 'Alle soorten' : categoryLabel(id))
export const endingName = (id: string): string => endingOptions.find(it => it.value === id)?.label ?? endingLabel(id)

/** A number of months as people say it. */
export function termName(months: number | null): string {
  if (months === null) return 'Altijd bewaren'
  if (months % 12 === 0) return `${months / 12} jaar`
  return months === 1 ? '1 maand' : `${months} maanden`
}

const byTheJob = { id: 'not_due', label: 'Mocht bij de vernietiging nog niet weg' }
export const keepReason = (id: string | null): string =>
  [...keepReasons, byTheJob].find(it => it.id === id)?.label ?? 'Reden onbekend'
export const holdReason = (id: string): string => holdReasons.find(it => it.id === id)?.label ?? id

/** What stands with a term or a hold in the trail, in words. */
export const retentionCodes: KnownCodes = {
  fields: { kind: { label: 'Soort', read: kindName }, ending: { label: 'Afloop', read: endingName } },
  alone: (action, code) => (action === 'case.hold' ? holdReason(code) : undefined),
}
