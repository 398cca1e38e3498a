import type { PersonKey } from '../support/people.ts'
import { familiesOfAccess } from './routes.access.ts'
import { ofAdministrators } from './routes.administration.ts'
import { familiesOfScans } from './routes.scans.ts'
import { familiesOfRights } from './routes.rights.ts'
import { ofOwnFactors, ofProviders, throughProviders } from './routes.factors.ts'

// Written by hand from the issue: which role may do what, and what each route answers to whom.

/** Somebody for each role, who has no other; `ended` has none any more. */
export const somebody = {
  reporter: 'member',
  handler: 'deputyClerk',
  manager: 'manager',
  coordinator: 'politicalCoordinator',
  confidant: 'confidant',
  administrator: 'administrator',
  privacy_officer: 'privacyOfficer',
  auditor: 'auditor',
  archivist: 'archivist',
  ended: 'formerMember',
} as const satisfies Record<string, PersonKey>
export type RoleName = keyof typeof somebody

export const permissions: Record<RoleName, string> = {
  reporter: 'account case.read case.report case.search_words plan.own scan.do',
  handler: 'account case.read case.report case.search_words case.handle case.search worklist.read plan.own scan.do',
  manager:
    'account case.read case.report case.search_words case.handle case.search unit.read worklist.read plan.own plan.read scan.do',
  coordinator:
    'account case.read case.report case.search_words case.search figures.read line.read plan.own plan.read plan.manage scan.do scan.manage',
  confidant: 'account case.read case.report case.search_words confidant.read plan.own scan.do',
  administrator: 'account case.read case.report case.search_words people.manage settings.manage plan.own scan.do',
  privacy_officer:
    'account audit.read case.read case.report case.search_words privacy.manage retention.read plan.own scan.do',
  auditor: 'account audit.read case.read case.report case.search_words figures.read plan.own plan.read scan.do',
  archivist: 'account case.read case.report case.search_words destruction.approve retention.read plan.own scan.do',
  ended: 'account case.read',
}

/** For each route that is of no case: what it answers to who may, with an empty form. Everybody else gets 404. */
export interface Family {
  who: 'everybody' | readonly RoleName[]
  answers: Readonly<Record<string, number>>
}

const members = [
  'reporter',
  'handler',
  'manager',
  'coordinator',
  'confidant',
  'administrator',
  'privacy_officer',
  'auditor',
  'archivist',
] as const

/** Without signing in. Those who are signed in get the same, except where it says so. */
export const publicRoutes: Readonly<Record<string, { out: number; in: number }>> = {
  'get /inloggen': { out: 200, in: 303 },
  'post /inloggen': { out: 422, in: 422 },
  'post /uitloggen': { out: 303, in: 303 },
  'get /inloggen/tweede-stap': { out: 303, in: 303 },
  'post /inloggen/tweede-stap': { out: 303, in: 303 },
  'get /inloggen/passkey': { out: 200, in: 200 },
  'post /inloggen/passkey': { out: 422, in: 422 },
  ...throughProviders,
  'get /uitnodiging/:token': { out: 410, in: 410 },
  'post /uitnodiging/:token': { out: 410, in: 410 },
  'get /wachtwoord/:token': { out: 410, in: 410 },
  'post /wachtwoord/:token': { out: 410, in: 410 },
  'get /wachtwoord-vergeten': { out: 200, in: 200 },
  'post /wachtwoord-vergeten': { out: 422, in: 422 },
  'get /privacy': { out: 200, in: 200 },
  'get /toegankelijkheid': { out: 200, in: 200 },
  'get /over': { out: 200, in: 200 },
  'get /contact': { out: 200, in: 200 },
  'get /.well-known/security.txt': { out: 200, in: 200 },
  'get /agenda/:feed': { out: 404, in: 404 },
  'get /thema/:code': { out: 200, in: 200 },
  // Nobody adopted a norm here.
  'get /norm/:code': { out: 404, in: 404 },
  'get /thema/:code/logo': { out: 200, in: 200 },
}

export const families: readonly Family[] = [
  {
    who: 'everybody',
    answers: {
      'get /': 200,
      'get /meldingen': 200,
      'get /maatregelen-in-mijn-gebouw': 200,
      'get /account': 200,
      'get /account/inzage': 200,
      'get /account/inzage/overzicht': 200,
      'get /account/inzage/gegevens.json': 200,
      'get /account/verzoeken': 200,
      'get /stappenplan': 200,
      'post /account/organisatie': 422,
      'post /account/afwezigheid': 422,
      'post /account/afwezigheid/:id/verwijderen': 303,
      'post /account/mails': 422,
      'get /melding-overgedragen': 200,
      'get /account/wachtwoord': 200,
      'post /account/wachtwoord': 422,
      ...ofOwnFactors,
    },
  },
  ...familiesOfScans,
  {
    who: members,
    answers: {
      'get /zoeken/woorden': 200,
      'post /zoeken/woorden': 422,
      'post /account/verzoeken': 422,
      'get /melden': 200,
      'get /melden/snel': 200,
      'get /melden/volledig': 303,
      'get /onze-norm': 200,
      'get /lessen': 200,
      'get /protocol': 200,
      'get /protocol/model': 200,
      'get /protocol/:id': 200,
      'get /protocol/model/protocol.docx': 200,
      'get /protocol/model/protocol.pdf': 200,
      'get /protocol/:id/protocol.docx': 200,
      'get /protocol/:id/protocol.pdf': 200,
      'get /protocol/:id/document': 404,
      'get /onze-norm/medewerkers': 200,
      'get /teams': 200,
      // Of a team that none of them works in.
      'get /teams/:id/risico': 404,
      'post /teams/:id/risico': 404,
      'post /teams/risico/:id/verwijderen': 404,
      'get /onze-norm/gesprek': 200,
      'post /onze-norm/gesprek/:id': 422,
      'get /plan/mijn': 200,
      'get /plan/mijn/agenda.ics': 200,
      // Of a measure that is not there for any of them.
      'get /plan/:id': 404,
      'post /plan/:id/stand': 404,
      'get /plan/:id/wijzigen': 404,
      'post /plan/:id/wijzigen': 404,
      'post /plan/:id/thuis': 404,
      'post /plan/:id/weg': 404,
      'get /onze-norm/poster': 200,
      'get /onze-norm/kaartje': 200,
    },
  },
  {
    who: ['handler', 'manager'],
    answers: {
      'get /werklijst': 200,
      'post /werklijst/filters': 303,
      'post /werklijst/filters/:id/verwijderen': 303,
      'get /account/agenda': 200,
      'post /account/agenda': 200,
      'post /account/agenda/intrekken': 303,
      'get /melden/namens': 200,
      'post /melden/namens': 422,
    },
  },
  { who: ['handler', 'manager', 'coordinator'], answers: { 'get /zoeken': 200, 'post /zoeken': 422 } },
  {
    who: ['coordinator'],
    answers: { 'get /lijn': 200, 'get /lijn/overdragen': 200, 'post /lijn/overdragen': 422 },
  },
  {
    who: ['manager'],
    answers: { 'get /eenheid': 200, 'get /teams/:id/afspraken': 404, 'post /teams/:id/afspraken': 404 },
  },
  { who: ['confidant'], answers: { 'get /vertrouwelijk': 200 } },
  ...familiesOfAccess,
  ...familiesOfRights,
  {
    who: ['privacy_officer'],
    answers: {
      'get /privacy-instellingen': 200,
      'post /privacy-instellingen': 422,
      'get /privacy-instellingen/tweede-stap': 200,
      'post /privacy-instellingen/tweede-stap': 422,
      ...ofProviders.approving,
      'get /bewaartermijnen/instellen': 200,
      'post /bewaartermijnen/instellen': 422,
      'post /bewaartermijnen/standaard': 303,
    },
  },
  { who: ['privacy_officer', 'archivist'], answers: { 'get /bewaartermijnen': 200 } },
  {
    who: ['archivist'],
    answers: {
      'get /vernietiging': 200,
      'post /vernietiging': 303,
      'get /vernietiging/:id': 200,
      'post /vernietiging/:id': 422,
      'get /vernietiging/:id/verklaring': 200,
    },
  },
  {
    who: ['auditor', 'coordinator', 'manager'],
    answers: {
      'get /plan': 200,
      'get /plan/voortgang': 200,
      'get /plan/tweede-lezer': 200,
      'get /plan/plan.docx': 200,
      'get /plan/plan.csv': 200,
      'get /plan/plan.ics': 200,
    },
  },
  { who: ['coordinator'], answers: { 'get /plan/nieuw': 200, 'post /plan/nieuw': 422 } },
  {
    who: ['auditor', 'coordinator'],
    answers: {
      'get /cijfers': 200,
      'post /cijfers': 422,
      'get /cijfers/tabellen.csv': 200,
      'get /cijfers/verslag.docx': 200,
      'get /cijfers/verslag.pdf': 200,
      'get /cijfers/openbaar.zip': 200,
    },
  },
  { who: ['administrator'], answers: { ...ofAdministrators, ...ofProviders.choosing } },
]
