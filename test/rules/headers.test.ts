import { testChecks } from '../support/checks.ts'
import { headerChecks } from './headers.checks.ts'

testChecks(headerChecks)
