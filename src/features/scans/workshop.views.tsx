import { bandOf } from '../../engines/questionnaires/score.ts'
import { fewestTogether, type Shown } from '../../engines/questionnaires/spread.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Actions, Button, ButtonLink, ErrorSummary, TextArea } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, LinkList, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { workName, type Round } from './rounds.ts'
import { KeepMeasures } from './round-plan.views.tsx'
import { RoundTrail } from './rounds.views.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'
import {
  answerLabel,
  changeWords,
  lowestOf,
  labelOf,
  meanWords,
  peopleWords,
  type ThemeTogether,
  type Workshop,
} from './workshop.ts'

export const WorkshopPage = ({ workshop, done }: { workshop: Workshop; done: boolean }) => {
  const { round, people, themes, before } = workshop
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
          <p class="weerbaar-soft">
            Een gemiddelde is afgerond op halven. Soorten werk met minder dan {fewestTogether} mensen staan samen bij “
            {workName('other')}”.
          </p>
          <Doing round={round} />
          {themes.map((it, place) => (
            <ThemeFold theme={it} open={place === 0} />
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

const ThemeFold = ({ theme, open }: { theme: ThemeTogether; open: boolean }) => {
  const { score, questions, advice, note } = theme
  const band = bandOf(score)
  return (
    <Fold
      title={score.theme.title}
      open={open}
      note={score.share === undefined ? 'Te weinig antwoorden' : `${Math.round(score.share)} procent`}
    >
      {score.share === undefined ? (
        <p>Minder dan {fewestTogether} mensen gaven hier een antwoord dat telt.</p>
      ) : (
        <>
          <p>
            <strong>{band?.title ?? `${Math.round(score.share)} procent`}</strong>
            {band && `: ${band.text}`}
          </p>
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
            <OneAdvice advice={it} />
          ))}
        </section>
      )}
    </Fold>
  )
}

const QuestionSpread = ({ shown }: { shown: Shown }) => (
  <section class="weerbaar-advice">
    <h3 class="nl-heading nl-heading--level-3">{labelOf(shown)}</h3>
    <div class="weerbaar-figure weerbaar-figure--small">
      <DataTable
        caption={`Gemiddelde per soort werk: ${labelOf(shown)}`}
        captionHidden
        columns={[
          {
            label: 'Soort werk',
            cell: row => (
              <>
                {row.name} <span class="weerbaar-soft">({peopleWords(row.n)})</span>
              </>
            ),
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
      <details class="weerbaar-details">
        <summary>Hoe vaak elk antwoord is gegeven</summary>
        <ul class="utrecht-unordered-list">
          {shown.spread.counts.map(it => (
            <li>
              {answerLabel(shown.asked, it.value)}: {it.n === 0 ? 'niemand' : peopleWords(it.n)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  </section>
)

/** Everybody, and each kind of work that may be shown, the lowest first. */
const rowsOf = ({ spread, mean }: Shown) => [
  ...spread.works
    .toSorted((one, other) => one.mean - other.mean)
    .map(it => ({ name: workName(it.work), n: it.n, mean: it.mean })),
  { name: 'Iedereen', n: spread.counts.reduce((total, it) => total + it.n, 0), mean: Math.round(mean * 2) / 2 },
]

/** How far, beside the number that says it: so it needs no words, and no colour. */
const Bar = ({ part, of }: { part: number; of: number }) => (
  <svg class="weerbaar-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="weerbaar-bar__whole" x="0" y="0" width="100" height="10" />
    <rect class="weerbaar-bar__part" x="0" y="0" width={of === 0 ? 0 : (part / of) * 100} height="10" />
  </svg>
)

const OneAdvice = ({ advice }: { advice: Advice }) => (
  <section class="weerbaar-advice">
    <h4 class="nl-heading nl-heading--level-4">{advice.title}</h4>
    <p>{advice.text}</p>
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
          { label: 'Vraag', cell: row => labelOf(row.now) },
          { label: `Ronde ${number}`, cell: row => (row.before ? meanWords(row.before, row.before.mean) : '–') },
          { label: 'Deze ronde', cell: row => meanWords(row.now, row.now.mean) },
          { label: 'Verschil', cell: row => changeWords(row) },
        ]}
        rows={questions}
        empty={<p>Er is niets te vergelijken.</p>}
      />
    </details>
  </Card>
)

export const NotesPage = ({ round, form }: { round: Round; form: Form }) => (
  <>
    <RoundTrail round={round} label="Notities" />
    <ErrorSummary form={form} />
    <PageTitle>Wat er is besproken</PageTitle>
    <Lead>
      Dit lezen alleen de mensen die u voor deze ronde vroeg, en u. Het komt ook in het verslag dat zij bewaren. Schrijf
      geen namen op, en niet wie wat antwoordde.
    </Lead>
    <form method="post" action={urls.notes(round.id)} novalidate data-warn>
      {round.instrument.scan.themes.map(it => (
        <TextArea name={noteField(it.id)} label={it.title} form={form} rows={8} optional />
      ))}
      <Actions>
        <Button>Bewaar</Button>
        <ButtonLink href={urls.round(round.id)} kind="quiet">
          Niet bewaren
        </ButtonLink>
      </Actions>
    </form>
    <LinkList items={[{ href: urls.round(round.id), label: 'Terug naar de uitkomst' }]} />
  </>
)

export const noteField = (theme: string) => `notitie_${theme}`
