import { Actions, Button, ButtonLink } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import type { Choice } from './provider.ts'

export const ChooseProviderPage = ({
  choices,
  href,
}: {
  choices: readonly Choice[]
  href: (organisation: string) => string
}) => (
  <>
    <PageTitle>Inloggen via uw organisatie</PageTitle>
    {choices.length === 0 ? (
      <EmptyState title="Dit kan nog niet">
        <p>Geen enkele organisatie heeft dit hier geregeld. Log in met uw e-mailadres en wachtwoord.</p>
      </EmptyState>
    ) : (
      <>
        <Lead>Kies uw organisatie. U logt daar in met het account van uw werk, en komt dan hier terug.</Lead>
        <LinkList items={choices.map(it => ({ href: href(it.organisation_id), label: it.name }))} />
      </>
    )}
    <p>
      <a href="/inloggen">Terug naar inloggen</a>
    </p>
  </>
)

const reasons = {
  failed: 'U bent niet ingelogd. Misschien duurde het te lang, of begon u in een ander venster. Begin opnieuw.',
  unknown:
    'Dit account van uw organisatie is hier niet gekoppeld. Log in met uw e-mailadres en wachtwoord, en koppel het bij uw account. ' +
    'Of vraag de beheerder van uw organisatie om een uitnodiging.',
  away: 'Wij kunnen het inlogsysteem van uw organisatie nu niet bereiken. Probeer het straks nog een keer, of log in met uw wachtwoord.',
  busy: 'Dit is in korte tijd te vaak geprobeerd. Wacht een minuut en probeer het dan nog een keer.',
} as const

export const NotBackPage = ({ why }: { why: keyof typeof reasons }) => (
  <>
    <PageTitle>Inloggen is niet gelukt</PageTitle>
    <p>{reasons[why]}</p>
    <Actions>
      <ButtonLink href="/inloggen">Naar inloggen</ButtonLink>
    </Actions>
    <p>
      Kunt u niet wachten? Bij gevaar belt u <a href="tel:112">112</a>. De andere nummers staan bij{' '}
      <a href="/contact">Contact in nood</a>.
    </p>
  </>
)

export interface OwnProvider extends Choice {
  linked: boolean
}

export const OwnProvidersPage = ({
  providers,
  done,
}: {
  providers: readonly OwnProvider[]
  done: string | undefined
}) => (
  <>
    <PageTitle>Inloggen via uw organisatie</PageTitle>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <Lead>
      Koppel het account van uw werk. Daarna kunt u hier inloggen via uw organisatie. Uw wachtwoord blijft ook werken.
    </Lead>
    {providers.length === 0 && (
      <EmptyState title="Dit kan nog niet">
        <p>Uw organisatie heeft dit niet geregeld. Vraag ernaar bij de beheerder.</p>
      </EmptyState>
    )}
    {providers.map(it => (
      <Card title={it.name}>
        <p>{it.linked ? 'Uw account is gekoppeld.' : 'Uw account is nog niet gekoppeld.'}</p>
        <form method="post" action={`/account/inloggen/${it.organisation_id}${it.linked ? '/verwijderen' : ''}`}>
          <Button kind={it.linked ? 'quiet' : 'primary'}>
            {it.linked ? 'Haal de koppeling weg' : 'Koppel mijn account'}
          </Button>
        </form>
      </Card>
    ))}
    <p>
      <a href="/account">Terug naar uw account</a>
    </p>
  </>
)

export const SignedOutPage = ({ address }: { address: string | undefined }) => (
  <>
    <PageTitle>U bent uitgelogd</PageTitle>
    <p>Van Weerbaar bent u nu uitgelogd. Bij het inlogsysteem van uw organisatie bent u dat misschien nog niet.</p>
    {address === undefined ? (
      <p>
        Dat systeem kunnen wij niet voor u laten uitloggen. Werkt u niet op uw eigen apparaat? Log dan ook daar uit, en
        sluit de browser.
      </p>
    ) : (
      <p>Werkt u niet op uw eigen apparaat? Log dan ook daar uit. U bent dan ook uitgelogd van uw andere werk.</p>
    )}
    <Actions>
      {address !== undefined && <ButtonLink href={address}>Log uit bij uw organisatie</ButtonLink>}
      <ButtonLink href="/inloggen" kind="quiet">
        Naar inloggen
      </ButtonLink>
    </Actions>
  </>
)

export const OnwardPage = ({ address }: { address: string }) => (
  <>
    <PageTitle>Log nu in bij uw organisatie</PageTitle>
    <p>U gaat naar het inlogsysteem van uw organisatie. Log daar in met uw eigen account. Daarna komt u hier terug.</p>
    <Actions>
      <ButtonLink href={address}>Ga verder</ButtonLink>
      <ButtonLink href="/account/inloggen" kind="quiet">
        Toch niet
      </ButtonLink>
    </Actions>
  </>
)
