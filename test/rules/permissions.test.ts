import { testChecks } from '../support/checks.ts'
import { doorChecks } from './door.checks.ts'
import { permissionChecks } from './permissions.checks.ts'
import { sessionChecks } from './sessions.checks.ts'

testChecks({ ...permissionChecks, ...sessionChecks, ...doorChecks })
