import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Lead, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { Person } from './opened-case.ts'
import type { CaseProps } from './case-parts.tsx'
import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../engines/access/colleague.ts'
import { HelperConversation } from './conversation-view.tsx'
import { urls } from './urls.ts'

interface AskWitnessProps {
  it: CaseFacts
  form: Form
  entryId: string
  matches: readonly Colleague[]
}

export const AskWitness = ({ it, form, entryId, matches }: AskWitnessProps) => (
  <>
    <Breadcrumb
      items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Vraag een getuige' }]}
    />
    <ErrorSummary form={form} />
    <PageTitle>Vraag een getuige</PageTitle>
    <Lead>
      Heeft een collega iets gezien of gehoord? Vraag om dat hier te vertellen. De getuige leest alleen uw vraag en het
      eigen antwoord, en niets anders van de melding. Overleg eerst met de getroffene.
    </Lead>
    <form method="post" action={`${urls.case(it.id)}/getuigen`} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      <ColleagueField label="Wie wilt u iets vragen?" none="Niemand van hen" form={form} matches={matches} />
      <TextArea
        name="text"
        label="Wat wilt u vragen?"
        hint="Schrijf niet meer over de melding dan nodig is."
        form={form}
        rows={5}
        maxlengthHint={20_000}
      />
      <Actions>
        <Button>Stuur de vraag</Button>
      </Actions>
    </form>
  </>
)

export const WitnessPage = ({ helper, form, ...props }: CaseProps & { form: Form; helper: Person }) => {
  const { facts } = props.page
  return (
    <>
      <Breadcrumb
        items={[
          { href: urls.case(facts.id), label: `Melding ${facts.reference}` },
          { label: `Gesprek met ${helper.name}` },
        ]}
      />
      <ErrorSummary form={form} />
      <PageTitle>Gesprek met {helper.name}</PageTitle>
      <Lead>
        {helper.id === facts.reporter_id ? `${helper.name} heeft dit gemeld. ` : ''}
        De getroffene leest dit gesprek niet.
      </Lead>
      <HelperConversation
        {...props}
        form={form}
        helper={helper.id}
        action={`${urls.case(facts.id)}/getuigen/${helper.id}`}
      />
    </>
  )
}
