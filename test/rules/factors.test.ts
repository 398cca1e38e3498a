import { testChecks } from '../support/checks.ts'
import { factorChecks } from './factors.checks.ts'

testChecks(factorChecks)
