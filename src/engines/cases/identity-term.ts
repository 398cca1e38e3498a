import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// How long it is kept who did it: a term as the others, counted from the last incident or the end of the last measure.

/** As what it stands in the table of terms. */
export const identityEnding = 'identity'

/** The term of the product, where an organisation has none of its own. */
export const { identity: identityRule } = readContent(
  'retention.yaml',
  z.object({
    identity: z.object({
      months: z.int().positive(),
      ground: z.string(),
      source: z.string(),
      checked_on: z.string().nullable(),
    }),
  }),
)
