import assert from 'node:assert/strict'
import { formsOf } from './forms.ts'
import { writeMeasures } from './hostile-measures.ts'
import type { Markers } from './markers.ts'
import type { PersonKey } from './people.ts'
import { modelAnswers } from './protocol-answers.ts'
import type { Recorder } from './recorder.ts'
import { withWords } from './right-values.ts'
import { askTeam, atHome, begin, beginInRound, openRound, publishSmall, withFiles } from './scanning.ts'
import { aPicture, formsBesides, takeUp } from './stories.ts'
import { answerDataMaturity } from './team-scan.ts'
import { settingsOf } from './through-provider.ts'
import type { TestFile, World } from './world.ts'

// What follows a report, with a word in each field in which somebody writes as they like. Chance does not fill these in right.

type Form = Readonly<Record<string, string>>

/** Sends what is right, and expects it to be kept. */
async function keep(seen: Recorder, markers: Markers, who: PersonKey, at: string, form: Form, file?: TestFile) {
  const path = at.replaceAll(/[0-9a-f-]{36}/g, ':id')
  const visitor = await seen.signIn(who)
  const words = withWords(form, field => markers.of(`${path} ${field}`))
  const answer = file ? await visitor.upload(at, words, [file], 'document') : await visitor.post(at, words)
  assert.equal(answer.status, 303, `${at}: ${answer.text.slice(0, 400)}`)
}

/** A case with a measure and all that comes after it, a step of the police, a piece that another read first; its id. */
export async function followUpWithWords(world: World, seen: Recorder, markers: Markers): Promise<string> {
  const id = await world.report('member', {}, [aPicture])
  await takeUp(world, 'clerk', id)
  await writeMeasures(world, await seen.signIn('clerk'), id, field => markers.of(`follow-up ${field}`))
  const clerk = (at: string, form: Form = {}) => keep(seen, markers, 'clerk', `/meldingen/${id}/${at}`, form)
  const besides = formsBesides()
  await clerk('aangifte/stap/gedaan', { ...besides[':step'], words: 'Nummer op te vragen bij de wijkagent' })
  await clerk('online', besides['online'])
  const { rows } = await world.owner.query<{ file: string }>('select id as file from file where case_id = $1', [id])
  const piece = `bewijs/${rows[0]?.file ?? ''}`
  await keep(seen, markers, 'member', `/meldingen/${id}/${piece}/lezer`, {})
  await clerk(`${piece}/beschrijving`, besides['beschrijving'])
  return id
}

/** The document of a protocol, and a way to sign in elsewhere. */
export async function arrangeWithWords(seen: Recorder, markers: Markers): Promise<void> {
  const document = {
    name: `${markers.of('protocol document name')}.pdf`,
    content: Buffer.from(`%PDF-1.7\n% ${markers.of('protocol document content')}\n`),
  }
  const version = modelAnswers({ tekst: 'eigen', documentnaam: 'Protocol van toen' })
  const administrator = (at: string, form: Form, file?: TestFile) =>
    keep(seen, markers, 'administrator', at, form, file)
  await administrator('/beheer/protocol/nieuw', version)
  await administrator(`/beheer/protocol/${version['versie'] ?? ''}/document`, {}, document)
  const secret = { geheim: markers.of('/beheer/inloggen geheim') }
  await administrator('/beheer/inloggen', { ...settingsOf('https://id.example'), ...secret })
}

/** Answers of somebody alone, in their own words, with a file. */
export async function scanWithWords(world: World, seen: Recorder, markers: Markers): Promise<void> {
  await publishSmall(world, text => withFiles('own-files')(text).replaceAll(/max: \d+/g, 'max: 1000'))
  const member = await seen.signIn('member')
  const id = await begin(member, 'own-files')
  const { eerst, huis } = atHome('no')
  const words = withWords(huis, field => markers.of(`a scan ${field}`))
  for (const [page, form] of Object.entries({ eerst, huis: words }))
    assert.equal((await member.post(`/antwoorden/${id}/vragen/${page}`, form)).status, 303)
  const file = { name: `${markers.of('a scan file name')}.txt`, content: markers.of('a scan file') }
  const note = { note: markers.of('a scan note') }
  const kept = await member.upload(`/antwoorden/${id}/vragen/foto/bestanden`, note, [file], 'door')
  assert.equal(kept.status, 303, kept.text.slice(0, 300))
}

/** A round of a team, closed, in which was talked over what came of it. */
export async function talkOverWithWords(seen: Recorder, markers: Markers): Promise<void> {
  const lead = await seen.signIn('politicalCoordinator')
  const round = await openRound(lead, 'data-maturity')
  const team = ['member', 'otherMember', 'clerk'] as const
  await askTeam(lead, round, team, 'security')
  for (const key of team) {
    const who = await seen.signIn(key)
    await answerDataMaturity(who, await beginInRound(who, round), () => 2)
  }
  assert.equal((await lead.post(`/rondes/${round}/sluiten`)).status, 303)
  const at = `/rondes/${round}/notities`
  const notes = formsOf((await lead.get(at)).html).find(it => it.action === at)?.fields ?? []
  const talked = Object.fromEntries(notes.map(it => [it.name, 'Wij spraken hierover.']))
  await keep(seen, markers, 'politicalCoordinator', at, talked)
}
