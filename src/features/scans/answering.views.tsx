import type { Dropped } from '../../engines/questionnaires/changing.ts'
import { AnswerList, QuestionFields } from '../../engines/questionnaires/pages.tsx'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import { nextTo, progress, type Values, type Way, type WayPage } from '../../engines/questionnaires/walk.ts'
import type { Form } from '../../platform/form.ts'
import { maxFileBytes } from '../../platform/arriving-file.ts'
import { dutchDay } from '../../ui/dates.ts'
import { JumpList } from '../../ui/fold.tsx'
import { Actions, Button, ButtonLink, ErrorSummary, FirstButton, Hidden } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { shownFiles, takingFiles } from './files.views.tsx'
import { StandsNow } from './meanwhile.tsx'
import type { CarriedFrom } from './organisation.ts'
import { urls } from './urls.ts'
import { words } from './words.ts'

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
  drops: readonly Dropped[]
  /** What stood on the page when it was shown, in short. */
  seen: string
  isOvertaken: boolean
  carried: CarriedFrom | undefined
  /** Came back to change something, and goes on to where everything is checked. */
  changing: boolean
}

export function QuestionsPage({ set, way, at, form, drops, seen, isOvertaken, carried, changing }: QuestionsProps) {
  const { page } = at
  const { number, of } = progress(way, page)
  const files = takingFiles(set, at)
  const takes = Object.keys(files).length > 0
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
      {number === 1 && carried && <CarriedNote {...carried} at={urls.decided(set.instrument.id, carried.id)} />}
      {isOvertaken && <StandsNow at={at} set={set} />}
      <form
        method="post"
        novalidate
        data-warn
        {...(takes
          ? {
              action: urls.withFiles(set.id, page.path),
              enctype: 'multipart/form-data',
              'data-max-bytes': maxFileBytes,
            }
          : { action: urls.question(set.id, page.path) })}
      >
        {takes && <FirstButton>Bewaar en ga verder</FirstButton>}
        {drops.length > 0 && <Drops drops={drops} />}
        {changing && <Hidden name="naar" value="controleren" />}
        {(set.privacy === 'organisation' || set.privacy === 'shared') && <Hidden name="gezien" value={seen} />}
        <ItemProgress at={at} form={form} />
        <QuestionFields at={at} form={form} setting={set.setting} extras={{ files }} />
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

/** Of a page of a norm: how far it is, and what is still open. */
const ItemProgress = ({ at, form }: { at: WayPage; form: Form }) => {
  const items = at.asked.filter(it => it.kind === 'item')
  const open = items.filter(it => !form.values[it.id])
  if (items.length === 0) return null
  return (
    <>
      <p class="nl-paragraph">
        <strong>
          {items.length - open.length} van {items.length} ingevuld.
        </strong>{' '}
        {open.length < items.length && 'Wat is ingevuld, staat dicht. Open het om het te wijzigen.'}
      </p>
      {open.length > 0 && open.length < items.length && (
        <JumpList label="Nog open:" items={open.map(it => ({ id: it.id, label: it.number ?? it.label }))} />
      )}
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
      <p>Dit zijn de antwoorden van {set.sharedBy}, die u laat meekijken. Diegene ziet dat u keek.</p>
    </Note>
  )

const Drops = ({ drops }: { drops: readonly Dropped[] }) => (
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

interface CheckProps {
  set: AnswerSet
  form: Form
  wrong: Values
  carried: CarriedFrom | undefined
}

export const CheckPage = ({ set, form, wrong, carried }: CheckProps) => {
  const { title, text, button } = words.finishing[set.privacy === 'organisation' ? 'organisation' : 'own']
  return (
    <>
      <Trail set={set} label="Controleren" />
      <ErrorSummary form={form} />
      <PageTitle>{title}</PageTitle>
      <Lead>{set.seenAs === 'adviser' ? words.finishing.along : text}</Lead>
      {carried && <CarriedNote {...carried} at={urls.decided(set.instrument.id, carried.id)} />}
      <AnswerList
        definition={set.instrument}
        values={set.values}
        setting={set.setting}
        errors={wrong}
        files={shownFiles(set.files, file => urls.file(set.id, file))}
        folded={set.privacy === 'organisation'}
        change={page => `${urls.question(set.id, page.path)}?terug=controleren`}
      />
      <form method="post" action={urls.check(set.id)}>
        <Actions>
          {set.seenAs !== 'adviser' && <Button>{button}</Button>}
          <ButtonLink href={urls.all} kind="quiet">
            Later verder
          </ButtonLink>
        </Actions>
      </form>
    </>
  )
}

const CarriedNote = ({ along, fresh, decidedOn, files, at }: CarriedFrom & { at: string }) => (
  <Note kind="info" title={`Dit begon met het antwoord van ${dutchDay(decidedOn)}`}>
    <p>
      Wij namen {along.length} van de {along.length + fresh.length} antwoorden over. Kijk na of ze nog kloppen.
      {fresh.length > 0 && ' Deze vragen zijn nieuw of anders, of stonden nog open:'}
    </p>
    {fresh.length > 0 && (
      <ul class="utrecht-unordered-list">
        {fresh.map(it => (
          <li>{it.label}</li>
        ))}
      </ul>
    )}
    {files > 0 && (
      <p>
        Bestanden komen niet mee. Die van de vorige keer vindt u bij{' '}
        <a class="nl-link" href={at}>
          het vastgestelde antwoord
        </a>
        .
      </p>
    )}
  </Note>
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
