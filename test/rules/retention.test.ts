import { testChecks } from '../support/checks.ts'
import { retentionChecks } from './retention.checks.ts'

testChecks(retentionChecks)
