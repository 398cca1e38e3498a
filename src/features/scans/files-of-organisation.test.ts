import assert from 'node:assert/strict'
import { test } from 'node:test'
import { docxText, readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { fillIn, halfway, publishNorm, seenOn } from '../../../test/support/norms.ts'
import { begin, filesOf, linkTo } from '../../../test/support/scanning.ts'
import type { TestFile, Visitor } from '../../../test/support/world.ts'

const story = openStory(world => publishNorm(world))
const coordinator = story.visitor('politicalCoordinator')
const colleague = story.visitor('staffCoordinator')

const proof: TestFile = { name: 'besluit.txt', content: 'Het college besluit een knop te plaatsen.' }
const pages = (id: string) => `/antwoorden/${id}/vragen/mensen`
const add = async (who: Visitor, id: string, file: TestFile, field = 'alarm_files', form = {}) =>
  who.upload(
    `${pages(id)}/bestanden`,
    { ...halfway.mensen, gezien: await seenOn(who, id, 'mensen'), ...form },
    [file],
    field,
  )

async function decidedWithProof(): Promise<{ id: string; at: string }> {
  const id = await begin(coordinator, 'small-norm')
  await fillIn(coordinator, id, halfway)
  assert.equal((await add(coordinator, id, proof)).status, 303)
  assert.equal((await coordinator.post(`/antwoorden/${id}/controleren`)).status, 303)
  const decided = `/scans/small-norm/vastgesteld/${id}`
  return { id, at: linkTo(await coordinator.get(decided), 'besluit.txt') }
}

test('coordinators add what shows an item; another one opens it, and takes it away', async () => {
  const id = await begin(coordinator, 'small-norm')
  assert.equal((await add(coordinator, id, proof)).status, 303)
  const { text, html } = await colleague.get(pages(id))
  assert.match(text, /bewijs \(ingevuld\).*besluit\.txt \(Tekstbestand/)
  assert.equal((await colleague.bytes(linkTo({ html }, 'besluit.txt'))).body.toString(), proof.content)
  assert.match((await colleague.get(`/antwoorden/${id}/controleren`)).text, /besluit\.txt/)
  const file = linkTo({ html }, 'besluit.txt').split('/').at(-1) ?? ''
  assert.equal(
    (await story.visitor('manager').get(pages(id))).status,
    404,
    'what is not decided on is the coordinators’',
  )
  assert.equal(
    (await add(colleague, id, { ...proof, name: 'foto.txt' }, 'alarm_files', { verwijder: file })).status,
    303,
  )
  const after = await coordinator.get(pages(id))
  assert.match(after.text, /foto\.txt/)
  assert.doesNotMatch(after.text, /besluit\.txt/)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
  assert.deepEqual(await filesOf(story.world, id), { files: 0, chunks: 0 })
})

test('a file that is refused stands at its item, and the answers of the page are kept', async () => {
  const id = await begin(coordinator, 'small-norm')
  const seen = await add(coordinator, id, { name: 'a.html', content: '<html>' })
  assert.equal(seen.status, 415)
  assert.match(seen.html, /<details class="weerbaar-details" open>/)
  assert.match(seen.html, /id="alarm_files"/)
  assert.match((await coordinator.get(pages(id))).html, /De knop bij de balie\./)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
})

test('what was decided on shows its files to coordinators, managers and auditors, and to nobody else', async () => {
  const { id, at } = await decidedWithProof()
  for (const who of ['politicalCoordinator', 'staffCoordinator', 'manager', 'auditor'] as const)
    assert.equal((await story.visitor(who).bytes(at)).body.toString(), proof.content, who)
  for (const who of ['member', 'administrator', 'privacyOfficer', 'foreignCoordinator', 'foreignMember'] as const)
    assert.ok([403, 404].includes((await story.visitor(who).bytes(at)).status), who)
  const file = at.split('/').at(-1) ?? ''
  assert.equal((await story.visitor('manager').bytes(`/antwoorden/${id}/bestanden/${file}`)).status, 404)
  await coordinator.post(pages(id), { verwijder: file })
  await coordinator.upload(
    `${pages(id)}/bestanden`,
    { verwijder: file },
    [{ ...proof, name: 'later.txt' }],
    'alarm_files',
  )
  assert.deepEqual(await filesOf(story.world, id), { files: 1, chunks: 1 })
})

test('the progress report names the files of an item, and has nothing out of them', async () => {
  const pdf = await readPdf((await coordinator.bytes('/scans/small-norm/voortgang.pdf')).body)
  assert.match(pdf.text, /De knop bij de balie\.\s+Bestand:\s+besluit\.txt/)
  assert.doesNotMatch(pdf.text, /college/)
  const docx = await docxText((await coordinator.bytes('/scans/small-norm/voortgang.docx')).body)
  assert.match(docx, /Bestand: besluit\.txt/)
})

test('who begins again reads that files stay with the answer before, and where', async () => {
  const id = await begin(coordinator, 'small-norm')
  const { text, html } = await coordinator.get(pages(id))
  assert.match(text, /Bestanden komen niet mee\. Die van de vorige keer vindt u bij het vastgestelde antwoord/)
  const [, decided = ''] = /href="(\/scans\/small-norm\/vastgesteld\/[^"]+)"/.exec(html) ?? []
  assert.match((await coordinator.get(decided)).text, /besluit\.txt/)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
})
