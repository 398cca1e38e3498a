import { testChecks } from '../support/checks.ts'
import { markerChecks } from './markers.checks.ts'

testChecks(markerChecks)
