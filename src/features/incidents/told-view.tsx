import { z } from 'zod'
import { functionInfo } from '../../engines/cases/vocabulary.ts'
import { questionnaire } from '../../engines/questionnaires/library.ts'
import { Source } from '../../engines/questionnaires/explanation.tsx'
import { AnswerList } from '../../engines/questionnaires/pages.tsx'
import { readContent } from '../../platform/content.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Card, Note, Words } from '../../ui/parts.tsx'
import { nameOf, type CaseProps } from './case-parts.tsx'
import { isFull, settingToRead, split } from './full-report.ts'
import { ReadSupplement } from './supplement-reading-view.tsx'
import type { ToldReport } from './told.ts'

const labourAccident = readContent(
  'labour-accident.yaml',
  z.object({ title: z.string(), text: z.string(), source: z.string(), checked_on: z.string().nullable() }),
)

/** The answers of a report with its questions as they were asked then, without what stands elsewhere on the page. */
const AllAnswers = ({ report, later }: { report: ToldReport; later: boolean }) => {
  const { rest } = split(report.values, 'perpetrator')
  const { what: _shown, reach: _too, via_weerbaar: _also, safe_now: _and, ...values } = rest
  return (
    <AnswerList
      definition={questionnaire(report.questions)}
      values={values}
      setting={settingToRead(values, later)}
      answeredOnly
      quiet
    />
  )
}

/** What else was told than the words above: the other answers, and what was told later. */
export const ToldBesides = ({ page, viewer }: Pick<CaseProps, 'page' | 'viewer'>) => {
  const [first, ...later] = page.reports
  return (
    <>
      {first && isFull(first.questions) && (
        <details
          class="weerbaar-details"
          open={page.facts.confirm_asked_at !== null && page.facts.confirmed_at === null}
        >
          <summary>Alle antwoorden in deze melding</summary>
          <AllAnswers report={first} later={false} />
        </details>
      )}
      {later.map(report => (
        <Card title={`Aanvulling van ${formatDateTime(report.at)}`} level={3}>
          <p class="weerbaar-soft">Door {nameOf(page, report.author, viewer)}</p>
          <AllAnswers report={report} later />
          <ReadSupplement page={page} report={report} />
        </Card>
      ))}
    </>
  )
}

/** What is known of the one who did it, for who wrote it and who handles the case. */
export const Perpetrators = ({ page, viewer }: Pick<CaseProps, 'page' | 'viewer'>) =>
  page.perpetrators.length === 0 ? null : (
    <Card title="Over degene die dit deed">
      <p>Alleen wie dit schreef en wie de melding behandelt, leest dit. Deel het niet verder dan nodig is.</p>
      {page.perpetrators.map(it => {
        const { perpetrator_words: words, ...values } = it.values
        return (
          <>
            <p class="weerbaar-soft">
              {formatDateTime(it.at)}, door {nameOf(page, it.author, viewer)}
            </p>
            {words && <Words>{words}</Words>}
            <AnswerList
              definition={questionnaire(it.questions)}
              values={values}
              setting={{
                ...settingToRead(values, false),
                facts: { ...settingToRead(values, false).facts, perpetrator: 'yes' },
              }}
              answeredOnly
              quiet
            />
          </>
        )
      })}
    </Card>
  )

/** The duty of an employer that may follow from an answer; the answer itself stays sealed. */
export const LabourAccident = ({ page: { facts, reports } }: Pick<CaseProps, 'page'>) => {
  const injured = reports.some(it => it.values['serious_injury'] === 'yes')
  if (!injured || functionInfo(facts.function ?? '')?.group !== 'staff') return null
  return (
    <Note kind="warning" title={labourAccident.title}>
      <p>{labourAccident.text}</p>
      <Source source={labourAccident.source} checked_on={labourAccident.checked_on} />
    </Note>
  )
}
