import { testChecks } from '../support/checks.ts'
import { measureChecks } from './measures.checks.ts'

testChecks(measureChecks)
