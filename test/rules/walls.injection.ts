import type { Wall } from '../support/walls.ts'
import { source } from './walls.source.ts'

const text =
  'what somebody typed is never more than text: no element, script, handler, address, header or line of its own'
const everyAnswer =
  'every answer of every route and of every kind tells a browser to stay on TLS and to run, frame, guess and keep nothing'

/** The walls between what somebody typed and what a browser makes of it. */
export const injectionWalls: readonly Wall[] = [
  source('what is shown again is cleaned', text, 'platform/routes.ts', ['[name, cleanText(value)]', '[name, value]']),
  source('the name of a file is a value in its header', text, 'platform/http.tsx', [
    `encodeURIComponent(fileName)`,
    `fileName`,
  ]),
  source('what is saved is not framed', everyAnswer, 'platform/http.tsx', [`; frame-ancestors 'none'"`, `"`]),
]
