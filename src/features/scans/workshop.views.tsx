import { answerLabel, labelOf } from '../../engines/questionnaires/labels.ts'
import { bandOf } from '../../engines/questionnaires/score.ts'
import { fewestTogether, type Shown } from '../../engines/questionnaires/spread.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { LeadOn, type Leads } from './leads.tsx'
import { RisksCard } from './risks.tsx'
import { workName, type Round } from './rounds.ts'
import { KeepMeasures } from './round-plan.views.tsx'
import { RoundTrail } from './rounds.views.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'
import {
  changeWords,
  lowestOf,
  meanWords,
  peopleWords,
  worksWords,
  type ThemeTogether,
  type Workshop,
} from './workshop.ts'

interface WorkshopProps {
  workshop: Workshop
  leads: Leads
  done: boolean
}

export const WorkshopPage = ({ workshop, leads, done }: WorkshopProps) => {
  const { round, people, works, themes, risks, before } = workshop
  return (
    <>
      <RoundTrail round={round} />
      <PageTitle chip={round.closedOn && <Chip kind="done">Gesloten op {dutchDay(round.closedOn)}</Chip>}>
        {round.instrument.title}: ronde {round.number}
      </PageTitle>
      {done && (
        <Note kind="success">
          <p>De notities zijn bewaard.</p>
        </Note>
      )}
      {people === undefined ? (
        <EmptyState title="Er is niets te zien">
          <p>
            Minder dan {fewestTogether} mensen waren klaar toen de ronde werd gesloten. Dan tonen wij niets, ook geen
            advies.
          </p>
        </EmptyState>
      ) : (
        <>
          <Lead>
            {peopleWords(people)} vulden dit in. Bij elk thema staan de vragen bovenaan waar het soort werk het meeste
            verschil maakt: begin daar het gesprek.
          </Lead>
          {works.length > 0 && <p class="nl-paragraph">{worksWords(works)}</p>}
          <p class="weerbaar-soft">
            Een gemiddelde is afgerond op halven, een percentage op vijven. Soorten werk met minder dan {fewestTogether}{' '}
            mensen staan samen bij “{workName('other')}”.
          </p>
          <Doing round={round} />
          <RisksCard it={round.instrument} risks={risks} values={{}} together />
          {themes.map((it, place) => (
            <ThemeFold theme={it} leads={leads} open={place === 0} />
          ))}
          {round.leads && <KeepMeasures round={round} themes={themes} />}
          {before && <BeforeCard before={before} />}
        </>
      )}
      <p class="weerbaar-soft">Bron: {round.instrument.source}</p>
    </>
  )
}

const Doing = ({ round }: { round: Round }) => (
  <Actions>
    <ButtonLink href={urls.report(round.id, 'pdf')}>Verslag als PDF</ButtonLink>
    <ButtonLink href={urls.report(round.id, 'docx')} kind="quiet">
      Verslag als Word
    </ButtonLink>
    {round.leads && (
      <ButtonLink href={urls.notes(round.id)} kind="quiet">
        Schrijf op wat u bespreekt
      </ButtonLink>
    )}
    {round.leads && round.instrument.scan.guide && (
      <ButtonLink href={urls.guide(round.instrument.id)} kind="quiet">
        Lees hoe u begeleidt
      </ButtonLink>
    )}
  </Actions>
)

/** As many questions of a theme as a workshop has time for. */
const talkedOver = 3

const ThemeFold = ({ theme, leads, open }: { theme: ThemeTogether; leads: Leads; open: boolean }) => {
  const { score, questions, advice, note } = theme
  const band = bandOf(score)
  const reached = score.share === undefined ? 'Te weinig antwoorden' : `${Math.round(score.share)} procent`
  return (
    <Fold title={score.theme.title} open={open} note={score.of === 0 ? '' : reached}>
      {score.of === 0 ? null : score.share === undefined ? (
        <p>Minder dan {fewestTogether} mensen gaven hier een antwoord dat telt.</p>
      ) : (
        <>
          <p>
            <strong>{band?.title ?? `${Math.round(score.share)} procent`}</strong>
            {band && `: ${band.text}`}
          </p>
          <LeadOn to={band?.leads_to} leads={leads} />
          <p class="weerbaar-soft">
            {Math.round(score.share)} procent, op grond van {score.answered} van {score.of} vragen
          </p>
        </>
      )}
      {questions.slice(0, talkedOver).map(it => (
        <QuestionSpread shown={it} />
      ))}
      {questions.length > talkedOver && (
        <details class="weerbaar-details">
          <summary>De andere vragen van {score.theme.title}</summary>
          {questions.slice(talkedOver).map(it => (
            <QuestionSpread shown={it} />
          ))}
        </details>
      )}
      {note && (
        <section>
          <h3 class="nl-heading nl-heading--level-3">Wat er is besproken</h3>
          <Paragraphs text={note} />
        </section>
      )}
      {advice.length > 0 && (
        <section>
          <h3 class="nl-heading nl-heading--level-3">Handelingsperspectief</h3>
          {advice.map(it => (
            <OneAdvice advice={it} leads={leads} />
          ))}
        </section>
      )}
    </Fold>
  )
}

const QuestionSpread = ({ shown }: { shown: Shown }) => (
  <section class="weerbaar-advice">
    <h3 class="nl-heading nl-heading--level-3">{labelOf(shown.asked, shown.field)}</h3>
    <div class="weerbaar-figure weerbaar-figure--small">
      <DataTable
        caption={`Gemiddelde per soort werk: ${labelOf(shown.asked, shown.field)}`}
        captionHidden
        columns={[
          {
            label: 'Soort werk',
            cell: row => row.name,
          },
          {
            label: 'Gemiddelde',
            cell: row => (
              <>
                <span>{meanWords(shown, row.mean)}</span>
                <Bar part={row.mean + lowestOf(shown)} of={shown.most + lowestOf(shown)} />
              </>
            ),
          },
        ]}
        rows={rowsOf(shown)}
        empty={null}
      />
      {shown.spread.answers.length > 0 && (
        <details class="weerbaar-details">
          <summary>Antwoorden die {fewestTogether} mensen of meer gaven</summary>
          <ul class="utrecht-unordered-list">
            {shown.spread.answers.map(it => (
              <li>
                {answerLabel(shown.asked, shown.field, it.name)}: {peopleWords(it.n)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  </section>
)

/** Everybody, and each kind of work that may be shown, the lowest first. */
const rowsOf = ({ spread }: Shown) => [
  ...spread.works
    .toSorted((one, other) => one.mean - other.mean)
    .map(it => ({ name: workName(it.work), mean: it.mean })),
  { name: 'Iedereen', mean: spread.mean },
]

/** How far, beside the number that says it: so it needs no words, and no colour. */
const Bar = ({ part, of }: { part: number; of: number }) => (
  <svg class="weerbaar-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="weerbaar-bar__whole" x="0" y="0" width="100" height="10" />
    <rect class="weerbaar-bar__part" x="0" y="0" width={of === 0 ? 0 : (part / of) * 100} height="10" />
  </svg>
)

const OneAdvice = ({ advice, leads }: { advice: Advice; leads: Leads }) => (
  <section class="weerbaar-advice">
    <h4 class="nl-heading nl-heading--level-4">{advice.title}</h4>
    <p>{advice.text}</p>
    <LeadOn to={advice.leads_to} leads={leads} />
    <p>
      <Chip kind={advice.priority === 'high' ? 'soon' : 'plain'}>{words.priorities[advice.priority]}</Chip>
    </p>
    <p class="weerbaar-soft">Waar dit op rust: {advice.basis}</p>
  </section>
)

const BeforeCard = ({ before: { number, questions } }: { before: NonNullable<Workshop['before']> }) => (
  <Card title={`Vergeleken met ronde ${number}`}>
    <p>
      Dit is alleen een vergelijking met uw eigen organisatie. Wat in een van beide versies anders werd gevraagd, is
      niet te vergelijken.
    </p>
    <details class="weerbaar-details">
      <summary>Laat de vergelijking zien</summary>
      <DataTable
        caption={`Gemiddelde van iedereen, in deze ronde en in ronde ${number}`}
        captionHidden
        columns={[
          { label: 'Vraag', cell: row => labelOf(row.now.asked, row.now.field) },
          { label: `Ronde ${number}`, cell: row => (row.before ? meanWords(row.before, row.before.spread.mean) : '–') },
          { label: 'Deze ronde', cell: row => meanWords(row.now, row.now.spread.mean) },
          { label: 'Verschil', cell: row => changeWords(row) },
        ]}
        rows={questions}
        empty={<p>Er is niets te vergelijken.</p>}
      />
    </details>
  </Card>
)
