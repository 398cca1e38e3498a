import { testChecks } from '../support/checks.ts'
import { injectionChecks } from './injection.checks.ts'

testChecks(injectionChecks)
