import type { Download } from '../../platform/answers.ts'
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

const titles = { found: 'Wat er over u is, of wat wij deden' }

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
      <Card title="Wat u vroeg">
        <Words>{answer.asked}</Words>
      </Card>
      {answer.reason !== '' && (
        <Card title="Waarom">
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
