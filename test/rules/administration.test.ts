import { testChecks } from '../support/checks.ts'
import { administrationChecks } from './administration.checks.ts'

testChecks(administrationChecks)
