import { testChecks } from '../support/checks.ts'
import { lookChecks } from './looks.checks.ts'
import { stepChecks } from './steps.checks.ts'

testChecks({ ...lookChecks, ...stepChecks })
