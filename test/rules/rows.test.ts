import { testChecks } from '../support/checks.ts'
import { givingChecks } from './giving.checks.ts'
import { guardChecks } from './guards.checks.ts'
import { rowChecks } from './rows.checks.ts'
import { structureChecks } from './structure.checks.ts'

testChecks({ ...structureChecks, ...rowChecks, ...guardChecks, ...givingChecks })
