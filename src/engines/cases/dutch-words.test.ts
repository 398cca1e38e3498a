import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isEmptyWord, soughtIn, stemOf, wordsOf } from './dutch-words.ts'

// Each line is one word to who searches.
const same = `
  raadslid raadsleden
  melding meldingen gemeld melden meldt meldde meldden
  bedreigd bedreiging bedreigingen bedreigen bedreigt bedreigde
  dreigen gedreigd dreigend dreigende dreiging dreigement dreigementen
  intimideren intimidatie geïntimideerd intimiderend intimideert intimideerde
  beledigen beledigd belediging beledigingen
  discriminatie discrimineren gediscrimineerd
  agressie agressief agressieve
  brief brieven briefje
  huis huizen
  steen stenen
  bom bommen
  boom bomen
  wapen wapens
  mes messen
  wethouder wethouders
  burgemeester burgemeesters
  gemeente gemeenten gemeentes
  bellen belt belde gebeld
  opbellen opgebeld
  schelden scheldt schold uitgescholden
  slaan slaat sloeg geslagen
  schrijven schreef geschreven
  steken stak gestoken
  lastigvallen lastiggevallen
  achtervolgen achtervolgd achtervolging
  vernielen vernield vernieling
  vergaderen vergadering vergaderingen
  wonen woont woonde
  stalken gestalkt stalking
  aangifte aangiften`
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim().split(' '))
const stemsOf = (words: readonly string[]) => new Set(words.flatMap(word => wordsOf(word).map(stemOf)))

test('every form of a word is found by every other form', () => {
  for (const forms of lines(same)) assert.equal(stemsOf(forms).size, 1, [...stemsOf(forms)].join(' '))
})

test('words that mean something else stay apart', () => {
  const apart = `
    bom boom
    brief bries
    raad raam
    melding melk
    dreigen dragen
    bellen bal
    wapen wagen
    lid lied
    huis huur`
  for (const words of lines(apart)) assert.equal(stemsOf(words).size, words.length, words.join(' '))
})

test('two different lines of the table never become one word', () => {
  const all = lines(same).map(([first = '']) => stemOf(first))
  assert.equal(new Set(all).size, all.length)
})

// Regular verbs, invented: beginning, vowel, end, as Dutch spells them.
const verb = fc.record({
  begin: fc.constantFrom('kl', 'fl', 'dr', 'pl', 'kn', 'sm'),
  vowel: fc.constantFrom('a', 'e', 'i', 'o', 'u'),
  end: fc.constantFrom('k', 'p', 'm', 'l', 'n', 'r'),
  long: fc.boolean(),
})

test('of a regular verb every form is found, long vowel or short', () => {
  fc.assert(
    fc.property(verb, ({ begin, vowel, end, long }) => {
      fc.pre(!(long && vowel === 'i'))
      const stem = `${begin}${vowel}${long ? vowel : ''}${end}`
      const many = long ? `${begin}${vowel}${end}en` : `${begin}${vowel}${end}${end}en`
      const past = 'kp'.includes(end) ? 't' : 'd'
      const forms = [many, `${stem}t`, `${stem}${past}e`, `${stem}${past}en`, `ge${stem}${past}`].filter(
        it => it.length > 3,
      )
      assert.equal(new Set(forms.map(stemOf)).size, 1, forms.map(it => `${it}: ${stemOf(it)}`).join(', '))
    }),
    { numRuns: 500 },
  )
})

test('whatever somebody wrote, its own words find it, and no word becomes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      const stems = new Set(wordsOf(text).map(stemOf))
      for (const sought of soughtIn(text)) assert.ok(sought.length > 0 && stems.has(sought), sought)
      for (const word of wordsOf(text)) {
        assert.deepEqual(wordsOf(word), [word], 'folding again changes nothing')
        assert.doesNotMatch(word, /\s/u)
        assert.ok(soughtIn(word).length === 1 || isEmptyWord(word), word)
      }
    }),
    { numRuns: 500 },
  )
})

test('accents, capitals, apostrophes and marks make no difference', () => {
  assert.deepEqual(soughtIn('GEÏNTIMIDEERD!'), soughtIn('geintimideerd'))
  assert.deepEqual(soughtIn("de foto's van het café"), soughtIn('foto cafe'))
  assert.deepEqual(soughtIn('de het een'), [])
  assert.equal(soughtIn(Array.from({ length: 40 }, (_, n) => `woord${n}`).join(' ')).length, 10)
  assert.deepEqual(soughtIn('06-12345678'), ['06', '12345678'])
})
