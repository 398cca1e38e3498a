import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../engines/access/colleague.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { Form } from '../../platform/form.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { Trail } from './answering.views.tsx'
import type { Consent } from './sharing.ts'
import { urls } from './urls.ts'

interface SharingProps {
  set: AnswerSet
  consents: readonly Consent[]
  matches: readonly Colleague[]
  form: Form
}

export const SharingPage = ({ set, consents, matches, form }: SharingProps) => {
  const now = consents.filter(it => it.withdrawnAt === null)
  const before = consents.filter(it => it.withdrawnAt !== null)
  return (
    <>
      <Trail set={set} label="Delen" />
      <ErrorSummary form={form} />
      <PageTitle>Met wie deelt u dit?</PageTitle>
      <Lead>Wie u hier kiest, leest uw antwoorden en kan ze met u invullen. U kunt dat op elk moment intrekken.</Lead>
      <Card title="Wie er nu meekijkt">
        {now.length === 0 && (
          <EmptyState title="Niemand">
            <p>Alleen u leest deze antwoorden.</p>
          </EmptyState>
        )}
        {now.map(it => (
          <form method="post" action={`${urls.share(set.id)}/intrekken`} class="weerbaar-advice">
            <p>
              <strong>{it.name}</strong>, sinds {formatDate(it.givenAt)}.{' '}
              {it.lookedAt ? `Keek voor het laatst op ${formatDateTime(it.lookedAt)}.` : 'Heeft nog niet gekeken.'}
            </p>
            <Hidden name="wie" value={it.person} />
            <Button kind="quiet">Trek in voor {it.name}</Button>
          </form>
        ))}
        {before.map(it => (
          <p class="weerbaar-soft">
            {it.name}: ingetrokken op {it.withdrawnAt ? formatDate(it.withdrawnAt) : ''}.{' '}
            {it.lookedAt ? `Keek voor het laatst op ${formatDateTime(it.lookedAt)}.` : 'Heeft nooit gekeken.'}
          </p>
        ))}
      </Card>
      <form method="post" action={urls.share(set.id)} novalidate>
        <ColleagueField
          label="De adviseur"
          hint="Iemand van uw organisatie die u vertrouwt, zoals een beveiligingsadviseur of de griffier."
          none="Geen van deze collega’s"
          form={form}
          matches={matches}
        />
        <Actions>
          <Button>Deel mijn antwoorden</Button>
          <ButtonLink href={urls.set(set.id)} kind="quiet">
            Terug
          </ButtonLink>
        </Actions>
      </form>
    </>
  )
}

export const SettlePage = ({ set, measures }: { set: AnswerSet; measures: number }) => (
  <>
    <Trail set={set} label="Afronden" />
    <PageTitle>Het advies is klaar</PageTitle>
    <Lead>
      Hebt u het advies besproken? Dan gooien wij de antwoorden weg. Een beschrijving van uw huis hoort niet langer
      bewaard te blijven dan nodig.
    </Lead>
    <Note kind="info" title="Wat blijft">
      <p>
        {measures === 1 ? 'Eén maatregel komt' : `${measures} maatregelen komen`} bij Mijn maatregelen. Daar staat wat u
        gaat doen, en niet wat u antwoordde.
      </p>
    </Note>
    <form method="post" action={urls.settle(set.id)}>
      <Actions>
        <Button>Bewaar de maatregelen en gooi de antwoorden weg</Button>
        <ButtonLink href={urls.result(set.id)} kind="quiet">
          Nog niet
        </ButtonLink>
      </Actions>
    </form>
  </>
)
