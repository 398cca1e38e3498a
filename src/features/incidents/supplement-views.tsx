import { AnswerList, QuestionFields } from '../../engines/questionnaires/pages.tsx'
import type { Setting, Values, WayPage } from '../../engines/questionnaires/walk.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary } from '../../ui/form.tsx'
import { Breadcrumb, Lead, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import { KeptUntil } from './draft-term-view.tsx'
import { checkPath, fullReport } from './full-report.ts'
import { urls } from './urls.ts'

interface Shared {
  it: CaseFacts
  form: Form
  values: Values
  setting: Setting
  /** Until when it is kept as it is, when it was begun. */
  keptUntil: Date | undefined
}

const Trail = ({ it, label }: { it: CaseFacts; label: string }) => (
  <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label }]} />
)

export const SupplementPage = ({
  it,
  at,
  form,
  setting,
  keptUntil,
  number,
  of,
}: Omit<Shared, 'values'> & { at: WayPage; number: number; of: number }) => (
  <>
    <Trail it={it} label="Vul aan" />
    <ErrorSummary form={form} />
    <p class="weerbaar-soft">
      Stap {number} van {of + 1}. U mag elke vraag overslaan.
    </p>
    <PageTitle>{at.page.title}</PageTitle>
    <form method="post" action={urls.supplement(it.id, at.page.path)} novalidate data-warn>
      <QuestionFields at={at} form={form} setting={setting} extras={{}} />
      <Actions>
        <Button>Bewaar en ga verder</Button>
        {number > 1 && (
          <Button kind="quiet" name="ga" value="terug">
            Terug
          </Button>
        )}
        <ButtonLink href={urls.supplement(it.id, checkPath)} kind="quiet">
          Naar het einde
        </ButtonLink>
      </Actions>
    </form>
    <p>Wat u invult, wordt bij elke stap bewaard. Het is nog niet verstuurd.</p>
    <KeptUntil until={keptUntil} what="deze aanvulling" />
  </>
)

export const SupplementCheck = ({ it, form, values, setting }: Shared) => (
  <>
    <Trail it={it} label="Vul aan" />
    <ErrorSummary form={form} />
    <PageTitle>Klopt uw aanvulling?</PageTitle>
    <Lead>Wat u eerder meldde, blijft staan. Dit komt erbij. Bewijs voegt u toe op de pagina van uw melding.</Lead>
    <AnswerList
      definition={fullReport}
      values={values}
      setting={setting}
      answeredOnly
      errors={form.errors}
      change={page => urls.supplement(it.id, page.path)}
    />
    <form method="post" action={urls.supplement(it.id, checkPath)} novalidate>
      <Actions>
        <Button>Verstuur de aanvulling</Button>
        <ButtonLink href={urls.case(it.id)} kind="quiet">
          Later verder
        </ButtonLink>
      </Actions>
    </form>
  </>
)
