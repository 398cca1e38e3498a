import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { Definition } from './definition.ts'
import type { Around, Fault } from './faults.ts'
import { definitionFaults } from './soundness.ts'

export type Reading =
  | { definition: Definition; faults: readonly [] }
  | { definition?: undefined; faults: readonly string[] }

const dutch = z.locales.nl().localeError
const inDutch: z.core.$ZodErrorMap = issue =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'dit ontbreekt.' : dutch(issue)

/**
 * Reads a questionnaire from the text of its file, and refuses one that is not sound: each fault in a Dutch sentence, with the
 * line on which it stands.
 */
export function readDefinition(text: string, around: Around = {}): Reading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineAt = (offset: number) => lines.linePos(offset).line
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(
        it =>
          `Regel ${lineAt(it.pos[0])}: dit is geen goede YAML (${it.code}). Kijk naar inspringen, aanhalingstekens en dubbele punten.`,
      ),
    }
  const placed = ({ path, message }: Fault) => `Regel ${lineAt(offsetOf(document, path))}: ${message}`
  const parsed = Definition.safeParse(document.toJS(), { error: inDutch })
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map(it =>
        placed({ path: it.path.map(asKey), message: `${it.path.map(String).join(' › ')}: ${it.message}` }),
      ),
    }
  const faults = definitionFaults(parsed.data, around)
  return faults.length > 0 ? { faults: faults.map(placed) } : { definition: parsed.data, faults: [] }
}

const asKey = (it: PropertyKey) => (typeof it === 'number' ? it : String(it))

/** Where something stands, or what it should stand in. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** What an editor needs to help with writing one: a JSON Schema of the file. */
export const questionnaireSchema = (): unknown => z.toJSONSchema(Definition, { io: 'input' })
