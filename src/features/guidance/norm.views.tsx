import { UrgentContacts } from '../../engines/cases/contacts-view.tsx'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Lead, LinkList, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { adopted, type Norm, type PublicNorm } from './norm.ts'

interface NormProps {
  norm: Norm
  organisation: { name: string; code: string }
}

export const NormPage = ({ norm, organisation }: NormProps) => (
  <>
    <PageTitle>Onze norm</PageTitle>
    <Lead>{`Wat ${organisation.name} wel en niet accepteert.`}</Lead>
    <NormText norm={norm} />
    <Actions>
      <ButtonLink href="/melden/snel">Snel melden</ButtonLink>
    </Actions>
    <h2>Meer</h2>
    <LinkList
      items={[
        { href: '/stappenplan', label: 'Stappenplan', hint: 'Wat u doet na agressie, in negen stappen' },
        { href: '/protocol', label: 'Agressieprotocol', hint: 'Wat uw organisatie doet, en binnen welke tijd' },
        { href: '/lessen', label: 'Wat wij leerden van meldingen' },
        { href: '/onze-norm/medewerkers', label: 'De norm voor medewerkers' },
        { href: '/teams', label: 'Teams', hint: 'Afspraken van uw team, en afspraken die lastig kunnen worden' },
        { href: '/onze-norm/gesprek', label: 'Gesprek over de norm', hint: 'Vragen voor het begin van een periode' },
        { href: '/onze-norm/poster', label: 'Poster om op te hangen', hint: 'PDF op A4, met de contactpunten' },
        { href: '/onze-norm/kaartje', label: 'Kaartje voor in uw portemonnee', hint: 'PDF op A4, om uit te knippen' },
        ...(norm.norm_adopted_on === ''
          ? []
          : [{ href: `/norm/${organisation.code}`, label: 'De norm zoals iedereen die kan lezen' }]),
      ]}
    />
  </>
)

export const PublicNormPage = ({ organisation, norm, contacts }: PublicNorm) => (
  <>
    <PageTitle>{`De norm van ${organisation}`}</PageTitle>
    <NormText norm={norm} />
    <UrgentContacts contacts={contacts} />
    <p>
      Werkt u voor {organisation}, of zit u in het bestuur? <a href="/melden/snel">Log in en meld wat u overkwam</a>.
    </p>
  </>
)

const NormText = ({ norm }: { norm: Norm }) => (
  <>
    <Paragraphs text={norm.norm} />
    <p>
      <small>{adopted(norm)}</small>
    </p>
  </>
)
