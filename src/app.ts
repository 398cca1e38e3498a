import { identify, may } from './engines/access/actor.ts'
import type { Route } from './engines/access/routes.ts'
import { stepPath } from './engines/access/second-factor.ts'
import { evidenceJobs } from './engines/cases/evidence.ts'
import { scanJobs } from './engines/cases/scanning.ts'
import type { JobHandlers } from './engines/jobs/runner.ts'
import { calendarRoutes } from './features/account/calendar.routes.tsx'
import { accountJobs } from './features/account/jobs.ts'
import { ownDataRoutes } from './features/account/own-data.routes.tsx'
import { ownAccountData } from './features/account/own-data.ts'
import { accountRoutes } from './features/account/routes.ts'
import { administrationJobs } from './features/administration/review-jobs.ts'
import { privacyWaiting } from './features/administration/privacy-waiting.ts'
import { administrationRoutes } from './features/administration/routes.ts'
import { administrationWaiting } from './features/administration/waiting.ts'
import { auditingRoutes } from './features/auditing/routes.ts'
import { auditingWaiting } from './features/auditing/waiting.ts'
import { emergencyWaiting } from './features/incidents/emergency-waiting.ts'
import { guidanceJobs } from './features/guidance/appointments.ts'
import { ownGuidanceData } from './features/guidance/own-data.ts'
import { guidanceRoutes } from './features/guidance/routes.ts'
import { figureRoutes } from './features/figures/routes.tsx'
import { toldWaiting } from './features/incidents/reaction/told-routes.tsx'
import { guidanceWaiting } from './features/guidance/waiting.ts'
import { homeRoute } from './features/incidents/home-route.tsx'
import { ownCaseData } from './features/incidents/own-data.ts'
import { incidentJobs } from './features/incidents/jobs.ts'
import { incidentRoutes } from './features/incidents/routes.ts'
import { caseCodes } from './features/incidents/trail-codes.ts'
import { taskLabel } from './features/incidents/tasks.ts'
import { ownPlanData } from './features/plans/own-data.ts'
import { planJobs } from './features/plans/reminders.ts'
import { planningRoutes } from './features/plans/routes.ts'
import { planWaiting } from './features/plans/waiting.ts'
import { protocolRoutes } from './features/protocol/routes.ts'
import { retentionJobs } from './features/retention/jobs.ts'
import { retentionRoutes } from './features/retention/routes.ts'
import { retentionCodes } from './features/retention/words.ts'
import { retentionWaiting } from './features/retention/waiting.ts'
import { rightsJobs } from './features/rights/jobs.ts'
import { jobsOfScans } from './features/scans/jobs.ts'
import { progressWaiting } from './features/scans/progress-due.ts'
import { ownScanData } from './features/scans/own-data.ts'
import { scanCodes } from './features/scans/trail-codes.ts'
import { scanRoutes } from './features/scans/routes.ts'
import { roundsWaiting, scansWaiting } from './features/scans/waiting.ts'
import { ownRightsData } from './features/rights/own-data.ts'
import { rightsRoutes } from './features/rights/routes.ts'
import { askedWaiting, rightsWaiting } from './features/rights/waiting.ts'
import { frame } from './frame.tsx'
import { withoutRoles } from './platform/db.ts'
import type { House } from './platform/house.ts'
import { createApp } from './platform/http.tsx'
import { rateLimit } from './platform/rate-limit.ts'
import type { LayoutProps } from './ui/layout.tsx'

export { addAllWords } from './features/incidents/all-words.ts'
export { tellsOf } from './features/figures/measures.ts'
export { demonstrationPassword, demonstrationPeople } from './features/account/demonstration.ts'
// What the documents about privacy are made of.
export { readProtocolTerms } from './features/retention/protocol-terms.ts'
export { readRules } from './features/retention/listing.ts'
export { keepMonths, noticeDays, rulesOf, type TermRule } from './features/retention/terms.ts'
export { endingName, kindName, termName } from './features/retention/words.ts'

/** What the features know of the codes in the audit trail. */
export const trailCodes = [caseCodes, retentionCodes, scanCodes]

/** Every route of the product. This file is the only one that knows all features. */
export const allRoutes: readonly Route[] = [
  homeRoute([
    emergencyWaiting,
    toldWaiting,
    privacyWaiting,
    administrationWaiting,
    auditingWaiting,
    retentionWaiting,
    rightsWaiting,
    askedWaiting,
    guidanceWaiting,
    progressWaiting,
    roundsWaiting,
    scansWaiting,
    planWaiting,
  ]),
  ...incidentRoutes,
  ...accountRoutes,
  ...calendarRoutes(taskLabel),
  ...ownDataRoutes([ownAccountData, ownCaseData, ownRightsData, ownGuidanceData, ownScanData, ownPlanData]),
  ...administrationRoutes,
  ...auditingRoutes(trailCodes),
  ...protocolRoutes,
  ...figureRoutes,
  ...retentionRoutes,
  ...rightsRoutes,
  ...guidanceRoutes,
  ...scanRoutes,
  ...planningRoutes,
]

/** What is done outside requests. */
export const allJobs: JobHandlers = {
  ...evidenceJobs,
  ...scanJobs,
  ...incidentJobs,
  ...accountJobs,
  ...administrationJobs,
  ...retentionJobs,
  ...rightsJobs,
  ...guidanceJobs,
  ...jobsOfScans,
  ...planJobs,
}

// Far above what people do, far below what a script does. Many people share the address of a town hall.
const perSession = { capacity: 300, perMinute: 600 }
const perAddress = { capacity: 3000, perMinute: 6000 }

/** The application: the routes of all features behind one door. */
export function createWeerbaar(house: House, assets: LayoutProps['assets'], limits = { perSession, perAddress }) {
  const sessions = rateLimit({ ...limits.perSession, clock: house.clock })
  const addresses = rateLimit({ ...limits.perAddress, clock: house.clock })
  const ownOnly = { ...house, db: withoutRoles(house.db) }
  return createApp(
    house,
    {
      identify,
      may,
      first: (actor, needs) => (actor.step === 'none' || !actor.later.has(needs) ? undefined : stepPath[actor.step]),
      houseFor: (_, actor) => (actor === undefined || actor.step === 'none' ? house : ownOnly),
      layout: frame(assets, house.config.demonstration),
      // The address too, as anybody can make up a session.
      withinLimits: ({ session, address }) => {
        const byAddress = addresses.take(address)
        return byAddress.ok && session !== undefined ? sessions.take(session) : byAddress
      },
    },
    allRoutes,
  )
}
