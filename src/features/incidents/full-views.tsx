import type { ComponentProps } from 'preact'
import type { ContactPoint } from '../../engines/cases/contacts.ts'
import { UrgentContacts } from '../../engines/cases/contacts-view.tsx'
import { acceptedExtensions } from '../../platform/media-types.ts'
import { maxFileBytes } from '../../platform/arriving-file.ts'
import type { QuestionPage } from '../../engines/questionnaires/definition.ts'
import { AnswerList, QuestionFields } from '../../engines/questionnaires/pages.tsx'
import { nextTo, progress, type Values, type Way, type WayPage } from '../../engines/questionnaires/walk.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, FirstButton, Hidden } from '../../ui/form.tsx'
import { Breadcrumb, Card, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { WithEmergencyNumber } from './emergency-number.tsx'
import { countFiles } from './receipt-view.tsx'
import { KeptUntil } from './draft-term-view.tsx'
import { checkPath, checkTitle, fullReport } from './full-report.ts'
import type { FullSetting } from './full-setting.ts'
import { quickReport } from './questions.ts'
import { KeptFiles, type KeptFile } from './report-views.tsx'
import { ReportsTo, type ReportsToProps } from './reports-to-view.tsx'
import { urls } from './urls.ts'
import { WhoReads, type WhoReadsProps } from './who-reads-view.tsx'

export const ChooseReport = ({ contacts, ...to }: ReportsToProps & { contacts: readonly ContactPoint[] }) => (
  <>
    <PageTitle>Melden</PageTitle>
    <Note kind="danger" title="Bent u nu in gevaar? Bel 112.">
      <p>Melden kan daarna ook nog.</p>
    </Note>
    <ReportsTo {...to} to={urls.report} />
    <Card title="Snel melden">
      <p>Voor uzelf, als het snel moet. Drie vragen, nog geen minuut. U kunt later aanvullen.</p>
      <Actions>
        <ButtonLink href={urls.quickReport}>Snel melden</ButtonLink>
      </Actions>
    </Card>
    <Card title="Volledig melden">
      <p>
        Voor uzelf, voor een collega, voor iemand bij u thuis, of als getuige. Ongeveer drie minuten. Bij elke stap
        wordt bewaard wat u invulde, en u kunt later verdergaan, ook op een ander apparaat.
      </p>
      <Actions>
        <ButtonLink href={urls.fullReport} kind="quiet">
          Volledig melden
        </ButtonLink>
      </Actions>
    </Card>
    <p>{quickReport.help.not_an_incident}</p>
    <UrgentContacts contacts={contacts} />
  </>
)

interface Shared {
  id: string
  form: Form
  values: Values
  full: FullSetting
  /** Which organisation gets it; `to` as long as it can still be another one. */
  reportsTo: ComponentProps<typeof ReportsTo>
  /** Who will know of it. */
  knows: WhoReadsProps
  contacts: readonly ContactPoint[]
  kept: readonly KeptFile[]
  keptUntil: Date | undefined
}

export function FullPage({
  id,
  at,
  form,
  values,
  full,
  knows,
  reportsTo: to,
  kept,
  keptUntil,
  contacts,
  way,
  changing,
}: Shared & { at: WayPage; way: Way; changing: boolean }) {
  const { page, asked } = at
  const { number, of } = progress(way, page)
  const before = nextTo(fullReport, way, page, -1)
  const { hit, seen, colleague } = full.found
  return (
    <>
      <Breadcrumb items={[{ href: urls.report, label: 'Melden' }, { label: fullReport.title }]} />
      <ErrorSummary form={form} />
      <p class="weerbaar-soft">
        Stap {number} van {of + 1}
      </p>
      <PageTitle>{page.title}</PageTitle>
      <Unsafe values={values} />
      {page.intro && <Lead>{page.intro}</Lead>}
      {number === 1 && <ReportsTo {...to} />}
      <form
        method="post"
        action={urls.fullDraft(id, page.path)}
        enctype="multipart/form-data"
        novalidate
        data-warn
        data-max-bytes={maxFileBytes}
      >
        {kept.length > 0 && <FirstButton>Bewaar en ga verder</FirstButton>}
        {changing && <Hidden name="naar" value={checkPath} />}
        <QuestionFields
          at={at}
          form={form}
          setting={full.setting}
          extras={{
            slots: { readers: <WhoReads {...knows} /> },
            matches: { hit: hit?.matches ?? [], seen: seen?.matches ?? [], colleague: colleague?.matches ?? [] },
            files: {
              evidence: {
                accept: acceptedExtensions,
                kept: <KeptFiles at={`${urls.fullDraft(id)}/bewijs`} kept={kept} />,
                count: kept.length,
              },
            },
          }}
        />
        <Actions>
          <Button>{asked.length === 0 ? 'Verder' : 'Bewaar en ga verder'}</Button>
          {before && (
            <Button kind="quiet" name="ga" value="terug">
              Terug
            </Button>
          )}
        </Actions>
      </form>
      <p>Wat u invult, wordt bij elke stap bewaard. Het is nog niet verstuurd.</p>
      <KeptUntil until={keptUntil} />
      {(number === 1 || saysWhoReads(page)) && <UrgentContacts contacts={contacts} />}
    </>
  )
}

// At night it says to call one of these numbers.
const saysWhoReads = (at: QuestionPage) => at.questions.some(it => it.kind === 'explain' && it.slot === 'readers')

const { danger_after_no: first } = quickReport.help

const Unsafe = ({ values }: { values: Values }) =>
  values['safe_now'] === 'no' ? (
    <Note kind="danger" title={<WithEmergencyNumber text={first.title} />}>
      <p>{first.text}</p>
    </Note>
  ) : null

export const CheckPage = ({
  id,
  form,
  values,
  full,
  knows,
  reportsTo: { here, elsewhere },
  kept,
  keptUntil,
  contacts,
  wrong,
}: Shared & { wrong: Values }) => {
  const errors = Object.keys(form.errors).length > 0 ? form.errors : {}
  const ready = Object.keys(wrong).length === 0
  return (
    <>
      <Breadcrumb items={[{ href: urls.report, label: 'Melden' }, { label: checkTitle }]} />
      <ErrorSummary form={form} />
      <PageTitle>{checkTitle}</PageTitle>
      <Unsafe values={values} />
      <Lead>Lees uw melding na. U kunt alles nog wijzigen. Daarna verstuurt u de melding.</Lead>
      <ReportsTo here={here} elsewhere={elsewhere} />
      <AnswerList
        definition={fullReport}
        values={values}
        setting={full.setting}
        errors={errors}
        files={{ evidence: countFiles(kept.length) }}
        change={page => `${urls.fullDraft(id, page.path)}?terug=${checkPath}`}
        after={page =>
          kept.length > 0 && page.questions.some(it => it.kind === 'files') ? (
            <ul class="utrecht-unordered-list">
              {kept.map(file => (
                <li>{file.name}</li>
              ))}
            </ul>
          ) : null
        }
      />
      <WhoReads {...knows} />
      {!ready && (
        <Note kind="warning" title="Er ontbreekt nog iets">
          <ul class="utrecht-unordered-list">
            {Object.values(wrong).map(text => (
              <li>{text}</li>
            ))}
          </ul>
        </Note>
      )}
      <form method="post" action={urls.fullDraft(id, checkPath)} enctype="multipart/form-data" novalidate>
        <Actions>
          <Button>Verstuur de melding</Button>
        </Actions>
      </form>
      <KeptUntil until={keptUntil} />
      <UrgentContacts contacts={contacts} />
    </>
  )
}
