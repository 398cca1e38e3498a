import { testChecks } from '../support/checks.ts'
import { accusedChecks } from './accused.checks.ts'
import { mayOpenChecks } from './may-open.checks.ts'

testChecks({ ...mayOpenChecks, ...accusedChecks })
