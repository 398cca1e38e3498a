import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { allTagged, readPdf } from '../../../test/support/documents.ts'
import { idOf } from '../../../test/support/people.ts'
import { writePoster } from '../../platform/documents/poster.ts'
import { writeWalletCards } from '../../platform/documents/wallet-cards.ts'

const story = openStory()
const administrator = story.visitor('administrator')

const clerkOffice = {
  naam: 'Griffie van dienst',
  telefoon: '099-900 21 00',
  website: '',
  uitleg: 'Op werkdagen.',
  bron: 'Rooster',
  plaats: '2',
}

test('the norm is read by everybody once the organisation adopted it, and not before', async () => {
  assert.equal((await story.world.visitor.get('/norm/GM9901')).status, 404)
  await administrator.post('/beheer/teksten/norm', {
    norm: 'Bij ons blijft u welkom, en respect ook.',
    norm_adopted_by: 'de gemeenteraad',
    norm_adopted_on: '2026-03-01',
  })
  const { status, text } = await story.world.visitor.get('/norm/GM9901')
  assert.equal(status, 200)
  assert.match(text, /De norm van Gemeente Waterstad Bij ons blijft u welkom, en respect ook\./)
  assert.match(text, /Vastgesteld op zondag 1 maart 2026 door de gemeenteraad\./)
  assert.equal((await story.world.visitor.get('/norm/GM9902')).status, 404, 'the other organisation adopted nothing')
  assert.equal((await story.world.visitor.get('/norm/XX0000')).status, 404)
  assert.match((await (await story.world.signIn('member')).get('/onze-norm')).html, /href="\/norm\/GM9901"/)
})

test('a contact point is public only when the organisation says so', async () => {
  assert.equal((await administrator.post('/beheer/contactpunten/nieuw', clerkOffice)).status, 303)
  assert.doesNotMatch((await story.world.visitor.get('/norm/GM9901')).text, /Griffie van dienst|112/)
  const { rows } = await story.world.owner.query<{ id: string }>(
    `select id from contact_point where name = 'Griffie van dienst'`,
  )
  await administrator.post(`/beheer/contactpunten/${rows[0]?.id}`, { ...clerkOffice, openbaar: 'ja' })
  const { text } = await story.world.visitor.get('/norm/GM9901')
  assert.match(text, /Griffie van dienst: 099-900 21 00 Op werkdagen\. \(nog niet gecontroleerd\)/)
  assert.doesNotMatch(text, /112/)
  const changes = await story.world.owner.query(`select from setting_change where field = 'published' and new = 'yes'`)
  assert.equal(changes.rowCount, 1)
})

test('the people of the organisation print a poster and a card with all their contact points', async () => {
  const member = await story.world.signIn('member')
  for (const name of ['poster', 'kaartje']) {
    const { status, body, headers } = await member.bytes(`/onze-norm/${name}`)
    assert.equal(status, 200)
    assert.equal(headers.get('content-type'), 'application/pdf')
    const pdf = await readPdf(body)
    assert.equal(pdf.pages, 1)
    assert.equal(pdf.language, 'nl-NL')
    assert.deepEqual(
      allTagged(pdf.structure, 'H1').map(it => it.text.trim()),
      ['Melden helpt'],
      'ten cards are the same: one is read aloud',
    )
    assert.match(pdf.text, /Gemeente Waterstad/)
    assert.match(pdf.text, /099-900 21 00/)
    assert.match(pdf.text, /112/)
  }
  assert.match((await readPdf((await member.bytes('/onze-norm/poster')).body)).text, /respect ook/)
  assert.notEqual((await story.world.visitor.bytes('/onze-norm/poster')).status, 200)
})

test('the longest norm with many contact points still fits on one page, and a long name in a card', async () => {
  const contacts = Array.from({ length: 12 }, (_, n) => ({ name: `${'Ondersteuning '.repeat(14)}${n}`, phone: '112' }))
  const notice = {
    title: 'Melden helpt',
    organisation: 'Gemeente Ŵaterstad',
    paragraphs: Array.from({ length: 8 }, () => 'Boos zijn mag en hard in de discussie ook, '.repeat(11).trim()),
    callTitle: 'Wie kunt u bellen?',
    contacts: contacts.map(it => ({ ...it, name: it.name.slice(0, 120) })),
    foot: 'Nog niet vastgesteld.',
  }
  assert.equal((await readPdf(await writePoster(notice))).pages, 1)
  const cards = await readPdf(await writeWalletCards(notice))
  assert.equal(cards.pages, 1)
  assert.match(cards.text, /Ŵaterstad/)
})

test('what an organisation keeps for itself is on no public page', async () => {
  const { html } = await story.world.visitor.get('/norm/GM9901')
  assert.doesNotMatch(html, /Rooster/)
  assert.ok(!html.includes(idOf('waterstad')))
})
