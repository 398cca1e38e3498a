import type { Route } from '../../engines/access/routes.ts'
import { accountPageRoutes } from './account.routes.tsx'
import { deviceRoutes } from './devices.routes.tsx'
import { factorRoutes } from './factors.routes.tsx'
import { passwordLinkRoutes } from './links.routes.tsx'
import { passkeyRoutes } from './passkeys.routes.tsx'
import { secondStepRoutes } from './second-step.routes.tsx'
import { securityTxtRoute } from './security-txt.ts'
import { signInRoutes } from './sign-in.routes.tsx'
import { textPageRoutes } from './text-page.tsx'

/** Signing in and out, the own account, and the pages that everybody may read. */
export const accountRoutes: readonly Route[] = [
  ...signInRoutes,
  ...secondStepRoutes,
  ...passkeyRoutes,
  ...passwordLinkRoutes,
  ...accountPageRoutes,
  ...factorRoutes,
  ...deviceRoutes,
  ...textPageRoutes,
  securityTxtRoute,
]
