import type { Route } from '../../engines/access/routes.ts'
import { evidenceRoutes } from './evidence-routes.tsx'
import { pieceRoutes } from './evidence/piece-routes.tsx'
import { discardRoutes } from './discard-routes.tsx'
import { enteringRoutes } from './entering-routes.tsx'
import { fullRoutes } from './full-routes.tsx'
import { guideRoutes } from './guide/guide-routes.tsx'
import { handOverRoutes } from './hand-over-routes.tsx'
import { letterRoutes } from './reaction/letter-routes.tsx'
import { toldRoutes } from './reaction/told-routes.tsx'
import { besidesRoutes } from './reaction/besides-routes.tsx'
import { measureRoutes } from './reaction/measure-routes.tsx'
import { handleRoutes } from './handle-routes.tsx'
import { ownRoutes } from './own-routes.tsx'
import { settingAsideRoutes } from './setting-aside-routes.tsx'
import { supplementRoutes } from './supplement-routes.tsx'
import { taskRoutes } from './task-routes.tsx'
import { onlineRoutes } from './online/online-routes.tsx'
import { joiningRoutes } from './joining-routes.tsx'
import { bulkRoutes } from './bulk-routes.tsx'
import { searchRoutes } from './search-routes.tsx'
import { wordSearchRoutes } from './word-search-routes.tsx'
import { stepRoutes } from './step-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { receiptRoutes } from './receipt-routes.tsx'
import { reportRoutes } from './report-routes.tsx'
import { worklistRoutes } from './worklist-routes.tsx'
import { recordRoutes } from './records/routes.tsx'
import { lessonRoutes } from './evaluation/routes.tsx'
import { recordParts } from './record-parts.ts'
import { emergencyRoutes } from './emergency-routes.tsx'
import { policeRoutes } from './police/routes.tsx'
import { witnessRoutes } from './witness-routes.tsx'

/** Every page and act of this feature: lists, reporting, one case, its evidence. */
export const incidentRoutes: readonly Route[] = [
  ...listRoutes,
  ...worklistRoutes,
  ...searchRoutes,
  ...wordSearchRoutes,
  ...bulkRoutes,
  ...reportRoutes,
  ...fullRoutes,
  ...discardRoutes,
  ...enteringRoutes,
  ...supplementRoutes,
  ...receiptRoutes,
  ...handleRoutes,
  ...ownRoutes,
  ...witnessRoutes,
  ...stepRoutes,
  ...settingAsideRoutes,
  ...handOverRoutes,
  ...emergencyRoutes,
  ...joiningRoutes,
  ...taskRoutes,
  ...evidenceRoutes,
  ...policeRoutes,
  ...measureRoutes,
  ...pieceRoutes,
  ...recordRoutes(recordParts),
  ...guideRoutes,
  ...letterRoutes,
  ...besidesRoutes,
  ...toldRoutes,
  ...lessonRoutes,
  ...onlineRoutes,
]
