import { makeScene } from './scene.ts'
import { answerLookers } from './templates.answers.ts'
import { factorLookers } from './templates.factors.ts'
import { followUpLookers } from './templates.follow-up.ts'
import { providerLookers } from './templates.providers.ts'
import { roundLookers } from './templates.rounds.ts'
import { scanLookers } from './templates.scans.ts'
import { watchingLookers } from './templates.watchers.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

/** One page to look at. */
export interface Template {
  /** The route, as it is declared. */
  route: string
  /** Where it is, when the route does not say so. */
  at?: string
  /** What tells it from another page of the same route. */
  as?: string
  /** The button that is pressed first, to see the page with its errors. */
  press?: string
}

export interface Looker {
  who: PersonKey | 'nobody'
  sees: readonly Template[]
}

/** Fills the world with something to see on each page; returns who looks at what. */
export async function furnish(world: World): Promise<readonly Looker[]> {
  const { draft, open, closed, fresh, staff, alike, other, task, full, token, pieces } = await makeScene(world)
  const watchers = await watchingLookers(world, { fresh, open })
  const one = '/meldingen/:id'
  const piece = '/meldingen/:id/bewijs/:file'
  return [
    ...(await factorLookers(world)),
    ...(await followUpLookers(world, fresh)),
    ...(await answerLookers(world)),
    ...(await scanLookers(world)),
    ...(await roundLookers(world)),
    ...(await providerLookers(world, token)),
    {
      who: 'nobody',
      sees: [
        { route: '/inloggen' },
        { route: '/inloggen', as: 'errors', press: 'Inloggen' },
        { route: '/uitnodiging/:token', at: `/uitnodiging/${token}` },
        { route: '/wachtwoord/:token', at: `/wachtwoord/${'x'.repeat(43)}`, as: 'used' },
        { route: '/wachtwoord-vergeten' },
        { route: '/inloggen/passkey' },
        { route: '/privacy' },
        { route: '/toegankelijkheid' },
        { route: '/over' },
        { route: '/contact' },
        { route: 'nowhere', at: '/nergens' },
      ],
    },
    {
      who: 'member',
      sees: [
        { route: '/' },
        { route: '/meldingen' },
        { route: '/melden/snel' },
        { route: '/melden/snel', as: 'errors', press: 'Meld dit nu' },
        { route: '/melden/snel/:id', at: `/melden/snel/${draft}` },
        { route: '/meldingen/:id/ontvangst', at: `/meldingen/${open}/ontvangst` },
        { route: one, at: `/meldingen/${open}`, as: 'own' },
        { route: one, at: `/meldingen/${closed}`, as: 'own-closed' },
        { route: '/meldingen/:id/gekeken', at: `/meldingen/${open}/gekeken` },
        { route: '/melden' },
        { route: '/melden/volledig' },
        { route: '/melden/volledig/:id', at: `/melden/volledig/${full}` },
        { route: '/meldingen/:id/aanvullen', at: `/meldingen/${open}/aanvullen` },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/voor-wie` },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wat`, as: 'kinds' },
        {
          route: '/melden/volledig/:id/:page',
          at: `/melden/volledig/${full}/woorden`,
          as: 'errors',
          press: 'Bewaar en ga verder',
        },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wanneer`, as: 'when' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/bewijs`, as: 'evidence' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wie-leest`, as: 'readers' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/controleren`, as: 'check' },
        { route: '/melden/snel/:id/weggooien', at: `/melden/snel/${draft}/weggooien` },
        { route: one, at: `/meldingen/${other}`, as: 'to-confirm' },
        { route: '/meldingen/:id/verbeteren', at: `/meldingen/${other}/verbeteren` },
        { route: '/meldingen/:id/intrekken', at: `/meldingen/${open}/intrekken` },
        { route: '/meldingen/:id/voorval', at: `/meldingen/${open}/voorval` },
        { route: '/meldingen/:id/voorval', at: `/meldingen/${open}/voorval`, as: 'errors', press: 'Voeg dit toe' },
        { route: '/meldingen/:id/geholpen', at: `/meldingen/${closed}/geholpen` },
        { route: '/meldingen/:id/aangifte', at: `/meldingen/${open}/aangifte`, as: 'own' },
        { route: '/meldingen/:id/aangifte/opstellen', at: `/meldingen/${open}/aangifte/opstellen`, as: 'own' },
        { route: '/meldingen/:id/aanvullen/:page', at: `/meldingen/${open}/aanvullen/gevolgen` },
        { route: '/meldingen/:id/aanvullen/:page', at: `/meldingen/${open}/aanvullen/controleren`, as: 'check' },
        { route: '/account', as: 'reporter' },
        { route: '/account/inzage' },
        { route: '/account/inzage/overzicht' },
        { route: '/onze-norm' },
        { route: '/stappenplan' },
        { route: '/onze-norm/gesprek' },
        { route: '/onze-norm/medewerkers' },
        { route: '/teams', as: 'no-team' },
        { route: '/meldingen/:id/stappenplan', at: `/meldingen/${open}/stappenplan` },
      ],
    },
    {
      who: 'clerk',
      sees: [
        { route: '/', as: 'handler' },
        { route: '/werklijst' },
        { route: one, at: `/meldingen/${fresh}`, as: 'fresh' },
        { route: one, at: `/meldingen/${open}`, as: 'handled' },
        { route: one, at: `/meldingen/${open}`, as: 'handled-errors', press: 'Stuur bericht' },
        { route: one, at: `/meldingen/${closed}`, as: 'closed' },
        { route: '/meldingen/:id/soort', at: `/meldingen/${open}/soort` },
        { route: '/meldingen/:id/besluit', at: `/meldingen/${open}/besluit` },
        {
          route: '/meldingen/:id/besluit',
          at: `/meldingen/${open}/besluit`,
          as: 'errors',
          press: 'Leg het besluit vast',
        },
        { route: '/meldingen/:id/gesprek', at: `/meldingen/${open}/gesprek` },
        { route: '/meldingen/:id/afsluiten', at: `/meldingen/${open}/afsluiten` },
        { route: '/meldingen/:id/besluit', at: `/meldingen/${fresh}/besluit`, as: 'not-now' },
        ...pieces.map(({ id, media_type: as }) => ({ route: piece, at: `/meldingen/${open}/bewijs/${id}`, as })),
        { route: one, at: `/meldingen/${other}`, as: 'for-another' },
        { route: one, at: `/meldingen/${alike}`, as: 'alike' },
        { route: '/werklijst', at: '/werklijst?taak=decision&soort=threat', as: 'filtered' },
        { route: '/werklijst', at: '/werklijst?termijn=late', as: 'with-few-filters' },
        { route: '/zoeken/woorden' },
        { route: '/zoeken/woorden', as: 'errors', press: 'Zoek' },
        { route: '/zoeken' },
        { route: '/zoeken', at: '/zoeken?soort=threat', as: 'found' },
        { route: '/zoeken', as: 'errors', press: 'Zoek' },
        { route: '/melden/namens' },
        { route: '/noodtoegang' },
        { route: '/noodtoegang', as: 'errors', press: 'Vraag noodtoegang' },
        { route: '/melden/namens', as: 'errors', press: 'Voer de melding in' },
        { route: '/meldingen/:id/getuigen', at: `/meldingen/${other}/getuigen` },
        { route: '/meldingen/:id/getuigen/:person', at: `/meldingen/${other}/getuigen/${idOf('otherMember')}` },
        { route: '/meldingen/:id/overdragen', at: `/meldingen/${open}/overdragen` },
        { route: '/melding-overgedragen' },
        { route: '/meldingen/:id/wachten', at: `/meldingen/${open}/wachten` },
        { route: '/meldingen/:id/bewaren', at: `/meldingen/${open}/bewaren` },
        { route: '/meldingen/:id/dubbel', at: `/meldingen/${open}/dubbel` },
        { route: '/meldingen/:id/geen-incident', at: `/meldingen/${open}/geen-incident` },
        { route: '/meldingen/:id/samenvoegen', at: `/meldingen/${open}/samenvoegen` },
        { route: '/meldingen/:id/losmaken', at: `/meldingen/${open}/losmaken` },
        { route: '/meldingen/:id/taken', at: `/meldingen/${other}/taken` },
        { route: '/meldingen/:id/taken/:task', at: `/meldingen/${other}/taken/${task}` },
        { route: '/meldingen/:id/aangifte', at: `/meldingen/${open}/aangifte` },
        { route: '/meldingen/:id/aangifte/opstellen', at: `/meldingen/${open}/aangifte/opstellen` },
        {
          route: '/meldingen/:id/aangifte/opstellen',
          at: `/meldingen/${fresh}/aangifte/opstellen`,
          as: 'errors',
          press: 'Bewaar het concept',
        },
        { route: '/meldingen/:id/aangifte/stap/:step', at: `/meldingen/${open}/aangifte/stap/vervolging` },
        {
          route: '/meldingen/:id/aangifte/stap/:step',
          at: `/meldingen/${open}/aangifte/stap/geen-aangifte`,
          as: 'errors',
          press: 'Leg dit vast',
        },
        { route: '/account' },
        { route: '/account/agenda' },
        { route: '/account/agenda', as: 'made', press: 'Maak een adres' },
        { route: '/account/wachtwoord' },
      ],
    },
    {
      who: 'politicalCoordinator',
      sees: [
        { route: '/', as: 'coordinator' },
        { route: '/lijn' },
        { route: '/lijn/overdragen' },
        { route: '/lijn', at: '/lijn?stand=lopend', as: 'going-on' },
      ],
    },
    { who: 'otherMember', sees: [{ route: one, at: `/meldingen/${other}`, as: 'helper' }] },
    {
      who: 'manager',
      sees: [
        { route: '/', as: 'manager' },
        { route: '/eenheid' },
        { route: '/teams' },
        { route: '/teams/:id/afspraken', at: `/teams/${idOf('handhaving')}/afspraken` },
        { route: '/teams/:id/risico', at: `/teams/${idOf('handhaving')}/risico` },
        { route: '/teams/:id/risico', at: `/teams/${idOf('handhaving')}/risico`, as: 'errors', press: 'Geef door' },
        { route: one, at: `/meldingen/${staff}`, as: 'staff' },
      ],
    },
    {
      who: 'confidant',
      sees: [
        { route: '/', as: 'confidant' },
        { route: '/vertrouwelijk' },
        { route: one, at: `/meldingen/${open}`, as: 'confidant' },
      ],
    },
    { who: 'formerMember', sees: [{ route: '/', as: 'former' }] },
    {
      who: 'doubleMember',
      sees: [
        { route: '/melden/snel', as: 'two-functions' },
        { route: '/meldingen', as: 'empty' },
      ],
    },
    {
      who: 'memberElsewhereToo',
      sees: [
        { route: '/', as: 'two-organisations' },
        { route: '/melden/snel', as: 'two-organisations' },
      ],
    },
    ...watchers,
    {
      who: 'administrator',
      sees: [
        { route: '/', as: 'administrator' },
        { route: '/beheer' },
        { route: '/beheer/mensen' },
        { route: '/beheer/mensen/nieuw' },
        { route: '/beheer/mensen/lijst' },
        { route: '/beheer/mensen/lijst', as: 'errors', press: 'Kijk na' },
        {
          route: '/beheer/mensen/:id/rollen/:membership',
          at: `/beheer/mensen/${idOf('clerk')}/rollen/${idOf('clerk 1')}`,
        },
        { route: '/beheer/mensen/:id', at: `/beheer/mensen/${idOf('clerk')}` },
        { route: '/beheer/rollen' },
        { route: '/beheer/rollen', as: 'errors', press: 'Bevestig de gekozen rollen' },
        { route: '/beheer/eenheden' },
        { route: '/beheer/eenheden/:id', at: `/beheer/eenheden/${idOf('griffie')}` },
        { route: '/beheer/routes' },
        { route: '/beheer/routes/proef' },
        { route: '/beheer/routes/:name', at: '/beheer/routes/council-member' },
        { route: '/beheer/dienst' },
        { route: '/beheer/contactpunten' },
        { route: '/beheer/contactpunten/nieuw' },
        { route: '/beheer/contactpunten/:id', at: `/beheer/contactpunten/${idOf('contact waterstad')}` },
        { route: '/beheer/soorten' },
        { route: '/beheer/teksten' },
        { route: '/beheer/teksten/:name', at: '/beheer/teksten/norm' },
        { route: '/beheer/gesprekken' },
        { route: '/beheer/ontvangst' },
        { route: '/beheer/gesprekken', as: 'errors', press: 'Bewaar gesprek' },
        { route: '/beheer/wijzigingen' },
        { route: '/beheer/instellingen' },
        { route: '/beheer/niet-gelukt' },
      ],
    },
  ]
}
