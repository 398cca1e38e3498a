import { testChecks } from '../support/checks.ts'
import { guidanceChecks } from './guidance.checks.ts'

testChecks(guidanceChecks)
