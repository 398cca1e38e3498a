import type { Actor } from '../../engines/access/actor.ts'
import { checkAll } from '../../engines/questionnaires/answers.ts'
import { walk, type Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { isoDay } from '../../ui/dates.ts'
import { holdDraft, openDraft, ownState } from './draft.ts'
import { readFilled } from './full-draft.ts'
import { fullReport, fullVersion, split, toAnswers } from './full-report.ts'
import { besidesErrors, happenedAt, settingFor, type FullSetting } from './full-setting.ts'
import { dropUnsent, sendPerpetrator } from './perpetrator.ts'
import { submit, type CodedFacts, type Other } from './report.ts'

/** `gone`: there is no such draft of this person. Errors are by field, of all pages. */
export type Sent = 'sent' | 'again' | 'no_route' | 'gone' | { errors: Values }

/** Sends a full report, when all of it is right. */
export const sendFull = (house: House, actor: Actor, id: string): Promise<Sent> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    if ((await ownState(tx, actor, id)) === undefined) return 'gone'
    // Held before it is read: a page that arrives at the same moment is in it, or finds it sent.
    if (!(await holdDraft(tx, id))) return 'again'
    const dossier = await openDraft(tx, now, house, actor, id)
    if (!dossier) return 'gone'
    const values = await readFilled(tx, dossier, actor.id)
    const full = await settingFor(tx, now, { organisation: dossier.organisationId, actor, values })
    const errors = errorsIn(values, full, now)
    if (Object.keys(errors).length > 0) return { errors }
    const { subject } = full
    if (!subject) return { errors: { function: 'Kies om welke functie het gaat.' } }
    const onWay = walk(fullReport, values, full.setting).kept
    const done = await submit(tx, now, actor, dossier, {
      function: subject,
      safeNow: safeNowOf(onWay),
      answers: toAnswers(split(onWay, 'perpetrator').rest),
      accused: full.accused,
      other: otherOf(onWay, full),
      questions: fullVersion,
      notManager: full.notManager,
      facts: await factsOf(tx, onWay),
    })
    if (done !== 'sent') return done
    if (full.setting.facts['perpetrator'] === 'yes') await sendPerpetrator(tx, now, dossier, actor.id)
    else await dropUnsent(tx, dossier, actor.id)
    return 'sent'
  })

/** What is not right, in all pages together. */
export const errorsIn = (values: Values, full: FullSetting, now: Date): Values => ({
  ...checkAll(fullReport, values, full.setting, isoDay(now)),
  ...besidesErrors(full, values, now),
})

const safeNowOf = ({ safe_now: safe }: Values) => (safe === 'yes' || safe === 'no' ? safe : 'not_sure')

const others = { colleague: 'colleague', household: 'household', witness: 'witness' } as const

function otherOf({ for_whom: forWhom = '' }: Values, { hit }: FullSetting): Other | undefined {
  if (forWhom !== 'colleague' && forWhom !== 'household' && forWhom !== 'witness') return undefined
  return { forWhom: others[forWhom], hit }
}

const influences = ['yes', 'tried', 'no', 'unknown'] as const

/** What was told, in the codes by which a case is found and counted. */
export async function factsOf(tx: Tx, values: Values): Promise<CodedFacts> {
  return {
    happenedAt: await happenedAt(tx, values),
    channel: values['channel'] || undefined,
    influence: influences.find(it => it === values['influence']),
    categories: categoriesOf(values),
  }
}

/** The kinds that were chosen, the main one first. */
export function categoriesOf(values: Values): string[] {
  const chosen = (values['categories'] ?? '').split('\n').filter(Boolean)
  const main = values['main_category'] ?? ''
  return chosen.includes(main) ? [main, ...chosen.filter(it => it !== main)] : chosen
}
