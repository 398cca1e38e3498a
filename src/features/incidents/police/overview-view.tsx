import { formatDateTime } from '../../../ui/dates.ts'
import { Actions, ButtonLink } from '../../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Lead, LinkList, Note, PageTitle, Words } from '../../../ui/parts.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import type { Beside } from './beside.ts'
import { lastOfEach, stepWords, type PoliceStep } from './chain.ts'
import type { SavedConcept, Version } from './concept.ts'
import { needsComplaint, policeSteps, stepInfo, words } from './content.ts'
import type { FoundIn } from './document.ts'
import { privateLabels } from './private-data.ts'
import { addMonthsToDay, lastDayToComplain, readDay, workingDayBefore } from './terms.ts'

export interface OverviewProps {
  it: CaseFacts
  version: Version
  saved: SavedConcept | undefined
  steps: readonly PoliceStep[]
  beside: readonly Beside[]
  found: readonly FoundIn[]
  office: string
  /** The day of today, as `2026-04-24`. */
  today: string
  done: boolean
}

const intros = {
  organisation:
    'De organisatie kan aangifte doen. Dan is de getroffene getuige. De getroffene kan ook zelf aangifte doen, met een eigen tekst die u niet leest.',
  person:
    'De organisatie kan aangifte doen, en u kunt het zelf doen. Hier maakt u uw eigen tekst. Alleen u leest die. Wie uw melding behandelt, kan met u meegaan naar de politie.',
}

export const Overview = (props: OverviewProps) => {
  const { it, version, saved, done, office } = props
  return (
    <>
      <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Aangifte' }]} />
      {done && (
        <Note kind="success">
          <output>Het is bewaard.</output>
        </Note>
      )}
      <PageTitle>Aangifte bij de politie</PageTitle>
      <Lead>{intros[version]}</Lead>
      <Complaint {...props} />
      <Card title={version === 'organisation' ? 'Concept van de organisatie' : 'Uw concept'}>
        <p>
          {saved
            ? `Bewaard op ${formatDateTime(saved.savedAt)}.`
            : 'Er is nog niets bewaard. In het document staat wat de melding zelf zegt.'}
        </p>
        <OneForAll beside={props.beside} />
        {office !== '' && <Facts items={[{ term: 'Adres in het document', value: <Words>{office}</Words> }]} />}
        {office === '' && (
          <Note kind="warning">
            <p>Het adres van het kantoor is nog niet bekend. Vul het in als u het concept opstelt.</p>
          </Note>
        )}
        <Found found={props.found} />
        <Actions>
          <ButtonLink href={urls.police(it.id, 'opstellen')}>
            {saved ? 'Verander het concept' : 'Stel de aangifte op'}
          </ButtonLink>
        </Actions>
        <LinkList
          items={[
            { href: urls.police(it.id, 'pdf'), label: 'Concept als PDF' },
            { href: urls.police(it.id, 'docx'), label: 'Concept als Word-bestand (DOCX)' },
          ]}
        />
      </Card>
      <Chain {...props} />
    </>
  )
}

/** Of an incident with several cases there is one report of the organisation, in whichever of them it is made. */
function OneForAll({ beside }: Pick<OverviewProps, 'beside'>) {
  if (beside.length === 0) return null
  const drawn = beside.filter(it => it.drawn)
  return (
    <Note kind="info" title="Eén aangifte voor het hele voorval">
      <p>
        {beside.length === 1
          ? 'U behandelt nog een melding van dit voorval.'
          : `U behandelt nog ${beside.length} meldingen van dit voorval.`}{' '}
        Eén aangifte van de organisatie is genoeg: alle getroffenen staan erin.
      </p>
      {drawn.length > 0 && (
        <LinkList
          items={drawn.map(it => ({
            href: urls.police(it.id),
            label: `Er is al een concept bij melding ${it.reference}`,
          }))}
        />
      )}
    </Note>
  )
}

/** What the texts give away, and that the document leaves it out. */
const Found = ({ found }: { found: readonly FoundIn[] }) =>
  found.length === 0 ? null : (
    <Note kind="warning" title="Dit kan van een woning of privé zijn">
      <p>Het document laat dit weg. Verander de tekst als het iets anders is.</p>
      <ul>
        {found.map(one => (
          <li>
            {one.label}: {privateLabels[one.kind]}, “{one.text}”
          </li>
        ))}
      </ul>
    </Note>
  )

/** Until when a complaint can be made, as soon as there is a reason for one. */
function Complaint({ version, saved, today }: OverviewProps) {
  if (!saved || saved.concept.known_on === '' || !needsComplaint(saved.concept.offences)) return null
  const last = lastDayToComplain(saved.concept.known_on)
  const soon = addDays(last, -words.complaint.warn_days_before) <= today
  return (
    <Note kind={soon ? 'danger' : 'info'} title={words.complaint.title}>
      {last < today ? (
        <p>De termijn voor een klacht liep tot en met {readDay(last)}. Vraag de politie wat nu nog kan.</p>
      ) : (
        <p>
          Voor een gekozen feit is een klacht nodig van {version === 'person' ? 'u zelf' : 'de getroffene zelf'}. Dat
          kan tot en met {readDay(last)}. Ga uiterlijk op {formatDateTime(workingDayBefore(last))} naar de politie.
        </p>
      )}
      <p class="weerbaar-soft">
        Bron: {words.complaint.source}
        {words.complaint.checked_on ? `, gecontroleerd op ${words.complaint.checked_on}` : ', niet gecontroleerd'}.
      </p>
    </Note>
  )
}

const addDays = (day: string, days: number): string => {
  const date = new Date(`${addMonthsToDay(day, 0)}T12:00:00Z`)
  return new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

function Chain({ it, version, steps }: OverviewProps) {
  const last = lastOfEach(steps)
  const told = last.findLast(one => stepInfo(one.kind)?.tell)
  return (
    <Card title="Wat er met de aangifte gebeurt">
      <DataTable<PoliceStep>
        caption="Stappen tot nu toe"
        captionHidden
        // By day, as a step may be written down long after the next one.
        rows={steps.toSorted((a, b) => a.day.localeCompare(b.day))}
        empty={<p>Er is nog niets vastgelegd.</p>}
        columns={[
          { label: 'Stap', cell: one => stepWords(one) },
          { label: 'Dag', cell: one => readDay(one.day) },
          { label: 'Nummer of naam', cell: one => one.words || '–' },
        ]}
      />
      {version === 'person' && told && (
        <Note kind="info" title={`Wat dit betekent: ${stepWords(told)}`}>
          <p>{stepInfo(told.kind)?.tell?.own}</p>
        </Note>
      )}
      {version === 'organisation' && (
        <>
          {told && (
            <Facts items={[{ term: 'De getroffene moet horen', value: stepInfo(told.kind)?.tell?.text ?? '' }]} />
          )}
          <p>Schrijf nooit op wat de politie weet of vertelt. Alleen wat er is gedaan, wanneer en met wie.</p>
          <h3 class="nl-heading nl-heading--level-3">Leg een stap vast</h3>
          <LinkList
            items={policeSteps.map(one => ({ href: urls.police(it.id, `stap/${one.path}`), label: one.label }))}
          />
        </>
      )}
    </Card>
  )
}
