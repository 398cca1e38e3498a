import { testChecks } from '../support/checks.ts'
import { logChecks } from './log.checks.ts'
import { lookChecks } from './looks.checks.ts'
import { stepChecks } from './steps.checks.ts'
import { wordChecks } from './words.checks.ts'

testChecks({ ...lookChecks, ...stepChecks, ...wordChecks, ...logChecks })
