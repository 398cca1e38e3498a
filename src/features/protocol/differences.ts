import {
  ladderSteps,
  modelSettings,
  routeGroups,
  type LadderRule,
  type ProtocolSettings,
} from '../../engines/cases/protocol-settings.ts'
import { deciderLabels, ladderLabels, routeGroupLabels, routeInWords } from '../../engines/cases/protocol-words.ts'
import { categoryLabel } from '../../engines/cases/vocabulary.ts'
import { model, modelWords, type Words } from './model.ts'

export interface Difference {
  subject: string
  model: string
  own: string
}

type Subject = [subject: string, read: (settings: ProtocolSettings) => string]

const subjects: readonly Subject[] = [
  ['Besluit over de reactie', it => `${it.decisionHours} uur`],
  ['Opvanggesprek', it => `${it.supportTalkHours} uur`],
  ['Eerste vervolggesprek', it => `${it.firstFollowUpWeeks} weken`],
  ['Tweede vervolggesprek', it => `${it.secondFollowUpWeeks} weken`],
  ['Nazorg nagaan', it => `${it.aftercareCheckMonths} maanden`],
  ['Naar de politie', it => `${it.policeReportWorkingDays} werkdagen`],
  ...ladderSteps.map((step): Subject => [ladderLabels[step], it => ruleInWords(it.ladder[step])]),
  ['Altijd aangifte', it => it.alwaysReports.map(categoryLabel).join(', ') || 'per melding bekeken'],
  ...routeGroups.map((group): Subject => [
    `Wie krijgt de melding: ${routeGroupLabels[group].toLowerCase()}`,
    it => {
      const rule = it.routes[group]
      return rule ? routeInWords(rule) : 'wie de beheerder aanwijst'
    },
  ]),
  ['Bewaren na de afloop', it => keptInWords(it.retentionMonths)],
  ['Media en communicatie', it => it.mediaLine || 'per melding afgesproken'],
]

const keptInWords = (months: number | null) =>
  months === null ? 'zoals de privacyfunctionaris het instelt' : `${months} ${months === 1 ? 'maand' : 'maanden'}`

function ruleInWords({ used, decidedBy, atMostWeeks }: LadderRule): string {
  if (!used) return 'niet gebruikt'
  return atMostWeeks === null ? deciderLabels[decidedBy] : `${deciderLabels[decidedBy]}, hoogstens ${atMostWeeks} weken`
}

/** Where a protocol says something else than the model. Without `words` only the settings are compared. */
export const differences = (settings: ProtocolSettings, words: Words = {}): Difference[] =>
  [
    ...subjects.map(([subject, read]) => ({ subject, model: read(modelSettings), own: read(settings) })),
    ...model.words.map(({ id, label }) => ({
      subject: label,
      model: modelWords(id),
      own: words[id] ?? modelWords(id),
    })),
  ].filter(it => it.model !== it.own)
