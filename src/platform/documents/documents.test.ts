import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allTagged, docxText, readPdf } from '../../../test/support/documents.ts'
import type { TextDocument } from './document.ts'
import { writeDocx } from './docx.ts'
import { writePdf } from './pdf.ts'

// Every letter of Latin with a sign on it that has a code point of its own.
const diacritics = Array.from({ length: 0x24f - 0xc0 }, (_, n) => String.fromCodePoint(0xc0 + n)).filter(
  letter => /\p{L}/u.test(letter) && letter.normalize('NFD') !== letter,
)

const document: TextDocument = {
  title: 'Concept van een aangifte',
  organisation: 'Gemeente Waterstad',
  about: ['Kenmerk M-2026-000123', 'Opgesteld op 24 april 2026'],
  blocks: [
    { heading: 'Wat is er gebeurd?', level: 1 },
    { paragraph: 'Hij zei: "ik weet je te vinden" & <dat> was het.\nDaarna liep hij weg.' },
    { list: ['Een brief', 'Een foto'], ordered: true },
    {
      facts: [
        ['Functie', 'Raadslid'],
        ['Domicilie', 'Stadhuisplein 1'],
      ],
    },
    {
      table: {
        caption: 'Bewijs',
        columns: ['Wat', 'Wanneer'],
        rows: [
          ['brief.pdf', '24 april'],
          ['foto.jpg', ''],
        ],
      },
    },
    { note: 'Dit is geen juridisch advies.' },
    { toSign: 'Handtekening' },
  ],
}

test('a document is read aloud in its order: title, headings, paragraphs, lists and tables are named as what they are', async () => {
  const pdf = await readPdf(await writePdf(document))
  assert.equal(pdf.title, document.title)
  assert.equal(pdf.language, 'nl-NL')
  const one = (tag: string) => allTagged(pdf.structure, tag).map(it => it.text.trim())
  assert.deepEqual(one('H1'), ['Concept van een aangifte'])
  assert.deepEqual(one('H2'), ['Wat is er gebeurd?'])
  assert.deepEqual(one('LBody'), ['Een brief', 'Een foto'])
  assert.deepEqual(one('TH'), ['Wat', 'Wanneer'])
  assert.deepEqual(one('TD'), ['brief.pdf', '24 april', 'foto.jpg', ''])
  assert.deepEqual(one('Caption'), ['Bewijs'])
  assert.ok(one('P').some(it => it.includes('ik weet je te vinden" & <dat> was het.')))
  // The foot of the page is for the eye.
  assert.ok(pdf.text.includes('bladzijde 1 van 1'))
  assert.ok(!one('Document').join('').includes('bladzijde 1 van 1'))
})

test('the same document can be changed in an office program, and nothing in it is lost', async () => {
  const text = await docxText(await writeDocx(document))
  for (const words of [
    'Concept van een aangifte',
    'Kenmerk M-2026-000123',
    '"ik weet je te vinden" & <dat>',
    'Een foto',
    'Stadhuisplein 1',
    'foto.jpg',
    'geen juridisch advies',
  ])
    assert.ok(text.includes(words), words)
})

test('a name keeps every sign on its letters', async () => {
  const name = diacritics.join('')
  const named = {
    ...document,
    blocks: [{ paragraph: name }, { table: { caption: 'Namen', columns: ['Naam'], rows: [[name]] } }],
  }
  const { text } = await readPdf(await writePdf(named))
  for (const letter of diacritics) assert.ok(text.normalize('NFC').includes(letter), letter)
  assert.ok(text.includes('bladzijde 1 van 1'), 'and letters without a sign get none')
  assert.ok((await docxText(await writeDocx(named))).includes(name))
})

test('a text of two hundred pages comes out whole, also from the cell of a table', async () => {
  const lines = Array.from({ length: 9000 }, (_, n) => `Regel ${n} van een lang verhaal.`)
  const long: TextDocument = {
    ...document,
    blocks: [
      { paragraph: lines.join('\n') },
      {
        table: {
          caption: 'Verhaal',
          columns: ['Wie', 'Wat'],
          rows: [
            ['A', lines.slice(0, 300).join('\n')],
            ['B', 'kort'],
          ],
        },
      },
    ],
  }
  const file = await writePdf(long)
  const { text, pages } = await readPdf(file)
  assert.ok(pages > 200, String(pages))
  for (const n of [0, 4500, 8999]) assert.ok(text.includes(`Regel ${n} van`))
  assert.equal(text.split('Regel 299 van').length - 1, 2)
  assert.ok(text.includes('kort'))
})

test('a sign that is no letter anywhere does not make a file that no office program opens', async () => {
  const text = await docxText(await writeDocx({ ...document, blocks: [{ paragraph: 'voor\uFFFE\uFFFF\u{1FFFF}na' }] }))
  assert.ok(text.includes('voorna'), JSON.stringify(text.slice(0, 200)))
})

test('a word without an end keeps a core no longer than a text of its length, and comes out whole', async () => {
  const milliseconds = async (text: string) => {
    const began = performance.now()
    await writePdf({ ...document, blocks: [{ paragraph: text }, { list: [text] }] })
    return performance.now() - began
  }
  const usual = await milliseconds('Een zin van zes gewone woorden. '.repeat(625))
  for (const word of ['a'.repeat(20_000), 'ཀྵྨ'.repeat(6_600)]) {
    const took = await milliseconds(word)
    assert.ok(took < 8 * usual, `${took} ms, and ${usual} ms for sentences`)
  }
  const address = `https://voorbeeld.example/${'0123456789'.repeat(60)}/einde`
  const { text } = await readPdf(await writePdf({ ...document, blocks: [{ paragraph: address }] }))
  assert.ok(text.replaceAll(/[\s\u200B]/gu, '').includes(address))
})

test('signs that no document can hold are left out, and a text of nothing but these makes no fault', async () => {
  const odd = {
    ...document,
    blocks: [
      { paragraph: 'voor\u0000\u0007\uD800na 🙂' },
      { paragraph: '\u0001' },
      { list: [''] },
      { facts: [['Naam', '']] as const },
    ],
  }
  const { text } = await readPdf(await writePdf(odd))
  assert.ok(text.includes('voorna'))
  assert.ok((await docxText(await writeDocx(odd))).includes('voorna'))
})
