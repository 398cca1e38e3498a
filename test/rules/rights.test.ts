import { testChecks } from '../support/checks.ts'
import { rightsChecks } from './rights.checks.ts'

testChecks(rightsChecks)
