import type { ComponentChildren } from 'preact'
import { formatDate } from '../../ui/dates.ts'
import { Card } from '../../ui/parts.tsx'
import { stepPlan, whomIn, type Audience, type Step } from './step-plan.ts'

export interface PlanStepProps {
  step: Step
  number: number
  audience: Audience
  /** How it stands in a case, and what to do next there. */
  children?: ComponentChildren
}

/** One step: what to do, whom to go to, and what the law says. */
export const PlanStep = ({ step, number, audience, children }: PlanStepProps) => (
  <Card title={`${number}. ${step.title}`} id={step.id}>
    {children}
    <ul>
      {step.do.map(it => (
        <li>{it}</li>
      ))}
    </ul>
    <p>
      <strong>Naar wie? </strong>
      {whomIn(step, audience)}
    </p>
    <details class="weerbaar-details">
      <summary>
        Wat zegt de wet?<span class="weerbaar-hidden"> Bij stap {number}</span>
      </summary>
      {step.law.length === 0 && <p>Voor deze stap hebben wij geen regel uit de wet opgenomen.</p>}
      {step.law.map(({ text, source, checked_on: on }) => (
        <p>
          {text} <Source source={source} on={on} />
        </p>
      ))}
    </details>
  </Card>
)

/** Where the whole plan comes from: it is ours, and not the official one. */
export const PlanSource = () => (
  <p>
    <Source source={stepPlan.source} on={stepPlan.checked_on} />
  </p>
)

const Source = ({ source, on }: { source: string; on: string | null }) => (
  <small>
    Bron: {source} {on === null ? 'Nog niet gecontroleerd.' : `Gecontroleerd op ${formatDate(new Date(on))}.`}
  </small>
)
