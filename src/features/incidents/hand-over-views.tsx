import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden, Radios, Select, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Card, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { Candidate } from './hand-over.ts'
import { urls } from './urls.ts'

interface HandOverProps {
  it: CaseFacts
  part: 'handler' | 'coordinator'
  people: readonly Candidate[]
  /** Who else acts in the case now. */
  others: readonly { id: string; name: string; role: string }[]
  form: Form
  entryId: string
  viewer: string
}

export const HandOverForm = ({ it, part, people, others, form, entryId, viewer }: HandOverProps) => (
  <>
    <Breadcrumb
      items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Draag de melding over' }]}
    />
    <ErrorSummary form={form} />
    <PageTitle>Draag de melding over</PageTitle>
    <Lead>
      De taken gaan mee. De getroffene ziet wie de melding nu heeft. U kunt alleen kiezen uit mensen die meldingen van
      deze lijn mogen behandelen.
    </Lead>
    {people.length === 0 ? (
      <Note kind="warning" title="Er is niemand aan wie u kunt overdragen">
        <p>Vraag de beheerder om een behandelaar voor deze lijn aan te wijzen.</p>
      </Note>
    ) : (
      <form method="post" action={`${urls.case(it.id)}/overdragen`} novalidate data-warn>
        <Hidden name="entry" value={form.values['entry'] ?? entryId} />
        <Select
          name="naar"
          label="Aan wie?"
          form={form}
          options={people.map(one => ({ value: one.id, label: nameOf(one) }))}
          empty="Kies iemand"
        />
        <Radios name="hoe" label="Wat wilt u doen?" form={form} options={waysFor(part)} />
        {part === 'handler' && (
          <TextArea
            name="text"
            label="Wat moet de volgende weten?"
            hint="Dit wordt een interne notitie. De getroffene leest dit niet."
            form={form}
            rows={4}
            maxlengthHint={20_000}
            optional
          />
        )}
        <Actions>
          <Button>Draag over</Button>
        </Actions>
      </form>
    )}
    {others.length > 0 && (
      <Card title="Wie behandelt ook mee?">
        {others.map(one => (
          <form method="post" action={`${urls.case(it.id)}/behandelaar-eraf`}>
            <Hidden name="persoon" value={one.id} />
            <p>
              {one.name}
              {one.id === viewer && ' (u)'}{' '}
              <Button kind="quiet">
                Haal eraf<span class="weerbaar-hidden">: {one.name}</span>
              </Button>
            </p>
          </form>
        ))}
      </Card>
    )}
  </>
)

/** A colleague to choose, and whether they are away. */
export const nameOf = ({ name, away }: Pick<Candidate, 'name' | 'away'>): string =>
  away ? `${name} (nu afwezig)` : name

const waysFor = (part: HandOverProps['part']) => [
  {
    value: 'overdragen',
    label: part === 'handler' ? 'Overdragen, en zelf niet meer meekijken' : 'Overdragen aan deze persoon',
    hint: 'Wie de melding nu heeft, kan er daarna niet meer bij.',
  },
  {
    value: 'meekijken',
    label:
      part === 'handler' ? 'Overdragen, en zelf nog meekijken' : 'Overdragen, en de huidige behandelaar kijkt nog mee',
  },
  { value: 'erbij', label: 'Toevoegen als tweede behandelaar' },
]

export const GivenAway = () => (
  <>
    <PageTitle>De melding is overgedragen</PageTitle>
    <Lead>Wie de melding nu heeft, krijgt daar bericht van. U kunt er zelf niet meer bij.</Lead>
    <Actions>
      <ButtonLink href="/">Naar de beginpagina</ButtonLink>
    </Actions>
  </>
)
