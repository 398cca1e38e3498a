import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// The words of the register and of the assessment, and which column holds which kind of personal data.

const Tables = z.object({
  tables: z.record(
    z.string(),
    z.object({
      activity: z.string(),
      kept: z.string(),
      persons: z.array(z.string()),
      /** The names of the columns by category, with spaces between them. */
      columns: z.record(z.string(), z.string()),
    }),
  ),
})

const forms = ['clear', 'sealed', 'wrapped', 'hash'] as const
const Category = z.object({
  label: z.string(),
  personal: z.boolean(),
  form: z.enum(forms),
  special: z.boolean().default(false),
  criminal: z.boolean().default(false),
})
const Term = z.object({
  text: z.string(),
  /** Goes with the report that its row hangs on, at the latest. */
  with_report: z.boolean().default(false),
  /** Nobody decided yet how long. */
  open: z.boolean().default(false),
  function: z.string().optional(),
  says: z.string().optional(),
})
const checked_on = z.string().nullable()
const Register = z.object({
  source: z.string(),
  checked_on,
  categories: z.record(z.string(), Category),
  forms: z.record(z.enum(forms), z.string()),
  persons: z.record(z.string(), z.string()),
  terms: z.record(z.string(), Term),
  permissions: z.record(z.string(), z.object({ for: z.array(z.string()), text: z.string() })),
  activities: z.record(
    z.string(),
    z.object({
      label: z.string(),
      purpose: z.string(),
      bases: z.array(z.string()),
      recipients: z.array(z.string()),
      note: z.string().optional(),
    }),
  ),
  bases: z.record(z.string(), z.object({ label: z.string(), note: z.string(), source: z.string(), checked_on })),
  recipients: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.string()),
})

const parts = ['controller', 'necessity', 'keeping', 'risks', 'advice'] as const
const Dpia = z.object({
  source: z.string(),
  checked_on,
  why: z.array(z.object({ text: z.string(), source: z.string(), checked_on })),
  necessity: z.array(z.object({ title: z.string(), text: z.string() })),
  rights: z.array(z.object({ right: z.string(), text: z.string(), where: z.string() })),
  risks: z.array(
    z.object({
      id: z.string(),
      threat: z.string(),
      who: z.string(),
      harm: z.string(),
      measures: z.array(z.object({ text: z.string(), test: z.string() })).min(1),
      rest: z.string(),
    }),
  ),
  limits: z.record(z.string(), z.string()),
  questions: z.record(z.string(), z.object({ part: z.enum(parts), text: z.string() })),
})
const Mails = z.object({ mails: z.record(z.string(), z.object({ subject: z.string(), text: z.string() })) })

export type Part = (typeof parts)[number]
export type Category = z.infer<typeof Category>

export const register = readContent('privacy/register.yaml', Register)
export const dpia = readContent('privacy/dpia.yaml', Dpia)
export const { mails } = readContent('mails.yaml', Mails)

/** A table with its columns, each under its category. */
export interface TableOfData {
  name: string
  activity: string
  kept: string
  persons: string[]
  columns: { name: string; category: string }[]
}

export const tables: readonly TableOfData[] = Object.entries(readContent('privacy/tables.yaml', Tables).tables).map(
  ([name, it]) => ({
    ...it,
    name,
    columns: Object.entries(it.columns).flatMap(([category, names]) =>
      names.split(/\s+/).map(column => ({ name: column, category })),
    ),
  }),
)

/**
 * The words for a code.
 * @throws when nobody wrote them: what the code can do must stand in the register
 */
export function wordsFor<Words>(where: string, words: Readonly<Record<string, Words>>, code: string): Words {
  const found = Object.hasOwn(words, code) ? words[code] : undefined
  if (found === undefined) throw new Error(`content/privacy has no words for ${where} "${code}"`)
  return found
}

export const categoryOf = (id: string): Category => wordsFor('the category', register.categories, id)
