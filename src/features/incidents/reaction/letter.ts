import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { casesBeside } from '../../../engines/cases/joining.ts'
import { saysOneOf } from '../../../engines/cases/naming.ts'
import type { Tx } from '../../../platform/db.ts'
import type { TextDocument } from '../../../platform/documents/document.ts'
import type { House } from '../../../platform/house.ts'
import { openJson, sealJson } from '../../../platform/vault.ts'
import { actOrUndo, type Acting, type Done } from '../acting.ts'
import { mayReact } from '../improper/word.ts'
import { fillLetter, letterModel, saysWhere } from './letter-content.ts'
import { kindInfo } from './measure-content.ts'
import { dayOf } from './measure-words.ts'
import { readMeasures } from './measure.ts'

/** What is kept of a letter: to whom, where, by whom, and its text as it was made. */
const Words = z.object({
  name: z.string(),
  street: z.string(),
  postcode: z.string(),
  place: z.string(),
  signedBy: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  today: z.string(),
})
export type LetterWords = z.infer<typeof Words>

export interface NewLetter {
  id: string
  kind: string
  measureId: string | null
  name: string
  street: string
  postcode: string
  place: string
  signedBy: string
  facts: string
  /** For which buildings it holds; '' where that is not asked. */
  where: string
}

export type LetterDone = Done | 'names_reporter' | 'no_measure' | 'no_where' | 'no_word'

/** Makes a letter from the model of its kind. One that says who reported, or was hit, is not made. */
export async function makeLetter(house: House, actor: Actor, caseId: string, it: NewLetter): Promise<LetterDone> {
  let refused: LetterDone | undefined
  const done = await actOrUndo(house, actor, caseId, async acting => {
    const words = await compose(acting, it)
    if (typeof words === 'string') {
      refused = words
      return words === 'gone' ? 'gone' : 'late'
    }
    await acting.tx
      .insertInto('measure_letter')
      .values({
        id: it.id,
        case_id: caseId,
        organisation_id: acting.it.organisation_id,
        measure_id: it.measureId,
        kind: it.kind,
        sealed: sealJson(acting.dossier.caseKey, `letter:${it.id}`, words),
        made_by: actor.id,
        made_at: acting.now,
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute()
    return 'done'
  })
  return refused ?? done
}

async function compose(acting: Acting, it: NewLetter): Promise<LetterWords | LetterDone> {
  const { tx, now, dossier } = acting
  const model = letterModel(it.kind)
  if (acting.it.part !== 'handler' || !model) return 'gone'
  if (!(await mayReact(tx, acting.it, 'letter'))) return 'no_word'
  const measure = (await readMeasures(tx, dossier)).find(one => one.id === it.measureId)
  if (!measure && (model.needs_measure || it.measureId !== null)) return 'no_measure'
  if (saysWhere(model) && it.where === '') return 'no_where'
  const organisation = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', acting.it.organisation_id)
    .executeTakeFirstOrThrow()
  const info = measure && kindInfo(measure.kind)
  const paragraphs = fillLetter(model, {
    facts: it.facts,
    where: it.where,
    organisation: organisation.name,
    begin: measure ? dayOf(measure.begins_on) : '',
    end: measure ? dayOf(measure.ends_on) : '',
    review: measure && measure.review_on !== measure.ends_on ? dayOf(measure.review_on) : '',
    services: measure?.words.services ?? '',
    nature: info?.nature ?? '',
    remedy: info?.remedy ?? '',
  })
  if (saysOneOf(await protectedNames(acting), paragraphs.join('\n'))) return 'names_reporter'
  const { name, street, postcode, place, signedBy } = it
  return { name, street, postcode, place, signedBy, title: model.title, paragraphs, today: dayOf(now) }
}

/** Whose names stand in no letter: who reported, who was hit, and who helped, in any case of the incident that the viewer handles. */
async function protectedNames({ tx, it }: Acting): Promise<string[]> {
  const rows = await tx
    .selectFrom('participant')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .select('person.name')
    .where('participant.case_id', 'in', [it.id, ...(await casesBeside(tx, it.id))])
    .where('participant.role', 'in', ['reporter', 'person_hit', 'helper'])
    .execute()
  return rows.map(row => row.name)
}

export interface Letter {
  id: string
  kind: string
  made_at: Date
  words: LetterWords
}

export async function readLetters(tx: Tx, dossier: Dossier): Promise<Letter[]> {
  const rows = await tx
    .selectFrom('measure_letter')
    .select(['id', 'kind', 'made_at', 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    words: openJson(dossier.caseKey, `letter:${row.id}`, sealed, Words),
  }))
}

/** The letter as a document: nothing of the case stands in it but its own words. */
export const letterDocument = ({ words }: Letter, organisation: string): TextDocument => ({
  title: words.title,
  organisation,
  about: [organisation, words.today],
  blocks: [
    { paragraph: [words.name, words.street, `${words.postcode} ${words.place}`].join('\n') },
    ...words.paragraphs.map(paragraph => ({ paragraph })),
    { paragraph: `Namens ${organisation},\n${words.signedBy}` },
    { toSign: 'Handtekening' },
  ],
})
