import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beginDraft } from '../../src/features/incidents/draft.ts'
import { submit } from '../../src/features/incidents/report.ts'
import { fairMeasure, rightLetter, rightTold } from './measures.ts'
import { idOf, type PersonKey } from './people.ts'
import { quickForm, type Seen, type TestFile, type World } from './world.ts'

// What people do in a case, through the door, each step with the answer that it must get.

export const aLetter: TestFile = { name: 'brief.txt', type: 'text/plain', content: 'Wij weten waar u woont.' }

// A picture of one white pixel.
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=='
export const aPicture: TestFile = { name: 'scherm.png', type: 'image/png', content: Buffer.from(png, 'base64') }

/** A threatening mail with a letter attached to it. */
export const aMail: TestFile = {
  name: 'dreigmail.eml',
  type: 'message/rfc822',
  content: [
    'From: iemand@buiten.example',
    'To: raadslid@waterstad.example',
    'Subject: Nog een keer',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="grens"',
    '',
    '--grens',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Wij weten waar u woont.',
    '--grens',
    'Content-Type: text/plain; name="bijlage.txt"',
    'Content-Disposition: attachment; filename="bijlage.txt"',
    '',
    'Dit is de bijlage.',
    '--grens--',
    '',
  ].join('\r\n'),
}

const went = (answer: Seen, what: string) => assert.equal(answer.status, 303, `${what}: ${answer.text.slice(0, 300)}`)

export async function referenceOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ reference: string }>('select reference from incident_case where id = $1', [id])
  return rows[0]?.reference ?? ''
}

/** A form that is not right yet: what was written and attached stays behind in a draft. */
export async function leaveDraft(
  world: World,
  who: PersonKey,
  files: readonly TestFile[] = [aLetter],
): Promise<string> {
  const id = randomUUID()
  const visitor = await world.signIn(who)
  const answer = await visitor.upload(`/melden/snel/${id}`, { what: quickForm['what'] ?? '', reach: '' }, files)
  assert.equal(answer.status, 422, answer.text.slice(0, 300))
  return id
}

export async function takeUp(world: World, who: PersonKey, id: string): Promise<void> {
  went(await (await world.signIn(who)).post(`/meldingen/${id}/oppakken`), `${who} takes up`)
}

export async function letIn(
  world: World,
  who: PersonKey,
  id: string,
  confidant: PersonKey,
  reads = true,
): Promise<void> {
  const form = { confidant: idOf(confidant), lezen: reads ? 'ja' : 'nee' }
  went(await (await world.signIn(who)).post(`/meldingen/${id}/vertrouwenspersoon`, form), `${who} lets ${confidant} in`)
}

/** The forms that are right, by the last part of their address. A function, because each form is for one sending. */
export const rightForms = (): Record<string, Record<string, string>> => ({
  soort: { category: 'threat' },
  bericht: { entry: randomUUID(), bericht: 'Ik bel u morgen.' },
  notitie: { entry: randomUUID(), notitie: 'Alleen voor wie dit behandelt.' },
  besluit: { entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' },
  gesprek: { entry: randomUUID(), code: 'held', text: 'Het was een goed gesprek.' },
  afsluiten: { entry: randomUUID(), code: 'police_report_filed', text: 'Er is aangifte gedaan.' },
  'heropening-vragen': { entry: randomUUID(), reden: 'Het is weer gebeurd.' },
})

/** The forms of acts that a case need not have, as `rightForms`. */
export const formsBesides = (): Record<string, Record<string, string>> => ({
  samenvoegen: { kenmerk: 'M-2026-999999' },
  delen: { delen: 'ja' },
  plakken: { stuk: randomUUID(), tekst: 'Wij weten u te vinden.', account: '@iemand', dag: '2026-04-24' },
  beschrijving: { beschrijving: 'Er staat een dreiging in, zonder plaats of moment.' },
  keuze: { zien: 'ja' },
  online: { campagne: randomUUID(), naam: 'Berichten over de dijk', platform: 'Een platform', aantal: '40' },
  ':campaign': { naam: 'Berichten over de dijk', platform: 'Een platform', aantal: '60', van: '2026-04-20' },
  verwijderverzoek: {
    verzoek: randomUUID(),
    bij: 'platform',
    naar: 'Een platform',
    wat: 'De berichten over de dijk.',
    gevraagd: '2026-04-24',
    uiterlijk: '2026-05-08',
  },
  ':request': { antwoord: 'partly', dag: '2026-04-24' },
  taken: { taak: randomUUID(), title: 'Bel de wijkagent.', dag: '2026-04-30', wie: idOf('clerk') },
  veiligheid: { veiligheid: 'safety_way_home' },
  wijzigen: { wie: idOf('clerk'), dag: '' },
  ':task': { outcome: 'not_done', reason: 'Zij wil nu geen gesprek.' },
  opstellen: {
    what: 'Hij riep dat hij mij zou weten te vinden.',
    at_home: 'nee',
    known_on: '2026-04-24',
    domicile: 'Gemeente Waterstad, de griffie',
  },
  ':step': { entry: randomUUID(), code: 'by_organisation', day: '2026-04-24', words: 'PL 2026 1' },
  overdragen: { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'erbij', text: 'Bel haar eerst.' },
  'behandelaar-eraf': { persoon: idOf('deputyClerk') },
  bewaren: { reden: 'court', uitleg: 'De rechter moet nog beslissen.' },
  nieuw: fairMeasure(),
  brief: rightLetter(''),
  gegevensbericht: { entry: randomUUID(), uitkomst: 'given', dag: '2026-04-24', reden: '', uitleg: 'Per brief.' },
  'eerdere-melding': { kenmerk: 'M-2026-999999', doel: 'safety', uitleg: 'Hij kwam vaker.' },
  'wie-weet-het': rightTold(),
  'niet-meer': { persoon: idOf('otherMember') },
  beoordelen: { entry: randomUUID(), uitkomst: 'lifted', waarom: 'Het is niet meer nodig.' },
  wachten: { entry: randomUUID(), code: 'police', text: 'Wij wachten op de politie.', tot: '2026-05-20' },
  dubbel: { entry: randomUUID(), code: 'same_report', text: 'Dit was al gemeld.', kenmerk: 'M-2026-000001' },
  'geen-incident': { entry: randomUUID(), code: 'complaint', text: 'Dit is een klacht, geen incident.' },
  voorval: { entry: randomUUID(), text: 'Er kwam nog een brief.', dreiging: 'ja', aantal: '2', kanaal: 'letter' },
  getuigen: { entry: randomUUID(), text: 'Wat zag u?', colleague: 'othermember@waterstad.example' },
  ':person': { entry: randomUUID(), bericht: 'En hoe laat was dat?' },
  intrekken: { entry: randomUUID(), text: 'Ik wil dit niet meer.' },
  geholpen: { entry: randomUUID(), text: 'Ik werd snel gebeld.', code: 'helped' },
})

/** The forms of what is kept in fields beside the words of a case. */
export const formsOfRecords = (): Record<string, Record<string, string>> => {
  const anew = { record: randomUUID(), entry: randomUUID() }
  return {
    mensen: { ...anew, naam: 'Karin', relatie: 'partner', bereik: '06 12345678' },
    gesprekken: { ...anew, voor: 'person_hit', door: 'De griffier', dag: '2026-04-20', hoe: 'declined' },
    aanbod: { ...anew, voor: 'person_hit', welke: 'victim_support', dag: '2026-04-20', antwoord: 'accepted' },
    stappen: { ...anew, dag: '2026-04-20', soort: 'letter', wat: 'Een brief van een advocaat.' },
    rechtsbijstand: { ...anew, gevraagd: '2026-04-20', waarvoor: 'Een advocaat.', besluit: 'waiting' },
    posten: { ...anew, wat: 'Een ruit', van: 'person', bedrag: '1250,50', voor: 'organisation', stand: 'open' },
    lijn: { ...anew, lijn: 'Wij zeggen niets.', spreekt: 'De voorzitter', dag: '2026-04-20' },
    politie: { ...anew, met: 'police', dag: '2026-04-20', woord: 'may_react' },
    verslagen: { ...anew, dag: '2026-04-20', anders: 'Wij bellen voortaan dezelfde dag.' },
    lessen: { ...anew, record: idOf('a lesson'), les: 'Bel iemand nog dezelfde dag.' },
    akkoord: { ...anew, record: idOf('a lesson'), version: '1', akkoord: 'agreed' },
    overleg: { ...anew, dag: '2026-04-20', wie: 'chair', besluiten: 'Wij doen aangifte.' },
  }
}

/** Somebody to care for besides the person hit; gives the id of what was kept. */
export async function keepSomebody(world: World, who: PersonKey, id: string): Promise<string> {
  const form = { ...formsOfRecords()['mensen'], record: randomUUID() }
  went(await (await world.signIn(who)).post(`/meldingen/${id}/nazorg/mensen`, form), `${who} keeps somebody`)
  return form.record
}

export async function send(world: World, who: PersonKey, id: string, act: string): Promise<void> {
  went(await (await world.signIn(who)).post(`/meldingen/${id}/${act}`, rightForms()[act]), `${who} ${act}`)
}

/** An act that a case need not have. */
export async function sendBesides(world: World, who: PersonKey, id: string, act: string): Promise<void> {
  went(await (await world.signIn(who)).post(`/meldingen/${id}/${act}`, formsBesides()[act]), `${who} ${act}`)
}

/** From taken up to closed, with a note that is not for the reporter. */
export async function handleAndClose(world: World, who: PersonKey, id: string): Promise<void> {
  for (const act of ['soort', 'notitie', 'besluit', 'gesprek', 'afsluiten']) await send(world, who, id, act)
}

/** Somebody at work in the first organisation. */
export const actorOf = (who: PersonKey) => ({
  id: idOf(who),
  organisation: { id: idOf('waterstad'), name: '', code: '', themed: false, hasLogo: false },
})

/** A report that somebody makes for a colleague, or as a witness. */
export async function reportFor(world: World, who: PersonKey, hit: PersonKey, what: string): Promise<string> {
  const { house } = world
  const id = randomUUID()
  const actor = actorOf(who)
  await house.db.as({ person: actor.id }, async (tx, now) => {
    const dossier = await beginDraft(tx, now, house, actor, id)
    const done = await submit(tx, now, actor, dossier, {
      function: { function: 'council_member', unit: null },
      safeNow: 'yes',
      answers: { what, reach: '', via_weerbaar: true },
      other: { forWhom: 'colleague', hit: idOf(hit) },
    })
    assert.equal(done, 'sent')
  })
  return id
}
