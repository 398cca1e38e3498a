import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { formsBesides, handleAndClose, takeUp } from '../../../../test/support/stories.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const form = (name: string, more: Record<string, string> = {}) => ({ ...formsBesides()[name], ...more })

test('many messages are told of as one campaign, with its evidence, and what is known of it grows', async () => {
  const id = await story.world.report('member', {}, [{ name: 'bericht.txt', content: 'Een van de vele.' }])
  await takeUp(story.world, 'clerk', id)
  const [piece = ''] = await story.piecesOf(id)
  const campagne = randomUUID()
  const sent = form('online', { campagne, aantal: '1.200', stukken: piece, van: '2026-04-20' })
  assert.equal((await member.post(`/meldingen/${id}/online`, sent)).status, 303)
  assert.equal((await member.post(`/meldingen/${id}/online`, sent)).status, 303, 'a form that is sent twice')
  const page = await clerk.get(`/meldingen/${id}/online`)
  assert.match(page.text, /Berichten over de dijk.*Een platform.*1\.200.*Vanaf 20-04-2026/s)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Online.*1 campagne/s)
  const changed = form(':campaign', { aantal: '1500', tot: '2026-04-23' })
  assert.equal((await clerk.post(`/meldingen/${id}/online/${campagne}`, changed)).status, 303)
  assert.match((await member.get(`/meldingen/${id}/online`)).text, /1\.500.*20-04-2026 tot en met 23-04-2026/s)
})

test('a campaign says what is wrong with it', async () => {
  const id = await story.world.report('member')
  for (const [wrong, says] of [
    [{ aantal: 'veel' }, /Schrijf een heel getal/],
    [{ aantal: '0' }, /Schrijf een heel getal/],
    [{ aantal: '1,5' }, /Schrijf een heel getal/],
    [{ aantal: '-3' }, /Schrijf een heel getal/],
    [{ aantal: '9999999' }, /Schrijf een heel getal/],
    [{ naam: '' }, /Geef de campagne een naam/],
    [{ van: '2026-04-24', tot: '2026-04-20' }, /Het laatste bericht kan niet van vóór het eerste zijn/],
  ] as const) {
    const page = await member.post(`/meldingen/${id}/online`, form('online', { platform: 'Een forum', ...wrong }))
    assert.equal(page.status, 422, JSON.stringify(wrong))
    assert.match(page.text, says)
    assert.match(page.html, /value="Een forum"/)
  }
})

test('a request to take something away is a task until there is an answer, also when the case is closed meanwhile', async () => {
  const id = await story.world.report('member')
  await takeUp(story.world, 'clerk', id)
  const verzoek = randomUUID()
  const sent = form('verwijderverzoek', { verzoek })
  assert.equal((await member.post(`/meldingen/${id}/verwijderverzoek`, sent)).status, 404)
  assert.equal((await clerk.post(`/meldingen/${id}/verwijderverzoek`, sent)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/verwijderverzoek`, sent)).status, 303, 'a form that is sent twice')
  assert.match((await clerk.get(`/meldingen/${id}/taken`)).text, /Verwijderverzoek aan Een platform/)
  assert.match((await clerk.get('/werklijst')).text, /Antwoord op een verwijderverzoek/)
  await handleAndClose(story.world, 'clerk', id)
  const seen = await member.get(`/meldingen/${id}/online`)
  assert.match(seen.text, /Een platform.*Platform.*24-04-2026.*Antwoord uiterlijk/s)

  const answer = form(':request', { toelichting: 'Drie berichten staan er nog.' })
  assert.equal(
    (await clerk.post(`/meldingen/${id}/verwijderverzoek/${verzoek}`, { ...answer, dag: '2026-05-01' })).status,
    422,
  )
  const early = await clerk.post(`/meldingen/${id}/verwijderverzoek/${verzoek}`, { ...answer, dag: '2026-04-23' })
  assert.equal(early.status, 422)
  assert.match(early.text, /Deze dag ligt voor de dag waarop u het vroeg.*Drie berichten staan er nog/s)
  assert.equal((await clerk.post(`/meldingen/${id}/verwijderverzoek/${verzoek}`, answer)).status, 303)
  assert.match(
    (await member.get(`/meldingen/${id}/online`)).text,
    /Voor een deel verwijderd.*Drie berichten staan er nog/s,
  )
  assert.equal((await clerk.post(`/meldingen/${id}/verwijderverzoek/${verzoek}`, answer)).status, 422)
})

test('a request that was asked tomorrow, or must be answered yesterday, is not kept', async () => {
  const id = await story.world.report('member')
  const send = (more: Record<string, string>) =>
    clerk.post(`/meldingen/${id}/verwijderverzoek`, form('verwijderverzoek', more))
  assert.match((await send({ gevraagd: '2026-05-01' })).text, /Deze dag moet nog komen/)
  assert.match((await send({ uiterlijk: '2026-04-01' })).text, /Deze dag is al voorbij/)
  assert.match((await send({ bij: 'iemand' })).text, /Kies bij wie u het vroeg/)
})
