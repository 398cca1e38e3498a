import { aRequestToName, askHandler, granted, identified, writeDown } from '../support/rights.ts'
import type { World } from '../support/world.ts'
import type { Template } from './templates.ts'

/** The pages of requests about own data: one that goes on, one that was answered, and one that is late. */
export async function templatesOfRights(
  world: World,
): Promise<Record<'asOfficer' | 'asHandler' | 'asMember', Template[]>> {
  const { request, question } = await aRequestToName(world)
  const officer = await world.signIn('privacyOfficer')
  await writeDown(officer, { ontvangen: '2026-03-01', soort: 'erasure' })
  const answered = await writeDown(officer, { account: 'member@waterstad.example', soort: 'rectification' })
  await officer.post(`${answered}/stap/identiteit`, identified)
  const done = await askHandler(world, officer, answered, 'deputyClerk', 'Wilt u de functie verbeteren?')
  const handler = await world.signIn('deputyClerk')
  await handler.post(done, { uitkomst: 'done', antwoord: 'De functie is verbeterd.' })
  await officer.post(`${answered}/stap/besluit`, granted)
  await officer.post(`${answered}/stap/antwoord`, { keuze: 'in_weerbaar', toelichting: '' })

  const at = `/privacy-verzoeken/${request}`
  const own = `/account/verzoeken${answered.slice('/privacy-verzoeken'.length)}`
  return {
    asOfficer: [
      { route: '/privacy-verzoeken' },
      { route: '/privacy-verzoeken/nieuw' },
      { route: '/privacy-verzoeken/nieuw', as: 'errors', press: 'Leg vast' },
      { route: '/privacy-verzoeken/:id', at },
      { route: '/privacy-verzoeken/:id', at: answered, as: 'answered' },
      { route: '/privacy-verzoeken/:id/stap/:page', at: `${at}/stap/besluit` },
      {
        route: '/privacy-verzoeken/:id/stap/:page',
        at: `${at}/stap/besluit`,
        as: 'errors',
        press: 'Leg het besluit vast',
      },
      { route: '/privacy-verzoeken/:id/vraag', at: `${at}/vraag` },
      { route: '/privacy-verzoeken/:id/vraag', at: `${at}/vraag`, as: 'errors', press: 'Stuur de vraag' },
      { route: '/privacy-verzoeken/:id/overlaten', at: `${at}/overlaten` },
      { route: '/privacy-verzoeken/:id/overlaten', at: `${at}/overlaten`, as: 'errors', press: 'Laat het over' },
      { route: '/privacy-verzoeken/:id/pakket', at: `${answered}/pakket` },
    ],
    asHandler: [
      { route: '/privacy-vragen' },
      { route: '/privacy-vragen/:id', at: `/privacy-vragen/${question}` },
      { route: '/privacy-vragen/:id', at: `/privacy-vragen/${question}`, as: 'errors', press: 'Stuur het antwoord' },
      { route: '/privacy-vragen/:id', at: done, as: 'answered' },
    ],
    asMember: [
      { route: '/account/verzoeken' },
      { route: '/account/verzoeken', as: 'errors', press: 'Stuur uw verzoek' },
      { route: '/account/verzoeken/:id', at: own },
    ],
  }
}
