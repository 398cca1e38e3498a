import { testChecks } from '../support/checks.ts'
import { routeChecks } from './routes.checks.ts'

testChecks(routeChecks)
