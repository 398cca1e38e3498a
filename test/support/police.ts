import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { docxText, readPdf } from './documents.ts'
import type { openStory } from './follow-up-stories.ts'
import { aPicture } from './stories.ts'
import type { Visitor } from './world.ts'

// A report to the police, through the door.

/** A page of the report to the police of a case. */
export const policeAt = (id: string, page = ''): string => `/meldingen/${id}/aangifte${page && `/${page}`}`

/** What the form of the concept asks at least. */
export const aConcept = {
  what: 'Hij riep dat hij mij zou weten te vinden.',
  at_home: 'nee',
  known_on: '2026-04-24',
  domicile: 'Gemeente Waterstad, de griffie, Raadhuisplein 1, 9999 XX Waterstad',
}

/** Sends the form of the concept as it was shown to them. */
export async function draw(who: Visitor, id: string, more: Record<string, string> = {}) {
  const gezien = /name="gezien" value="([^"]*)"/u.exec((await who.get(policeAt(id, 'opstellen'))).html)?.[1] ?? ''
  return who.post(policeAt(id, 'opstellen'), { ...aConcept, gezien, ...more })
}

export async function pdfOf(who: Visitor, id: string) {
  const { status, body } = await who.bytes(policeAt(id, 'pdf'))
  assert.equal(status, 200)
  return readPdf(body)
}

export const docxOf = async (who: Visitor, id: string): Promise<string> =>
  docxText((await who.bytes(policeAt(id, 'docx'))).body)

/** What the clerk does in stories about the police. */
export function policeStory(story: ReturnType<typeof openStory>, clerk: Visitor) {
  return {
    /** A report with a picture that the clerk has taken up. */
    caseOf: async (report: Record<string, string> = {}, category = 'threat'): Promise<string> => {
      const id = await story.world.report('member', report, [aPicture])
      assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
      assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category })).status, 303)
      return id
    },
    record: (id: string, step: string, day: string, more: Record<string, string> = {}) =>
      clerk.post(policeAt(id, `stap/${step}`), { entry: randomUUID(), day, words: 'PL0600-2026', ...more }),
    /** The open tasks about the police, with the day on which they are due. */
    tasksOf: async (id: string): Promise<string[]> => {
      const { rows } = await story.world.owner.query<{ kind: string; due_at: Date }>(
        `select kind, due_at from task where case_id = $1 and done_at is null and kind like 'police%' order by kind`,
        [id],
      )
      return rows.map(it => `${it.kind} ${it.due_at.toISOString().slice(0, 10)}`)
    },
  }
}
