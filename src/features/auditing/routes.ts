import type { Route } from '../../engines/access/routes.ts'
import type { KnownCodes } from '../../engines/cases/codes.ts'
import { authenticityRoutes } from './authenticity.routes.tsx'
import { codeReader } from './codes.ts'
import { logRoutes } from './log.routes.tsx'

/** The audit trail of the own organisation, for who supervises it: codes and ids, never content. */
export const auditingRoutes = (known: readonly KnownCodes[]): readonly Route[] => [
  ...logRoutes(codeReader(known)),
  ...authenticityRoutes,
]
