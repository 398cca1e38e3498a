import { testChecks } from '../support/checks.ts'
import { evidenceChecks } from './evidence.checks.ts'

testChecks(evidenceChecks)
