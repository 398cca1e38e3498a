import { testChecks } from '../support/checks.ts'
import { fullChecks } from './full.checks.ts'

testChecks(fullChecks)
