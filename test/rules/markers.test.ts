import { testChecks } from '../support/checks.ts'
import { markerChecks } from './markers.checks.ts'

// The page for a form that was sent after the session ended (src/platform/troubles.tsx) shows `huidig` and `nogmaals`.
testChecks(markerChecks, ['no page shows a password that somebody typed'])
