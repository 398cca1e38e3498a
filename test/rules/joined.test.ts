import { testChecks } from '../support/checks.ts'
import { joinedChecks } from './joined.checks.ts'

testChecks(joinedChecks)
