import { lookUp, type KnownCodes } from '../../engines/cases/codes.ts'
import { categoryLabel, outcome } from '../../engines/cases/vocabulary.ts'
import { emergencyReason } from './emergency.ts'
import { policeStepLabel } from './police/content.ts'
import { taskLabel } from './tasks.ts'

const inOutcomes = (list: Parameters<typeof outcome>[0]) => (code: string) => outcome(list, code)?.label ?? code

const ofAction = new Map<string, (code: string) => string>([
  ['case.set_category', categoryLabel],
  ['case.decide', inOutcomes('decision')],
  ['case.record_talk', inOutcomes('talk')],
  ['case.close', inOutcomes('closing')],
  ['case.wait', inOutcomes('waiting')],
  ['case.mark_duplicate', inOutcomes('duplicate')],
  ['case.refuse_incident', inOutcomes('not_an_incident')],
  ['case.follow_report', policeStepLabel],
  ['case.late', taskLabel],
  ['case.emergency_asked', emergencyReason],
])

// The page of a case that was opened.
const pages = lookUp({
  join: 'Samenvoegen',
  letter: 'Brief',
  links: 'Eerdere meldingen van dezelfde persoon',
  measures: 'Maatregelen',
  notice: 'Bericht dat er gegevens zijn bewaard',
  police_report: 'Aangifte bij de politie',
})

/** What stands with a step of a report in the trail, in words. */
export const caseCodes: KnownCodes = {
  alone: (action, code) => {
    const read = (ofAction.get(action) ?? pages)(code)
    return read === code ? undefined : read
  },
}
