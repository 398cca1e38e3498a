import type { ContactPoint } from '../../../engines/cases/contacts.ts'
import { UrgentContacts } from '../../../engines/cases/contacts-view.tsx'
import { audienceOf, stepPlan, type StepId } from '../../../engines/cases/step-plan.ts'
import { PlanSource, PlanStep } from '../../../engines/cases/step-plan-view.tsx'
import { Actions, ButtonLink } from '../../../ui/form.tsx'
import { Breadcrumb, Chip, Lead, PageTitle, type ChipKind } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import { countDone, nextStep, type Progress, type StepState } from './progress.ts'

export interface GuideProps {
  facts: CaseFacts
  progress: Progress
  contacts: readonly ContactPoint[]
}

export const GuideView = ({ facts, progress, contacts }: GuideProps) => {
  const audience = audienceOf(facts.function)
  const next = nextStep(progress)
  return (
    <>
      <Breadcrumb
        items={[{ href: urls.case(facts.id), label: `Melding ${facts.reference}` }, { label: 'Stappenplan' }]}
      />
      <PageTitle>Stappenplan bij deze melding</PageTitle>
      <Lead>
        {countDone(progress)} van {stepPlan.steps.length} stappen zijn gedaan.{' '}
        {next === undefined ? 'Er staat geen stap meer open.' : `Nu aan de beurt: stap ${numberOf(next)}.`}
      </Lead>
      <p>
        {facts.part === 'own'
          ? 'U hoeft dit niet alleen te doen. Wie uw melding behandelt, ziet dezelfde stappen.'
          : 'De stappen zijn geschreven voor degene die het overkwam. Die ziet dezelfde lijst.'}
      </p>
      {stepPlan.steps.map((step, index) => (
        <PlanStep step={step} number={index + 1} audience={audience}>
          <State state={progress[step.id]} next={step.id === next} />
          {step.id === next && <Act facts={facts} step={step.id} />}
        </PlanStep>
      ))}
      <UrgentContacts contacts={contacts} />
      <PlanSource />
    </>
  )
}

const numberOf = (id: StepId) => stepPlan.steps.findIndex(it => it.id === id) + 1

const chips: Record<StepState | 'next', [ChipKind, string]> = {
  done: ['done', 'Gedaan'],
  open: ['plain', 'Nog niet gedaan'],
  left: ['plain', 'Niet vastgelegd bij het besluit'],
  next: ['soon', 'Nu aan de beurt'],
}

const State = ({ state, next }: { state: StepState; next: boolean }) => {
  const [kind, words] = chips[next ? 'next' : state]
  return (
    <p>
      <Chip kind={kind}>{words}</Chip>
    </p>
  )
}

type Acts = Partial<Record<StepId, { after: string; label: string }>>

const ofHandler: Acts = {
  safety: { after: '/taken#veilig', label: 'Regel de veiligheid' },
  record: { after: '#bewijs', label: 'Bekijk het bewijs' },
  support: { after: '/gesprek', label: 'Leg het gesprek vast' },
  weigh: { after: '/soort', label: 'Bepaal de soort' },
  police: { after: '/aangifte', label: 'Ga naar de aangifte' },
  reaction: { after: '/besluit', label: 'Leg het besluit vast' },
  measures: { after: '/taken', label: 'Bekijk de taken' },
  aftercare: { after: '', label: 'Ga naar de melding' },
}
const ofOwn: Acts = {
  record: { after: '#bewijs', label: 'Voeg bewijs toe' },
  police: { after: '/aangifte', label: 'Ga naar de aangifte' },
}
const back = { after: '', label: 'Ga naar de melding' }

/** Where the step is done in this case. */
const Act = ({ facts, step }: { facts: CaseFacts; step: StepId }) => {
  const { after, label } = (facts.part === 'handler' ? ofHandler : ofOwn)[step] ?? back
  return (
    <Actions>
      <ButtonLink href={`${urls.case(facts.id)}${after}`}>{label}</ButtonLink>
    </Actions>
  )
}
