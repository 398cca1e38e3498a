import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import { action, page, type Route } from '../../../engines/access/routes.ts'
import type { House } from '../../../platform/house.ts'
import { isoDay } from '../../../ui/dates.ts'
import { Card, EmptyState, Lead, PageTitle, Words } from '../../../ui/parts.tsx'
import { act, type Done } from '../acting.ts'
import { after, refuse } from '../case-page.tsx'
import { opened } from '../records/routes.tsx'
import { addVersion, readRecords } from '../records/store.ts'
import { urls } from '../urls.ts'
import { AgreeForm } from './agreeing-view.tsx'
import { evaluated, lesson } from './evaluation.tsx'

const again = 'Laad de pagina opnieuw en probeer het nog een keer.'
const Answer = z.object({
  record: z.uuid(again),
  version: z.coerce.number(again).int(again),
  entry: z.uuid(again),
  akkoord: z.enum(['agreed', 'declined'], 'Kies ja of nee'),
})

const changed = 'De les is intussen veranderd. Lees de nieuwe woorden, en kies opnieuw.'

/** Whose case it is says whether a lesson may be told; with a yes to these very words it stands among those of the organisation. */
async function answer(
  house: House,
  actor: Actor,
  caseId: string,
  sent: z.infer<typeof Answer>,
): Promise<Done | 'changed'> {
  let others = false
  const done = await act(house, actor, caseId, 'case.write', async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'own') return 'gone'
    const records = await readRecords(tx, dossier)
    const proposed = records.find(one => one.id === sent.record && one.kind === 'lesson')
    // The button pressed twice.
    if (proposed?.state === sent.akkoord) return 'done'
    if (proposed?.state !== 'proposed') return 'late'
    others = proposed.version !== sent.version
    if (others) return 'late'
    const done = await addVersion(acting, lesson, sent, { ...proposed.values, akkoord: sent.akkoord }, records)
    if (done === 'done' && sent.akkoord === 'agreed')
      await tx
        .insertInto('lesson')
        .values({
          id: sent.entry,
          organisation_id: it.organisation_id,
          words: proposed.values['les'] ?? '',
          agreed_on: isoDay(now),
        })
        .execute()
    return done
  })
  return others ? 'changed' : done
}

/** The yes to a lesson, and the lessons of the organisation. */
export const lessonRoutes: readonly Route[] = [
  action('/meldingen/:id/evaluatie/akkoord', 'case.read', Answer, {
    invalid: async (ask, form) => {
      const around = await opened(ask, evaluated)
      if (around.facts.part !== 'own') return refuse(ask)
      const record = around.records.find(it => it.id === form.values['record'] && it.kind === 'lesson')
      if (!record) return after('late', around.facts.id, 'bewaard')
      // What was chosen was about other words.
      const values = form.values['version'] === String(record.version) ? form.values : {}
      return {
        title: 'Mag deze les gedeeld worden?',
        narrow: true,
        errors: true,
        body: (
          <>
            <PageTitle>Mag deze les gedeeld worden?</PageTitle>
            <Words>{record.values['les'] ?? ''}</Words>
            <AgreeForm caseId={around.facts.id} record={record} form={{ ...form, values }} />
          </>
        ),
      }
    },
    valid: async ({ house, actor, params }, sent) => {
      const done = await answer(house, actor, params.id, sent)
      if (done === 'changed') return { invalid: { akkoord: changed } }
      return done === 'done'
        ? { seeOther: `${urls.case(params.id)}/${evaluated.line.path}?klaar=bewaard` }
        : after(done, params.id, 'bewaard')
    },
  }),

  page(urls.lessons, 'case.report', async ({ house, actor }) => {
    const lessons = await house.db.as({ person: actor.id }, tx =>
      tx
        .selectFrom('lesson')
        .select(['id', 'words'])
        .where('organisation_id', '=', actor.organisation?.id ?? '')
        // Of this year first, and within it in no order: a day would lead back to a report.
        .orderBy(sql`extract(year from agreed_on)`, 'desc')
        .orderBy('id')
        .limit(200)
        .execute(),
    )
    return {
      title: 'Wat wij leerden',
      narrow: true,
      body: (
        <>
          <PageTitle>Wat wij leerden</PageTitle>
          <Lead>Lessen uit meldingen, zonder namen. Elke les staat hier met het akkoord van de getroffene.</Lead>
          {lessons.length === 0 && (
            <EmptyState title="Er zijn nog geen lessen">Een les komt hier als een getroffene ja zegt.</EmptyState>
          )}
          {lessons.map((it, index) => (
            <Card title={`Les ${index + 1}`}>
              <Words>{it.words}</Words>
            </Card>
          ))}
        </>
      ),
    }
  }),
]
