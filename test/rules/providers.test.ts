import { testChecks } from '../support/checks.ts'
import { providerChecks } from './providers.checks.ts'

testChecks(providerChecks)
