import { z } from 'zod'
import { payers, priorities, privacyModes } from '../../engines/questionnaires/scan.ts'
import { quarters } from '../../engines/questionnaires/release.ts'
import { readContent } from '../../platform/content.ts'

const Said = z.strictObject({ title: z.string(), text: z.string() })

const Finishing = z.strictObject({ title: z.string(), text: z.string(), button: z.string() })

/** The words around the instruments, from content/scans.yaml. */
export const words = readContent(
  'scans.yaml',
  z.strictObject({
    privacy: z.record(z.enum(privacyModes), Said),
    payers: z.record(z.enum(payers), z.string()),
    priorities: z.record(z.enum(priorities), z.string()),
    quarters: z.record(z.enum(quarters), z.string()),
    finishing: z.strictObject({ along: z.string(), own: Finishing, organisation: Finishing }),
    files: z.strictObject({
      note: z.string(),
      type: z.string(),
      size: z.string(),
      count: z.string(),
      empty: z.string(),
      gone: z.string(),
      infected: Said,
      away: Said,
    }),
    keeping: z.string(),
    keeping_decided: z.string(),
  }),
)
