import { testChecks } from '../support/checks.ts'
import { answerFileChecks } from './answer-files.checks.ts'
import { roundChecks } from './rounds.checks.ts'
import { scanChecks } from './scans.checks.ts'
import { tellingChecks } from './telling.checks.ts'

testChecks({ ...scanChecks, ...answerFileChecks, ...tellingChecks, ...roundChecks })
