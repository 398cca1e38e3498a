import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { leaveWords, type LeftBehind } from '../support/leaving.ts'
import { createMarkers } from '../support/markers.ts'
import type { World } from '../support/world.ts'

/**
 * In clear by decision (docs/security.md): directory data, which an administrator arranges, with names and work addresses;
 * and an organisation's own texts: those that everybody in it reads, its plan, and the agreements of a team.
 */
const directory = new Set([
  '/beheer/eenheden naam',
  '/beheer/eenheden/:id naam',
  '/beheer/mensen/nieuw naam',
  '/beheer/mensen/nieuw email',
  '/beheer/instellingen naam',
  ...['report_intro', 'at_night', 'receipt', 'feedback_closing', 'legal_aid_conditions', 'norm', 'norm_adopted_by'].map(
    it => `/beheer/teksten/:name ${it}`,
  ),
  ...['titel', 'uitleg', 'risico'].flatMap(it => [`/plan/nieuw ${it}`, `/plan/:id/wijzigen ${it}`]),
  ...['bewijs', 'reden'].map(it => `/plan/:id/stand ${it}`),
  '/teams/:id/afspraken afspraken',
])
/** What an organisation says of its own in its protocol, with the name of the document. */
const isOwnText = (field: string) => /^\/beheer\/protocol\/nieuw [a-z_]+$/.test(field)

const made = new WeakMap<World, Promise<LeftBehind>>()

/** Once for each world, as it takes some seconds. */
function leftBehind(world: World): Promise<LeftBehind> {
  const known = made.get(world) ?? leaveWords(world)
  made.set(world, known)
  return known
}

/** The fields of which a word stands in these places, that should stand nowhere. */
async function leaks(world: World, which: (place: string) => boolean): Promise<string[]> {
  const { markers, places } = await leftBehind(world)
  const chosen = [...places].filter(([place]) => which(place))
  assert.ok(chosen.length > 0)
  return chosen.flatMap(([place, bytes]) =>
    markers
      .foundIn(bytes)
      .filter(field => !directory.has(field) && !isOwnText(field))
      .map(field => `${field}, in ${place}`),
  )
}

export const markerChecks: Checks = {
  'words were written in every form that there is': async world => {
    const { markers, notSent, neverSealed } = await leftBehind(world)
    assert.ok(markers.count() > 100)
    assert.deepEqual(notSent, [])
    assert.deepEqual(neverSealed, [], 'no words came here, so nothing is known of how they are kept')
  },

  'no word of anybody stands in a table': async world => {
    assert.deepEqual(await leaks(world, place => / \((?:text|binary)\)/.test(place)), [])
  },

  'no word of anybody stands in the write-ahead log': async world => {
    assert.deepEqual(await leaks(world, place => place === 'the write-ahead log'), [])
  },

  'no word of anybody stands in a log, on a standard stream or in a statement that the server shows': async world => {
    const { markers, places } = await leftBehind(world)
    for (const place of [
      'the log of PostgreSQL',
      'the log of the application',
      'the standard streams',
      'the statements that the server shows',
    ])
      assert.deepEqual(markers.foundIn(places.get(place) ?? ''), [], place)
    // The faults that were made are there, or there was nothing to find.
    assert.match(String(places.get('the log of the application')), /"code":"42501".*"code":"23514"/s)
    assert.match(String(places.get('the log of PostgreSQL')), /permission denied for table case_entry/)
  },

  'no word of anybody stands in a mail': async world => {
    assert.deepEqual(await leaks(world, place => place === 'the mails'), [])
  },

  'a mail says that something waits, and neither which case, nor of whom, nor what': async world => {
    await leftBehind(world)
    assert.ok(world.mails.length > 5)
    for (const { subject, text } of world.mails) {
      assert.doesNotMatch(`${subject} ${text}`, /M-\d{4}-\d+|meldingen\/[0-9a-f]|Naam [a-z]/)
      assert.doesNotMatch(`${subject} ${text}`, /[0-9a-f]{8}-[0-9a-f]{4}-4/)
    }
  },

  'no word of anybody stands in an address': async world => {
    assert.deepEqual(await leaks(world, place => place === 'the addresses'), [])
  },

  'a search that finds nothing would have found something: names of units stand in the table and in its log':
    async world => {
      const { markers, places } = await leftBehind(world)
      const unit = '/beheer/eenheden naam'
      for (const place of [
        'weerbaar.unit (text), at the end',
        'weerbaar.unit (binary), at the end',
        'unit (text), at the end',
        'the write-ahead log',
      ])
        if (places.has(place)) assert.ok(markers.foundIn(places.get(place) ?? '').includes(unit), place)
      const one = createMarkers()
      const word = one.of('a word')
      const bytes = Buffer.from(`ab${word}cd`)
      for (const writing of [
        bytes,
        bytes.toString('hex'),
        bytes.toString('base64'),
        Buffer.from(`a${word}`).toString('base64'),
        Buffer.from(word).toString('base64'),
        Buffer.from(word, 'utf16le'),
      ])
        assert.deepEqual(one.foundIn(writing), ['a word'])
      assert.deepEqual(one.foundIn('no such word'), [])
    },

  'no page shows a password that somebody typed': async world => {
    const { markers, pages } = await leftBehind(world)
    const shown = pages
      .flatMap(page => markers.foundIn(page.html))
      .filter(field => /wachtwoord|password|nogmaals|huidig/.test(field))
    assert.deepEqual([...new Set(shown)], [])
  },

  'the token of a session or of a link stands nowhere but with who got it': async world => {
    const { tokens, places } = await leftBehind(world)
    assert.deepEqual(
      tokens.map(it => it.length >= 43),
      [true, true],
    )
    for (const [place, bytes] of places)
      if (place !== 'the mails' && place !== 'the addresses')
        for (const token of tokens) assert.ok(!Buffer.from(bytes).includes(token), place)
  },
}
