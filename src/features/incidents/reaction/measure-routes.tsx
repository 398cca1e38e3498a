import { action, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { newEntryId } from '../../../engines/cases/dossier.ts'
import { protocolOf } from '../../../engines/cases/protocol-settings.ts'
import { category } from '../../../engines/cases/vocabulary.ts'
import type { Page } from '../../../platform/answers.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { isoDay } from '../../../ui/dates.ts'
import { LinkList } from '../../../ui/parts.tsx'
import type { Acting } from '../acting.ts'
import { after } from '../case-page.tsx'
import { mayReact } from '../improper/word.ts'
import { stepDecided } from './decided.ts'
import { readLetters } from './letter.ts'
import { Letters } from './letter-views.tsx'
import { MeasureForm, ReviewForm, newMeasure, proposed, reviewObjections } from './measure-form.ts'
import { readOwnMeasures } from './own-measures.ts'
import { OwnMeasuresPage } from './own-measures-view.tsx'
import { NewMeasurePage } from './measure-form-view.tsx'
import { MeasurePage, MeasuresPage } from './measure-views.tsx'
import { ReviewPage } from './review-view.tsx'
import { seesMeasures } from './measure-status.ts'
import { objections, type Setting } from './measure-rules.ts'
import { makeMeasure, mayName, reacts, readMeasures, readReviews, reviewMeasure } from './measure.ts'
import { opened } from './opening.ts'
import { reactionUrls } from './urls.ts'

type OneMeasure = Ask<'id' | 'measure'>

/** What the rules look at besides the measure itself. */
async function settingOf({ tx, now, it }: Acting): Promise<Setting> {
  const decided = await tx
    .selectFrom('case_event')
    .select('code')
    .where('case_id', '=', it.id)
    .where('event', '=', 'decide')
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return {
    protocol: await protocolOf(tx, it),
    today: isoDay(now),
    policeFirst: it.category !== null && category(it.category)?.police_first === true,
    held: decided?.code === 'no_reaction_police_advice',
    noWord: !(await mayReact(tx, it, 'measure')),
    decided: stepDecided(decided?.code ?? ''),
  }
}

const showAll = (ask: Ask<'id'>): Promise<Page> =>
  opened(
    ask,
    'measures',
    async acting => ({
      title: 'Maatregelen',
      body: acting.it.part === 'own' ? await ownPage(acting) : await handlersPage(ask, acting),
    }),
    seesMeasures,
  )

const ownPage = async ({ tx, now, it }: Acting) => (
  <OwnMeasuresPage it={it} today={isoDay(now)} measures={await readOwnMeasures(tx, it.id)} />
)

const handlersPage = async (ask: Ask<'id'>, acting: Acting) => (
  <MeasuresPage
    it={acting.it}
    now={acting.now}
    measures={await readMeasures(acting.tx, acting.dossier)}
    setting={await settingOf(acting)}
    may={reacts(acting.it.state)}
    done={ask.query.get('klaar')}
  >
    <Letters it={acting.it} list={await readLetters(acting.tx, acting.dossier)} />
    <h2 class="nl-heading nl-heading--level-2">Rechten van degene om wie het gaat</h2>
    <LinkList
      items={[
        { href: reactionUrls.notice(acting.it.id), label: 'Bericht dat er gegevens zijn bewaard' },
        { href: reactionUrls.link(acting.it.id), label: 'Eerdere melding van dezelfde persoon' },
      ]}
    />
  </MeasuresPage>
)

const showNew = (ask: Ask<'id'>, form: Form = emptyForm) =>
  opened(ask, 'measures', async acting =>
    reacts(acting.it.state) || Object.keys(form.errors).length > 0
      ? {
          title: 'Nieuwe maatregel',
          narrow: true,
          errors: Object.keys(form.errors).length > 0,
          body: (
            <NewMeasurePage
              it={acting.it}
              form={form}
              entryId={newEntryId()}
              setting={await settingOf(acting)}
              mayName={await mayName(acting)}
            />
          ),
        }
      : after('late', acting.it.id, 'bewaard'),
  )

const showOne = (ask: OneMeasure): Promise<Page> =>
  opened(ask, `measure:${ask.params.measure}`, async ({ tx, now, it, dossier }) => {
    const measure = (await readMeasures(tx, dossier)).find(one => one.id === ask.params.measure)
    return (
      measure && {
        title: 'Maatregel',
        narrow: true,
        body: (
          <MeasurePage
            it={it}
            now={now}
            measure={measure}
            reviews={await readReviews(tx, dossier, measure.id)}
            done={ask.query.get('klaar')}
          >
            <LinkList
              items={[
                { href: reactionUrls.newLetter(it.id, measure.id), label: 'Maak een brief bij deze maatregel' },
                { href: reactionUrls.told(it.id, measure.id), label: 'Wie moet dit weten?' },
              ]}
            />
          </MeasurePage>
        ),
      }
    )
  })

const showReview = (ask: OneMeasure, form: Form = emptyForm) =>
  opened(ask, `measure:${ask.params.measure}`, async ({ tx, it, dossier }) => {
    const measure = (await readMeasures(tx, dossier)).find(one => one.id === ask.params.measure)
    if (!measure) return undefined
    if (measure.ended_at !== null && Object.keys(form.errors).length === 0) return after('late', it.id, 'bewaard')
    return {
      title: 'Beoordeel de maatregel',
      narrow: true,
      errors: Object.keys(form.errors).length > 0,
      body: <ReviewPage it={it} measure={measure} form={form} entryId={newEntryId()} />,
    }
  })

const tooLate = 'Dit kan nu niet meer: de melding of de maatregel is intussen veranderd. Uw tekst staat hieronder nog.'

/** The measures towards the one who did it: made, looked at again, ended. */
export const measureRoutes: readonly Route[] = [
  page('/meldingen/:id/maatregelen', 'case.read', showAll),
  page('/meldingen/:id/maatregelen/nieuw', 'case.handle', ask => showNew(ask)),
  action('/meldingen/:id/maatregelen/nieuw', 'case.handle', MeasureForm, {
    invalid: showNew,
    valid: async (ask, input) => {
      const { house, actor, params } = ask
      const sent = proposed(input)
      if (!sent) throw new Refusal(notFound)
      const { setting, naming } = await opened(ask, 'measures', async acting => ({
        setting: await settingOf(acting),
        naming: await mayName(acting),
      }))
      const wrong = {
        ...objections(sent, setting),
        ...(input.wie !== '' && !naming && { wie: 'Van deze functie mag nu niet worden bewaard wie het deed' }),
      }
      if (Object.keys(wrong).length > 0) return { invalid: wrong }
      const done = await makeMeasure(house, actor, params.id, newMeasure(input))
      if (done === 'gone') throw new Refusal(notFound)
      if (done === 'late') return { invalid: { '': tooLate } }
      return { seeOther: `${reactionUrls.all(params.id)}?klaar=gemaakt` }
    },
  }),
  page('/meldingen/:id/maatregelen/:measure', 'case.handle', showOne),
  page('/meldingen/:id/maatregelen/:measure/beoordelen', 'case.handle', ask => showReview(ask)),
  action('/meldingen/:id/maatregelen/:measure/beoordelen', 'case.handle', ReviewForm, {
    invalid: showReview,
    valid: async (ask, input) => {
      const { house, actor, params } = ask
      const measure = await opened(ask, `measure:${params.measure}`, async ({ tx, dossier }) =>
        (await readMeasures(tx, dossier)).find(one => one.id === params.measure),
      )
      const wrong = reviewObjections(input, measure, isoDay(house.clock.now()))
      if (Object.keys(wrong).length > 0) return { invalid: wrong }
      const { entry: id, uitkomst, waarom: why, opnieuw: nextOn, eindigt: endsOn } = input
      const review = { id, outcome: uitkomst, why, nextOn, endsOn }
      const done = await reviewMeasure(house, actor, params.id, params.measure, review)
      if (done === 'gone') throw new Refusal(notFound)
      if (done === 'late') return { invalid: { '': tooLate } }
      return { seeOther: `${reactionUrls.one(params.id, params.measure)}?klaar=${uitkomst}` }
    },
  }),
]
