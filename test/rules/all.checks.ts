import { wordChecks } from './words.checks.ts'
import type { Checks } from '../support/checks.ts'
import { accusedChecks } from './accused.checks.ts'
import { administrationChecks } from './administration.checks.ts'
import { doorChecks } from './door.checks.ts'
import { emergencyChecks } from './emergency.checks.ts'
import { evidenceChecks } from './evidence.checks.ts'
import { factorChecks } from './factors.checks.ts'
import { figureChecks } from './figures.checks.ts'
import { givingChecks } from './giving.checks.ts'
import { fullChecks } from './full.checks.ts'
import { guidanceChecks } from './guidance.checks.ts'
import { roundChecks } from './rounds.checks.ts'
import { answerFileChecks } from './answer-files.checks.ts'
import { scanChecks } from './scans.checks.ts'
import { tellingChecks } from './telling.checks.ts'
import { planChecks } from './plans.checks.ts'
import { guardChecks } from './guards.checks.ts'
import { headerChecks } from './headers.checks.ts'
import { injectionChecks } from './injection.checks.ts'
import { joinedChecks } from './joined.checks.ts'
import { joiningChecks } from './joining.checks.ts'
import { logChecks } from './log.checks.ts'
import { lookChecks } from './looks.checks.ts'
import { markerChecks } from './markers.checks.ts'
import { measureChecks } from './measures.checks.ts'
import { normChecks } from './norms.checks.ts'
import { mayOpenChecks } from './may-open.checks.ts'
import { permissionChecks } from './permissions.checks.ts'
import { providerChecks } from './providers.checks.ts'
import { retentionChecks } from './retention.checks.ts'
import { rightsChecks } from './rights.checks.ts'
import { routeChecks } from './routes.checks.ts'
import { rowChecks } from './rows.checks.ts'
import { scanningChecks } from './scanning.checks.ts'
import { sessionChecks } from './sessions.checks.ts'
import { stateChecks } from './states.checks.ts'
import { stepChecks } from './steps.checks.ts'
import { structureChecks } from './structure.checks.ts'

/** Every rule by its sentence. */
export const allChecks: Checks = {
  ...structureChecks,
  ...rowChecks,
  ...guardChecks,
  ...guidanceChecks,
  ...scanChecks,
  ...answerFileChecks,
  ...tellingChecks,
  ...normChecks,
  ...roundChecks,
  ...planChecks,
  ...givingChecks,
  ...mayOpenChecks,
  ...accusedChecks,
  ...joinedChecks,
  ...joiningChecks,
  ...routeChecks,
  ...stateChecks,
  ...lookChecks,
  ...wordChecks,
  ...logChecks,
  ...stepChecks,
  ...markerChecks,
  ...injectionChecks,
  ...headerChecks,
  ...permissionChecks,
  ...sessionChecks,
  ...factorChecks,
  ...providerChecks,
  ...emergencyChecks,
  ...doorChecks,
  ...figureChecks,
  ...administrationChecks,
  ...fullChecks,
  ...retentionChecks,
  ...measureChecks,
  ...rightsChecks,
  ...scanningChecks,
  ...evidenceChecks,
}

export { rowsOf } from './rows.checks.ts'
