import type { ContactPoint } from '../../engines/cases/contacts.ts'
import { UrgentContacts } from '../../engines/cases/contacts-view.tsx'
import { stepPlan, type Audience } from '../../engines/cases/step-plan.ts'
import { PlanSource, PlanStep } from '../../engines/cases/step-plan-view.tsx'
import { Actions, Button, ButtonLink, Select } from '../../ui/form.tsx'
import { Lead, LinkList, PageTitle } from '../../ui/parts.tsx'

export interface StepPlanProps {
  audience: Audience
  /** Of the functions of who looks. */
  own: readonly Audience[]
  contacts: readonly ContactPoint[]
  /** Who looks works somewhere here now. */
  member: boolean
}

export const StepPlanPage = ({ audience, own, contacts, member }: StepPlanProps) => (
  <>
    <PageTitle>Stappenplan</PageTitle>
    <Lead>{`Negen stappen na agressie of bedreiging. Nu te lezen voor: ${audience.label.toLowerCase()}.`}</Lead>
    <form method="get" action="/stappenplan">
      <Select
        name="functie"
        label="Voor welke functie?"
        options={ordered(own).map(it => ({ value: it.path, label: it.label }))}
        form={{ values: { functie: audience.path }, errors: {} }}
      />
      <Actions>
        <Button kind="quiet">Toon</Button>
        <ButtonLink href="/melden/snel">Snel melden</ButtonLink>
      </Actions>
    </form>
    {stepPlan.steps.map((step, index) => (
      <PlanStep step={step} number={index + 1} audience={audience} />
    ))}
    <UrgentContacts contacts={contacts} />
    {member && <LinkList items={[{ href: '/lessen', label: 'Wat wij leerden van meldingen' }]} />}
    <PlanSource />
  </>
)

/** The own functions first. */
const ordered = (own: readonly Audience[]) => [...own, ...stepPlan.audiences.filter(it => !own.includes(it))]
