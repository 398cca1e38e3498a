import { testChecks } from '../support/checks.ts'
import { planChecks } from './plans.checks.ts'

testChecks(planChecks)
