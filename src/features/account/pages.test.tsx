import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { render } from 'preact-render-to-string'
import { openWorld, type World } from '../../../test/support/world.ts'
import { renderBlocks } from '../../ui/markdown.tsx'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('everybody may read about privacy, accessibility, and what this is', async () => {
  for (const [path, heading] of [
    ['/privacy', 'Privacy'],
    ['/toegankelijkheid', 'Toegankelijkheid'],
    ['/over', 'Over Weerbaar'],
  ] as const) {
    const { status, html } = await world.visitor.get(path)
    assert.equal(status, 200)
    assert.match(html, new RegExp(`<h1[^>]*>${heading}</h1>`))
    assert.doesNotMatch(html, /\*\*|\]\(|^---/m, 'no marks of Markdown are left')
  }
})

test('who to call in an emergency can be read without signing in, and each number can be pressed', async () => {
  const { html, text } = await world.visitor.get('/contact')
  assert.match(html, /<a href="tel:112"><strong>112<\/strong><\/a>/)
  assert.match(html, /href="tel:0703738314"/)
  assert.match(text, /Nog niet gecontroleerd/)
  assert.match(text, /Log in om de mensen van uw eigen organisatie te zien/)
  assert.doesNotMatch(text, /Gemeente Waterstad|Bron: Algemeen/)
})

test('a member reads the contact points of the own organisation first, and national ones for the own function', async () => {
  const member = await (await world.signIn('member')).get('/contact')
  assert.match(member.text, /Gemeente Waterstad Alarmnummer 112/)
  assert.match(member.text, /Gecontroleerd op woensdag 1 april 2026/)
  assert.match(member.text, /Ondersteuningsteam Weerbaar Bestuur/)
  const officer = await (await world.signIn('officer')).get('/contact')
  assert.doesNotMatch(officer.text, /Ondersteuningsteam Weerbaar Bestuur/)
})

test('where to report a weakness is said in the place that researchers look', async () => {
  const { status, body, headers } = await world.visitor.bytes('/.well-known/security.txt')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/plain/)
  const text = body.toString()
  assert.match(text, /^Contact: http:\/\/localhost:8080\/contact$/m)
  assert.match(text, /^Expires: 2027-03-20T/m)
})

test('the small Markdown of our pages becomes HTML, and nothing of it becomes markup of its own', () => {
  const html = (text: string) => render(<>{renderBlocks(text)}</>)
  assert.equal(
    html('## Kop\n\nEen **vet [112](tel:112)** woord.'),
    '<h2>Kop</h2><p>Een <strong>vet <a href="tel:112">112</a></strong> woord.</p>',
  )
  assert.equal(html('- een\n- **twee**'), '<ul><li>een</li><li><strong>twee</strong></li></ul>')
  assert.equal(html('<script>x</script>'), '<p>&lt;script>x&lt;/script></p>')
  assert.equal(html('[x](javascript:alert(1))'), '<p>[x](javascript:alert(1))</p>')
})
