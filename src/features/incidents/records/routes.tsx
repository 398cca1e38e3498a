import { randomUUID } from 'node:crypto'
import { action, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import type { Page } from '../../../platform/answers.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { afterWriting, refuse } from '../case-page.tsx'
import { urls } from '../urls.ts'
import type { RecordPart } from './part.ts'
import { formOf, valuesOf, type Around, type RecordKind } from './record.ts'
import { keepRecord, openRecords } from './store.ts'
import { asTyped, PartPage, RecordForm } from './views.tsx'

/** The records of a part of the case, for who may see that part; anybody else is told that there is no such case. */
export async function opened(ask: Ask<'id'>, part: RecordPart): Promise<Around> {
  const around = await openRecords(ask.house, ask.actor, ask.params.id)
  return around && part.line.shows(around.facts) ? around : refuse(ask)
}

const handled = async (ask: Ask<'id'>, part: RecordPart): Promise<Around> => {
  const around = await opened(ask, part)
  return around.facts.part === 'handler' ? around : refuse(ask)
}

const formPage = (
  part: RecordPart,
  kind: RecordKind,
  around: Around,
  form: Form,
  record: string = randomUUID(),
): Page => ({
  title: kind.title,
  narrow: true,
  errors: Object.keys(form.errors).length > 0,
  body: <RecordForm {...{ part, kind, around, form, record }} entry={randomUUID()} />,
})

/** The page of a part, and for each of its kinds the form. */
const partRoutes = (part: RecordPart): Route[] => [
  page(`/meldingen/:id/${part.line.path}`, 'case.read', async ask => {
    const around = await opened(ask, part)
    return {
      title: part.line.label,
      body: <PartPage {...{ part, around }} saved={ask.query.get('klaar') === 'bewaard'} />,
    }
  }),
  ...part.kinds.flatMap(kind => [
    page(`/meldingen/:id/${kind.path}`, 'case.handle', async ask => {
      const around = await handled(ask, part)
      // Of what there is one of, the one that is there is changed.
      const there = kind.single ? around.records.find(it => it.kind === kind.kind) : undefined
      const values = asTyped(kind, there?.values ?? kind.initial?.(around) ?? {})
      return formPage(part, kind, around, { ...emptyForm, values }, there?.id)
    }),
    action(`/meldingen/:id/${kind.path}`, 'case.handle', formOf(kind), {
      invalid: async (ask, form) => formPage(part, kind, await handled(ask, part), form),
      valid: async (ask, { record, version, entry, ...sent }) => {
        const { house, actor, params } = ask
        const form = { record, version, entry, shows: part.line.shows }
        const done = await keepRecord(house, actor, params.id, kind, form, valuesOf(kind, sent))
        if (typeof done === 'object') return done
        return done === 'done'
          ? { seeOther: `${urls.case(params.id)}/${part.line.path}?klaar=bewaard#${kind.kind}` }
          : afterWriting(done, params.id, 'bewaard')
      },
    }),
  ]),
]

/** The pages and forms of these parts, and one address at which any record of them is changed. */
export const recordRoutes = (parts: readonly RecordPart[]): Route[] => [
  ...parts.flatMap(partRoutes),
  page('/meldingen/:id/vastgelegd/:record', 'case.handle', async ask => {
    const around = await openRecords(ask.house, ask.actor, ask.params.id)
    const record = around?.records.find(it => it.id === ask.params.record)
    const part = parts.find(one => one.kinds.some(it => it.kind === record?.kind))
    const kind = part?.kinds.find(it => it.kind === record?.kind)
    if (around?.facts.part !== 'handler' || !record || !part?.line.shows(around.facts) || !kind) return refuse(ask)
    return formPage(part, kind, around, { ...emptyForm, values: asTyped(kind, record.values) }, record.id)
  }),
]
