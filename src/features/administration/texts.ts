import { z } from 'zod'
import {
  organisationTexts,
  readTexts,
  textPages,
  type OrganisationText,
  type Texts,
} from '../../engines/cases/organisation-texts.ts'
import { dateField } from '../../platform/date-fields.ts'
import { textField } from '../../platform/text.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { recordChanges, type Desk } from './desk.ts'

export interface TextPage {
  id: string
  label: string
  texts: readonly OrganisationText[]
}

export const pagesOfTexts: readonly TextPage[] = textPages.map(it => ({
  ...it,
  texts: organisationTexts.filter(text => text.page === it.id),
}))

const fieldOf = ({ kind, max }: OrganisationText) =>
  kind === 'date' ? dateField() : textField({ max, oneLine: kind === 'line' })

/** The fields of every text; a form sends those of its own page. */
export const TextsForm = z.object(Object.fromEntries(organisationTexts.map(it => [it.id, fieldOf(it)])))

/** Sets the texts of one page; an empty one, and one that says the same, becomes the text of the product again. */
export async function saveTexts(
  desk: Desk,
  { texts }: TextPage,
  sent: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await readTexts(desk.tx, desk.organisation)
  for (const { id, default: standard } of texts) {
    const words = sent[id] ?? ''
    await (words === '' || words === standard ? removeText(desk, id) : putText(desk, id, words))
  }
  const after = await readTexts(desk.tx, desk.organisation)
  const changes = texts.flatMap(({ id }) => differences('text', id, { words: before[id] }, { words: after[id] }))
  await recordChanges(
    desk,
    changes.map(it => ({ action: 'administration.text_set' as const, object: `text:${it.id}` })),
    changes,
  )
}

async function putText({ tx, organisation }: Desk, id: string, words: string): Promise<void> {
  await tx
    .insertInto('organisation_text')
    .values({ organisation_id: organisation, text_id: id, words })
    .onConflict(conflict => conflict.columns(['organisation_id', 'text_id']).doUpdateSet({ words }))
    .execute()
}

async function removeText({ tx, organisation }: Desk, id: string): Promise<void> {
  await tx
    .deleteFrom('organisation_text')
    .where('organisation_id', '=', organisation)
    .where('text_id', '=', id)
    .execute()
}

/** Whether an organisation has words of its own here. */
export const isOwn = ({ id, default: standard }: OrganisationText, texts: Texts): boolean => texts[id] !== standard
