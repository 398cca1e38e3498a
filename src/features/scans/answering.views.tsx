import type { Asking } from '../../engines/questionnaires/definition.ts'
import { AnswerList, QuestionFields } from '../../engines/questionnaires/pages.tsx'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import { nextTo, noSetting, progress, type Values, type Way, type WayPage } from '../../engines/questionnaires/walk.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { urls } from './urls.ts'

export const Trail = ({ set, label }: { set: AnswerSet; label: string }) => (
  <Breadcrumb
    items={[
      { href: urls.all, label: 'Scans' },
      { href: urls.instrument(set.instrument.id), label: set.instrument.title },
      { label },
    ]}
  />
)

interface QuestionsProps {
  set: AnswerSet
  way: Way
  at: WayPage
  form: Form
  /** What would be dropped by what was sent. */
  drops: readonly Asking[]
  /** Came back to change something, and goes on to where everything is checked. */
  changing: boolean
}

export function QuestionsPage({ set, way, at, form, drops, changing }: QuestionsProps) {
  const { page } = at
  const { number, of } = progress(way, page)
  return (
    <>
      <Trail set={set} label={page.title} />
      <ErrorSummary form={form} />
      <p class="weerbaar-soft">
        Stap {number} van {of + 1}
      </p>
      <PageTitle>{page.title}</PageTitle>
      {page.intro && <Lead>{page.intro}</Lead>}
      {set.privacy === 'shared' && <SharedNote set={set} />}
      <form method="post" action={urls.question(set.id, page.path)} novalidate data-warn>
        {drops.length > 0 && <Drops drops={drops} />}
        {changing && <Hidden name="naar" value="controleren" />}
        <QuestionFields at={at} form={form} setting={noSetting} extras={{}} />
        <Actions>
          <Button>Bewaar en ga verder</Button>
          {nextTo(set.instrument, way, page, -1) && (
            <Button kind="quiet" name="ga" value="terug">
              Bewaar en ga terug
            </Button>
          )}
          <ButtonLink href={urls.all} kind="quiet">
            Later verder
          </ButtonLink>
        </Actions>
      </form>
    </>
  )
}

const SharedNote = ({ set }: { set: AnswerSet }) =>
  set.seenAs === 'own' ? (
    <p>
      <a class="nl-link" href={urls.share(set.id)}>
        Met wie deelt u dit?
      </a>
    </p>
  ) : (
    <Note kind="info" title="Met u gedeeld">
      <p>Dit zijn de antwoorden van iemand anders, die u meelaat kijken. Diegene ziet dat u keek.</p>
    </Note>
  )

const Drops = ({ drops }: { drops: readonly Asking[] }) => (
  <>
    <Note kind="warning" title="Deze antwoorden vervallen">
      <p>Door wat u veranderde, zijn deze vragen niet meer nodig. Gaat u verder, dan halen wij de antwoorden weg.</p>
      <ul class="utrecht-unordered-list">
        {drops.map(it => (
          <li>{it.label}</li>
        ))}
      </ul>
    </Note>
    <Hidden name="vervalt" value="ja" />
  </>
)

export const CheckPage = ({ set, form, wrong }: { set: AnswerSet; form: Form; wrong: Values }) => (
  <>
    <Trail set={set} label="Controleren" />
    <ErrorSummary form={form} />
    <PageTitle>Klopt dit?</PageTitle>
    <Lead>Kijk uw antwoorden na. Als u klaar bent, verandert er niets meer aan.</Lead>
    <AnswerList
      definition={set.instrument}
      values={set.values}
      setting={noSetting}
      errors={wrong}
      change={page => `${urls.question(set.id, page.path)}?terug=controleren`}
    />
    <form method="post" action={urls.check(set.id)}>
      <Actions>
        <Button>Klaar: laat de uitslag zien</Button>
        <ButtonLink href={urls.all} kind="quiet">
          Later verder
        </ButtonLink>
      </Actions>
    </form>
  </>
)

export const ForgetPage = ({ set }: { set: AnswerSet }) => (
  <>
    <Trail set={set} label="Weggooien" />
    <PageTitle>Deze antwoorden weggooien?</PageTitle>
    <Lead>
      Uw antwoorden en het advies zijn daarna meteen onleesbaar, voor iedereen. Dit kan niet ongedaan worden gemaakt.
    </Lead>
    <form method="post" action={urls.forget(set.id)}>
      <Actions>
        <Button kind="danger">Gooi weg</Button>
        <ButtonLink href={urls.all} kind="quiet">
          Niet doen
        </ButtonLink>
      </Actions>
    </form>
  </>
)
