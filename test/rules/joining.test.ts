import { testChecks } from '../support/checks.ts'
import { joiningChecks } from './joining.checks.ts'

testChecks(joiningChecks)
