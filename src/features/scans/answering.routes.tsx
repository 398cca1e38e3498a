import { z } from 'zod'
import { forgetSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { withPage } from '../../engines/questionnaires/changing.ts'
import { fieldsOf, pageAt, walk } from '../../engines/questionnaires/walk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Answer, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal, type Invalid } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { isoDay } from '../../ui/dates.ts'
import { takesFilesIn } from '../../engines/questionnaires/files.ts'
import { droppedBy, wrongIn } from './files.ts'
import { finishSet, keepPage } from './answering.ts'
import { CheckPage, ForgetPage, QuestionsPage } from './answering.views.tsx'
import { overtaken, seenOf } from './meanwhile.tsx'
import { openedSet, wayOf } from './opened.ts'
import { carriedInto } from './organisation.ts'
import { urls } from './urls.ts'

const anything = z.looseObject({})
type OnPage = Ask<'id' | 'page'>

/** Answering an instrument, a page at a time, kept at every step. Own answers stay theirs when a membership ended. */
export const answeringRoutes: readonly Route[] = [
  page('/antwoorden/:id', 'account', async ask => ({ seeOther: await whereToGo(ask) })),

  page('/antwoorden/:id/vragen/:page', 'account', ask => questions(ask, emptyForm)),

  action('/antwoorden/:id/vragen/:page', 'account', anything, {
    invalid: (ask, form) => questions(ask, form),
    valid: (ask, _input, form) => sendPage(ask, form),
  }),

  page('/antwoorden/:id/controleren', 'account', ask => check(ask, emptyForm)),

  action('/antwoorden/:id/controleren', 'account', anything, {
    invalid: (ask, form) => check(ask, form),
    valid: async ask => {
      const done = await finishSet(ask)
      if (done === 'gone') throw new Refusal(notFound)
      if (done !== 'done') return { invalid: done.errors }
      return { seeOther: urls.result(ask.params.id) }
    },
  }),

  page('/antwoorden/:id/weggooien', 'account', async ask => ({
    title: 'Weggooien',
    narrow: true,
    body: <ForgetPage set={await openedSet(ask)} />,
  })),

  action('/antwoorden/:id/weggooien', 'account', anything, {
    invalid: ask => check(ask, emptyForm),
    valid: async (ask): Promise<SeeOther> => {
      const set = await openedSet(ask)
      const gone = await ask.house.db.as({ person: ask.actor.id }, tx => forgetSet(tx, set.id))
      if (!gone) throw new Refusal(notFound)
      return { seeOther: `${urls.all}?klaar=weg` }
    },
  }),
]

/** Keeps what was sent from a page, and goes on. */
export async function sendPage(ask: OnPage, form: Form): Promise<SeeOther | Invalid> {
  const { id } = ask.params
  const kept = await keepPage(ask, form.values, form.values['vervalt'] === 'ja')
  if (kept === 'gone') throw new Refusal(notFound)
  if (kept === 'done') return { seeOther: urls.result(id) }
  if (kept === 'overtaken') return { invalid: { '': overtaken } }
  if ('errors' in kept) return { invalid: kept.errors }
  if ('drops' in kept) return { invalid: { '': 'Kijk of de antwoorden hieronder mogen vervallen.' } }
  if (form.values['ga'] === 'terug' && kept.before) return { seeOther: urls.question(id, kept.before) }
  const next = form.values['naar'] === 'controleren' ? undefined : kept.next
  return { seeOther: next ? urls.question(id, next) : urls.check(id) }
}

/** The first page with something to answer, else where everything is checked; a finished set has a result. */
async function whereToGo(ask: Ask<'id'>): Promise<string> {
  const set = await openedSet(ask)
  if (set.state === 'done') return urls.result(set.id)
  const way = wayOf(set)
  const wrong = wrongIn(set, isoDay(ask.house.clock.now()))
  const first =
    Object.keys(set.values).length + set.files.length === 0
      ? way.pages[0]
      : way.pages.find(({ asked }) =>
          asked
            .flatMap(it => [...fieldsOf(it), takesFilesIn(set.instrument, it) ?? []].flat())
            .some(name => wrong[name] !== undefined),
        )
  return first ? urls.question(set.id, first.page.path) : urls.check(set.id)
}

/** @param saved whether what was sent is kept, although there is something to say of it */
export async function questions(ask: OnPage, form: Form, saved = false): Promise<Answer> {
  const set = await openedSet(ask)
  if (set.state === 'done') return { seeOther: urls.result(set.id) }
  const way = wayOf(set)
  const at = pageAt(way, ask.params.page)
  if (!at) {
    if (!set.instrument.pages.some(it => it.path === ask.params.page)) throw new Refusal(notFound)
    // An answer on an earlier page took this one away.
    return { seeOther: urls.set(set.id) }
  }
  const errors = Object.keys(form.errors).length > 0
  const sent = withPage(at, set.values, form.values, set.setting)
  const drops = errors && '' in form.errors ? droppedBy(set, sent, walk(set.instrument, sent, set.setting)) : []
  const shown = errors ? form : { values: { ...set.values, ...form.values }, errors: {} }
  const isOvertaken = form.errors[''] === overtaken
  // After another error it is still what was seen before.
  const seen = errors && !isOvertaken && !saved ? (form.values['gezien'] ?? '') : seenOf(at, set.values)
  const changing = (form.values['naar'] ?? ask.query.get('terug')) === 'controleren'
  return {
    title: at.page.title,
    narrow: true,
    errors,
    body: (
      <QuestionsPage
        {...{ set, way, at, drops, changing, seen, isOvertaken }}
        form={shown}
        carried={await readCarried(ask, set)}
      />
    ),
  }
}

async function check(ask: Ask<'id'>, form: Form): Promise<Answer> {
  const set = await openedSet(ask)
  if (set.state === 'done') return { seeOther: urls.result(set.id) }
  return {
    title: 'Controleren',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <CheckPage set={set} form={form} wrong={form.errors} carried={await readCarried(ask, set)} />,
  }
}

const readCarried = ({ house, actor }: Ask, set: AnswerSet) =>
  house.db.as({ person: actor.id }, (tx, now) => carriedInto(tx, now, house.keys, set))
