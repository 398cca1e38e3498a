import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { model } from '../../src/features/protocol/model.ts'
import { textNames } from '../../src/features/incidents/police/concept.ts'
import { planted } from './hostile.ts'
import { modelAnswers } from './protocol-answers.ts'
import type { Markers } from './markers.ts'
import { writeMeasures } from './hostile-measures.ts'
import { writePlan } from './hostile-plans.ts'
import { idOf } from './people.ts'
import { recordsWithWords } from './hostile-records.ts'
import type { Recorder } from './recorder.ts'
import { writeScans } from './hostile-scans.ts'
import { formsBesides, referenceOf, reportFor, rightForms, takeUp } from './stories.ts'
import type { Visitor, World } from './world.ts'

// Fields that only a form keeps that is right: each is right but for the words in it.

type Word = (field: string) => string

/** Returns the cases in which words stand. */
export async function writeTheRest(world: World, seen: Recorder, markers: Markers): Promise<string[]> {
  const word: Word = field => markers.of(`the rest ${field}`)
  await settingsWithWords(world, seen, word)
  await peopleWithWords(seen, word)
  await writePlan(await seen.signIn('politicalCoordinator'), word)
  await writeScans(world, seen, word)
  const inProgress = await actsWithWords(world, seen, word)
  const corrected = await reportFor(world, 'doubleMember', 'member', 'Dit hoorde ik.')
  await went(await seen.signIn('member'), `/meldingen/${corrected}/verbeteren`, {
    entry: randomUUID(),
    text: word('verbeteren text'),
  })
  return [inProgress, corrected, ...(await endsWithWords(world, seen, word)), await enteredWithWords(world, seen, word)]
}

async function went(visitor: Visitor, path: string, form: Record<string, string>): Promise<void> {
  const answer = await visitor.post(path, form)
  assert.equal(answer.status, 303, `${path}: ${answer.text.slice(0, 600)}`)
}

async function settingsWithWords(world: World, seen: Recorder, word: Word) {
  const administrator = await seen.signIn('administrator')
  const point = () => ({
    ...Object.fromEntries(['naam', 'uitleg', 'bron'].map(it => [it, word(`contact ${it}`)])),
    telefoon: '14 000',
    plaats: '1',
  })
  // A word of an address is text in a path, and never a scheme.
  const website = `https://${planted}.example/${encodeURIComponent(word('contact website'))}`
  await went(administrator, '/beheer/contactpunten/nieuw', { ...point(), website })
  const { rows } = await world.owner.query<{ id: string }>('select id from contact_point where url = $1', [website])
  await went(administrator, `/beheer/contactpunten/${rows[0]?.id ?? ''}`, { ...point(), website })
  for (const runs of [
    'javascript:kwaad()',
    ' javascript:kwaad()',
    'java\nscript:kwaad()',
    'data:text/html,kwaad',
    '//kwaad.example',
  ])
    assert.equal((await administrator.post('/beheer/contactpunten/nieuw', { ...point(), website: runs })).status, 422)
  await went(administrator, '/beheer/inloggen', {
    issuer: `https://login.example/${encodeURIComponent(word('issuer'))}`,
    client: word('client'),
    methode: 'private_key_jwt',
    acr: word('acr'),
    domeinen: '',
  })
  await protocolWithWords(administrator, word)
  const officer = await seen.signIn('privacyOfficer')
  await went(officer, '/bewaartermijnen/instellen', {
    soort: 'threat',
    afloop: 'any',
    maanden: '60',
    grond: word('retention grond'),
    bron: word('retention bron'),
    gecontroleerd: '2026-04-20',
  })
}

/** A version of the model in words of their own, and one that lies somewhere else. */
async function protocolWithWords(administrator: Visitor, word: Word) {
  const inWords = (...fields: string[]) => Object.fromEntries(fields.map(it => [it, word(`protocol ${it}`)]))
  const own = inWords('media', ...model.words.map(it => it.id))
  await went(administrator, '/beheer/protocol/nieuw', modelAnswers(own))
  const elsewhere = { tekst: 'eigen', ...inWords('documentnaam', 'plaats') }
  await went(administrator, '/beheer/protocol/nieuw', modelAnswers(elsewhere))
}

/** A list as from a spreadsheet, with what means harm in each of its cells. */
async function peopleWithWords(seen: Recorder, word: Word) {
  const administrator = await seen.signIn('administrator')
  const cell = (field: string) =>
    `"${word(field)
      .replaceAll('"', '""')
      .replaceAll(/[\r\n]+/gu, ' ')}"`
  const head = `Naam;E-mail;Functie;${cell('list unread column')}`
  const right = `${cell('list naam')};list@waterstad.example;raadslid;${cell('list other')}`
  const wrong = `${cell('list naam')};${cell('list address')};${cell('list functie')};`
  const send = (lines: string[]) => administrator.upload('/beheer/mensen/lijst', { tekst: lines.join('\n') }, [])
  assert.equal((await send([head, right, wrong])).status, 422)
  const stand = /name="stand" value="(\w+)"/u.exec((await send([head, right])).html)?.[1] ?? ''
  await went(administrator, '/beheer/mensen/lijst/bevestigen', { tekst: [head, right].join('\n'), stand })
}

async function actsWithWords(world: World, seen: Recorder, word: Word): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await seen.signIn('clerk')
  const act = (name: string, field: string, form: Record<string, string> = {}) =>
    went(clerk, `/meldingen/${id}/${name}`, { ...formsBesides()[name], ...form, [field]: word(`${name} ${field}`) })
  await act('taken', 'title')
  await act('overdragen', 'text')
  await act('bewaren', 'uitleg')
  await went(clerk, `/meldingen/${id}/aangifte/opstellen`, {
    ...formsBesides()['opstellen'],
    ...Object.fromEntries([...textNames, 'domicile'].map(it => [it, word(`aangifte ${it}`)])),
  })
  await act('aangifte/stap/contactpersoon', 'words', { entry: randomUUID(), day: '2026-04-24' })
  const { rows } = await world.owner.query<{ id: string }>(
    "select id from task where case_id = $1 and kind = 'support_talk'",
    [id],
  )
  await act(`taken/${rows[0]?.id ?? ''}`, 'reason', { outcome: 'not_done' })
  // Of a kind that has every part of the follow-up.
  await went(clerk, `/meldingen/${id}/soort`, { category: 'bribery' })
  await recordsWithWords(clerk, id, word)
  await evidenceWithWords(world, seen, word, id)
  await act('wachten', 'text')
  await writeMeasures(world, clerk, id, word)
  return id
}

/** Pasted, described, grouped and asked to be taken away. */
async function evidenceWithWords(world: World, seen: Recorder, word: Word, id: string): Promise<void> {
  const forms = formsBesides()
  const clerk = await seen.signIn('clerk')
  const at = `/meldingen/${id}`
  const send = (visitor: Visitor, path: string, name: string, fields: readonly string[]) =>
    went(visitor, `${at}/${path}`, {
      ...forms[name],
      ...Object.fromEntries(fields.map(field => [field, word(`${name} ${field}`)])),
    })
  const adres = `https://${planted}.example/${encodeURIComponent(word('plakken adres'))}`
  forms['plakken'] = { ...forms['plakken'], adres }
  await send(clerk, 'plakken', 'plakken', ['tekst', 'account', 'platform'])
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  const piece = `bewijs/${rows[0]?.id ?? ''}`
  await went(await seen.signIn('member'), `${at}/${piece}/lezer`, {})
  await send(clerk, `${piece}/beschrijving`, 'beschrijving', ['beschrijving'])
  await send(clerk, 'online', 'online', ['naam', 'platform'])
  const campagne = randomUUID()
  await went(clerk, `${at}/online`, { ...forms['online'], campagne })
  await send(clerk, `online/${campagne}`, ':campaign', ['naam', 'platform'])
  await send(clerk, 'verwijderverzoek', 'verwijderverzoek', ['naar', 'wat'])
  await send(clerk, `verwijderverzoek/${forms['verwijderverzoek']?.['verzoek'] ?? ''}`, ':request', ['toelichting'])
}

/** Two cases that end without being closed. */
async function endsWithWords(world: World, seen: Recorder, word: Word): Promise<string[]> {
  const clerk = await seen.signIn('clerk')
  const ended: string[] = []
  const first = await referenceOf(world, await world.report('member'))
  for (const act of ['dubbel', 'geen-incident']) {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    await went(clerk, `/meldingen/${id}/soort`, rightForms()['soort'] ?? {})
    const form = { ...formsBesides()[act], ...(act === 'dubbel' && { kenmerk: first }), text: word(`${act} text`) }
    await went(clerk, `/meldingen/${id}/${act}`, form)
    ended.push(id)
  }
  return [...ended, await closedBeforeTheTalk(world, seen, word)]
}

async function closedBeforeTheTalk(world: World, seen: Recorder, word: Word): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await seen.signIn('clerk')
  await went(clerk, `/meldingen/${id}/soort`, rightForms()['soort'] ?? {})
  const form = { ...rightForms()['afsluiten'], text: word('afsluiten text'), gesprek_open: word('afsluiten why') }
  await went(clerk, `/meldingen/${id}/afsluiten`, form)
  return id
}

async function enteredWithWords(world: World, seen: Recorder, word: Word): Promise<string> {
  await went(await seen.signIn('clerk'), '/melden/namens', {
    id: randomUUID(),
    kanaal: 'counter',
    dag: '2026-04-24',
    tijd: '16:30',
    soort: 'threat',
    functie: 'council_member',
    safe_now: 'yes',
    what: word('namens what'),
    naam: word('namens naam'),
    reach: word('namens reach'),
  })
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from incident_case where reporter_id = $1 order by created_at desc, reference desc limit 1',
    [idOf('clerk')],
  )
  return rows[0]?.id ?? ''
}
