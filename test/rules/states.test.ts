import { testChecks } from '../support/checks.ts'
import { stateChecks } from './states.checks.ts'

testChecks(stateChecks)
