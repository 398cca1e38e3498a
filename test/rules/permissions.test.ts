import { testChecks } from '../support/checks.ts'
import { doorChecks } from './door.checks.ts'
import { figureChecks } from './figures.checks.ts'
import { permissionChecks } from './permissions.checks.ts'
import { sessionChecks } from './sessions.checks.ts'

testChecks({ ...permissionChecks, ...sessionChecks, ...doorChecks, ...figureChecks })
