import type { Download } from '../../platform/answers.ts'
import { mediaTypes, type DocumentFormat, type TextDocument } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { isoDay } from '../../ui/dates.ts'
import { Breadcrumb, Card, Facts, Lead, PageTitle, Words } from '../../ui/parts.tsx'
import { dayOf } from './desk.views.tsx'
import type { OpenRequest } from './requests.ts'
import { rightsUrls } from './urls.ts'
import { articleOf, codeName, complaint, kindName, stateName } from './words.ts'

// The answer to a request, as it may be given to who asked: what was decided and why, and what was found for them. Nothing of who
// handled it, what was asked of whom, or what was noted on the way.

const given = new Set(['found', 'done'])

/** What the answer says, in order. */
function answerOf({ row, said, steps, questions }: OpenRequest) {
  const why = (event: string) => steps.findLast(it => it.event === event)
  const extended = why('extend')
  return {
    facts: [
      { label: 'Uw vraag', value: `${kindName(row.kind)}, ${articleOf(row.kind)}` },
      { label: 'Ontvangen', value: dayOf(row.received_on) },
      ...(extended === undefined
        ? []
        : [{ label: 'Verlengd', value: `Tot ${dayOf(row.due_on)}. ${codeName(extended.code)}. ${extended.note}` }]),
      ...(row.decision === null ? [] : [{ label: 'Krijgt u wat u vroeg?', value: codeName(row.decision) }]),
    ],
    asked: said.asks,
    reason: row.decision === null ? '' : (why('decide')?.note ?? ''),
    found: questions.flatMap(it => (given.has(it.outcome ?? '') ? [it.answer] : [])),
  }
}

const titles = {
  asked: 'Wat u vroeg',
  reason: 'Waarom',
  found: 'Wat er over u is, of wat wij deden',
  remedy: 'Wat u ertegen kunt doen',
}

export const PackagePage = ({ it, own }: { it: OpenRequest; own: boolean }) => {
  // What was not answered yet is not read by the person it is for.
  const answer = answerOf(own && it.row.state !== 'answered' ? unanswered(it) : it)
  const back = own
    ? { href: rightsUrls.own, label: 'Uw verzoeken' }
    : { href: rightsUrls.request(it.row.id), label: it.row.number }
  return (
    <>
      <Breadcrumb items={[back, { label: 'Antwoord' }]} />
      <PageTitle>Antwoord op verzoek {it.row.number}</PageTitle>
      {own && it.row.state !== 'answered' && <Lead>Stand: {stateName(it.row.state)}.</Lead>}
      <Facts items={answer.facts.map(({ label, value }) => ({ term: label, value }))} />
      <Card title={titles.asked}>
        <Words>{answer.asked}</Words>
      </Card>
      {answer.reason !== '' && (
        <Card title={titles.reason}>
          <Words>{answer.reason}</Words>
        </Card>
      )}
      {answer.found.map(text => (
        <Card title={titles.found}>
          <Words>{text}</Words>
        </Card>
      ))}
      <p>{complaint}</p>
    </>
  )
}

const unanswered = (it: OpenRequest): OpenRequest => ({
  ...it,
  row: { ...it.row, decision: null },
  steps: it.steps.filter(step => step.event === 'extend'),
  questions: [],
})

/** The same as a file. */
export function answerFile(it: OpenRequest, at: Date): Download {
  const body = JSON.stringify(
    { version: 1, made_at: at.toISOString(), request: it.row.number, ...answerOf(it), complaint },
    null,
    2,
  )
  return { fileName: `antwoord-${it.row.number}.json`, contentType: 'application/json', body: Buffer.from(body) }
}

/** The same as a letter: to hand over or to send. */
function answerLetter(it: OpenRequest, organisation: string, at: Date): TextDocument {
  const answer = answerOf(it)
  const part = (heading: string, paragraph: string) => [{ heading, level: 1 as const }, { paragraph }]
  return {
    title: `Antwoord op uw verzoek ${it.row.number}`,
    organisation,
    about: [organisation, dayOf(isoDay(at))],
    blocks: [
      { paragraph: `Voor ${it.said.who}` },
      { facts: answer.facts.map(({ label, value }) => [label, value] as const) },
      ...part(titles.asked, answer.asked),
      ...(answer.reason === '' ? [] : part(titles.reason, answer.reason)),
      ...answer.found.flatMap(text => part(titles.found, text)),
      ...part(titles.remedy, complaint),
    ],
  }
}

const writers = { pdf: writePdf, docx: writeDocx }

export async function answerDocument(
  it: OpenRequest,
  organisation: string,
  at: Date,
  format: DocumentFormat,
): Promise<Download> {
  const body = await writers[format](answerLetter(it, organisation, at))
  return { fileName: `antwoord-${it.row.number}.${format}`, contentType: mediaTypes[format], body, size: body.length }
}
