import { testChecks } from '../support/checks.ts'
import { normChecks } from './norms.checks.ts'

testChecks(normChecks)
