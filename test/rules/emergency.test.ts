import { testChecks } from '../support/checks.ts'
import { emergencyChecks } from './emergency.checks.ts'

testChecks(emergencyChecks)
