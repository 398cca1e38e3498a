import assert from 'node:assert/strict'
import type { Markers } from './markers.ts'
import type { Recorder } from './recorder.ts'
import { askHandler, writeDown } from './rights.ts'
import type { World } from './world.ts'

/** A request about own data, with words in every field of it, wrong and right. */
export async function askWithWords(world: World, seen: Recorder, markers: Markers) {
  const officer = await seen.signIn('privacyOfficer')
  const words = (path: string, ...fields: string[]) =>
    Object.fromEntries(fields.map(it => [it, markers.of(`${path} ${it}`)]))
  const said = (path: string) => words(path, 'wie', 'bereik', 'vraag')
  const wrong = await officer.post('/privacy-verzoeken/nieuw', {
    ...said('wrong /privacy-verzoeken/nieuw'),
    soort: 'x',
  })
  assert.equal(wrong.status, 422)
  const request = await writeDown(officer, { ...said('/privacy-verzoeken/nieuw'), account: 'member@waterstad.example' })
  const step = async (name: string, keuze: string) => {
    const form = { keuze, ...words(`/privacy-verzoeken/:id/stap/${name}`, 'toelichting') }
    assert.equal(
      (await officer.post(`${request}/stap/${name}`, { ...form, keuze: markers.of(`wrong ${name}`) })).status,
      422,
    )
    assert.equal((await officer.post(`${request}/stap/${name}`, form)).status, 303)
  }
  await step('identiteit', 'in_person')
  const { opdracht = '' } = words('/privacy-verzoeken/:id/vraag', 'opdracht')
  const question = await askHandler(world, officer, request, 'clerk', opdracht)
  const clerk = await seen.signIn('clerk')
  assert.equal(
    (await clerk.post(question, { ...words('wrong /privacy-vragen/:id', 'antwoord'), uitkomst: 'x' })).status,
    422,
  )
  assert.equal(
    (await clerk.post(question, { ...words('/privacy-vragen/:id', 'antwoord'), uitkomst: 'found' })).status,
    303,
  )
  await step('verlengen', 'complex')
  await step('besluit', 'partly')
  await step('antwoord', 'by_post')
  for (const path of [request, `${request}/pakket`]) assert.equal((await officer.get(path)).status, 200)
  for (const format of ['json', 'pdf', 'docx']) await officer.bytes(`${request}/pakket.${format}`)
  const withdrawn = await writeDown(officer, said('another /privacy-verzoeken/nieuw'))
  const reason = words('/privacy-verzoeken/:id/stap/intrekken', 'toelichting')
  assert.equal((await officer.post(`${withdrawn}/stap/intrekken`, reason)).status, 303)
  const own = { soort: 'erasure', ...words('/account/verzoeken', 'vraag') }
  assert.equal((await (await seen.signIn('member')).post('/account/verzoeken', own)).status, 303)
}
