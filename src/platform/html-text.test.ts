import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { htmlToText } from './html-text.ts'

test('the words of a mail can be read, each block on a line of its own', () => {
  const html = `<!DOCTYPE html><html><head><title>titel</title><style>p { color: red }</style></head><body>
    <p>Beste   griffier,<br>ik <b>weet</b> waar u w<i>oo</i>nt.</p><div>Groet&comma; &euml;&#235;&#xEB;&nbsp;&lt;b&gt; &amp;lt;</div>
    <ul><li>een</li><li>twee</ul><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>
    <script>alert('niet')</script><!-- niet <p>ook niet</p> --><p>3 < 4 en 5 > 4</p></body></html>`
  const lines = [
    'Beste griffier,',
    'ik weet waar u woont.',
    '',
    'Groet&comma; ëëë <b> &lt;',
    '',
    '- een',
    '- twee',
    '',
    'a b',
    'c',
    '',
    '3 < 4 en 5 > 4',
  ]
  assert.deepEqual(htmlToText(html).split('\n'), lines)
})

test('it can be seen where a link leads', () => {
  const html = `<a class=x href="https://evil.example/?a=1&amp;b=2">uw bank</a>, <a href='javascript:alert(1)'>klik</a> <a name=x>anker</a> </a>`
  assert.equal(htmlToText(html), 'uw bank [https://evil.example/?a=1&b=2], klik anker')
})

test('HTML that is broken off keeps what can be read', () => {
  assert.equal(htmlToText('een <b>twee</b> <!-- drie'), 'een twee')
  assert.equal(htmlToText('een <style>p {'), 'een')
  assert.equal(htmlToText('een <a href="x'), 'een')
  assert.equal(htmlToText('een <'), 'een <')
  assert.equal(htmlToText('&#0;&#99999999;&#x110000;&onzin;&'), '\uFFFD\uFFFD\uFFFD&onzin;&')
})

test('no HTML makes it throw, and no text without tags is lost', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '<a href=',
    '"',
    "'",
    '<p>',
    '</a>',
    '<style>',
    '</style',
    '&',
    '&#',
    'woord',
    ' ',
    '\n',
    '<![CDATA[',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 80 }), parts => {
      assert.equal(typeof htmlToText(parts.join('')), 'string')
    }),
  )
  fc.assert(
    fc.property(
      fc.lorem({ maxCount: 50 }),
      words => htmlToText(`<div>${words.replaceAll(' ', '</b> <b>')}</div>`) === words,
    ),
  )
})

test('two megabytes of HTML that was made to be slow are read at once', () => {
  const slow = [
    '<blockquote>',
    '<tr><td>a',
    '<!--',
    '<',
    '<a href=',
    '<a href="',
    '<p ',
    '&',
    '&#',
    '<style>',
    '</style>',
    '<title',
    ' \n',
    '<ul><li>',
    '<a href=https://x>',
    '<a href=x>y</a>',
  ]
  for (const piece of slow) {
    const html = piece.repeat(2_000_000 / piece.length)
    const start = performance.now()
    htmlToText(html)
    assert.ok(performance.now() - start < 6000, `${piece} took ${performance.now() - start} ms`)
  }
})
