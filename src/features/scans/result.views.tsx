import { bandOf } from '../../engines/questionnaires/score.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import { AnswerList } from '../../engines/questionnaires/pages.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Actions, Button, ButtonLink } from '../../ui/form.tsx'
import { Card, Chip, Facts, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { Trail } from './answering.views.tsx'
import { LeadOn, type Leads } from './leads.tsx'
import { GridCard, RisksCard } from './risks.tsx'
import { shownFiles } from './files.views.tsx'
import { shareWords, type Result } from './result.ts'
import { urls } from './urls.ts'
import { words } from './words.ts'

export const ResultPage = ({ set, result }: { set: AnswerSet; result: Result }) => (
  <>
    <Trail set={set} label="Uitslag" />
    <PageTitle>Uitslag en advies</PageTitle>
    <Lead>{result.now.length > 0 ? 'Begin met wat u vandaag al kunt doen.' : 'Hieronder staat wat u kunt doen.'}</Lead>
    {result.scores.length > 0 && <Scores set={set} result={result} />}
    <RisksCard it={set.instrument} risks={result.risks} values={set.values} />
    {result.grids.map(it => (
      <GridCard it={it} values={set.values} />
    ))}
    {set.privacy === 'organisation' && (
      <LinkList items={[{ href: urls.organisation(set.instrument.id), label: 'Hoe ver uw organisatie is' }]} />
    )}
    {result.now.length > 0 && (
      <Card title="Doe dit nu">
        <AdviceList advice={result.now} leads={result.leads} />
      </Card>
    )}
    {result.later.length > 0 && <p class="nl-paragraph">Dit kan daarna. Open een onderwerp om het advies te lezen.</p>}
    {result.later.map((it, place) => (
      <Fold
        title={it.title}
        note={adviceWords(it.advice)}
        open={place === 0 && it.advice.some(one => one.priority === 'high')}
      >
        <AdviceList advice={it.advice} leads={result.leads} />
      </Fold>
    ))}
    {result.now.length + result.later.length === 0 && (
      <Note kind="success" title="Geen advies">
        <p>Uw antwoorden geven geen reden voor advies. Doe de scan over een jaar opnieuw.</p>
      </Note>
    )}
    {set.seenAs !== 'adviser' && set.privacy !== 'team' && <KeepMeasures set={set} result={result} />}
    <Actions>
      <ButtonLink href={urls.document(set.id, 'pdf')} kind="quiet">
        Bewaar als PDF
      </ButtonLink>
      <ButtonLink href={urls.document(set.id, 'docx')} kind="quiet">
        Bewaar als Word
      </ButtonLink>
    </Actions>
    <Card title="Uw antwoorden">
      <details class="weerbaar-details">
        <summary>Laat zien wat u antwoordde</summary>
        <AnswerList
          definition={set.instrument}
          values={set.values}
          setting={set.setting}
          files={shownFiles(set.files, file => urls.file(set.id, file))}
          answeredOnly
          quiet
        />
      </details>
      <p>{set.privacy === 'organisation' ? words.keeping_decided : words.keeping}</p>
      {set.seenAs === 'own' && (
        <LinkList
          items={[
            ...(set.privacy === 'shared' ? [{ href: urls.share(set.id), label: 'Met wie deelt u dit?' }] : []),
            { href: urls.forget(set.id), label: 'Gooi deze antwoorden weg' },
          ]}
        />
      )}
    </Card>
    <p class="weerbaar-soft">Bron: {set.instrument.source}</p>
  </>
)

/** What can go into a plan: the own one, or that of the organisation. */
const KeepMeasures = ({ set, result }: { set: AnswerSet; result: Result }) => {
  const count = [...result.now, ...result.later.flatMap(it => it.advice)].filter(it => it.measure).length
  if (count === 0) return null
  const own = set.privacy !== 'organisation'
  return (
    <Card title={own ? 'Mijn maatregelen' : 'Plan van de organisatie'}>
      <p>
        {count === 1
          ? 'Eén advies is een maatregel die u kunt volgen'
          : `${count} adviezen zijn maatregelen die u kunt volgen`}
        : wie het doet, wanneer en wat het kost. {own ? 'Uw organisatie ziet niet wat u thuis doet.' : ''}
      </p>
      <form method="post" action={urls.measures(set.id)}>
        <Actions>
          <Button>{own ? 'Zet in Mijn maatregelen' : 'Zet in het plan'}</Button>
          {set.privacy === 'shared' && (
            <ButtonLink href={urls.settle(set.id)} kind="quiet">
              Het advies is besproken: rond af
            </ButtonLink>
          )}
        </Actions>
      </form>
    </Card>
  )
}

const Scores = ({ set, result: { scores, leads } }: { set: AnswerSet; result: Result }) => (
  <Card title="Uitslag">
    <Facts
      items={scores.map(it => {
        const band = bandOf(it)
        return {
          term: it.theme.title,
          value: (
            <>
              {band && <strong>{band.title}</strong>}
              <p class="weerbaar-soft">{shareWords(set.instrument, it)}</p>
              {band && <p>{band.text}</p>}
              <LeadOn to={band?.leads_to} leads={leads} />
            </>
          ),
        }
      })}
    />
  </Card>
)

const adviceWords = (advice: readonly Advice[]) => {
  const first = advice.filter(it => it.priority === 'high').length
  const count = advice.length === 1 ? '1 advies' : `${advice.length} adviezen`
  return first === 0 ? count : `${count}, waarvan ${first} eerst`
}

const AdviceList = ({ advice, leads }: { advice: readonly Advice[]; leads: Leads }) => (
  <>
    {advice.map(it => (
      <section class="weerbaar-advice">
        <h3 class="nl-heading nl-heading--level-3">{it.title}</h3>
        <p>{it.text}</p>
        <LeadOn to={it.leads_to} leads={leads} />
        <p>
          <Chip kind={it.priority === 'high' ? 'soon' : 'plain'}>{words.priorities[it.priority]}</Chip>{' '}
          <span class="weerbaar-soft">{words.payers[it.pays]}</span>
        </p>
        <details class="weerbaar-details">
          <summary>
            <span class="weerbaar-soft">
              Waar dit op rust<span class="weerbaar-hidden">: {it.title}</span>
            </span>
          </summary>
          <p class="weerbaar-soft">{it.basis}</p>
        </details>
      </section>
    ))}
  </>
)
