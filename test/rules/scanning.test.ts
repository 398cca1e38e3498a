import { testChecks } from '../support/checks.ts'
import { scanningChecks } from './scanning.checks.ts'

testChecks(scanningChecks)
