import { testChecks } from '../support/checks.ts'
import { scanChecks } from './scans.checks.ts'

testChecks(scanChecks)
