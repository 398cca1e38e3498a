import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { projectFile } from './project.ts'

/**
 * Reads a file of words and codes from `content/` and checks its shape.
 * @throws an error that names the file and says what is wrong in it
 */
export function readContent<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(parse(readFileSync(projectFile(`content/${name}`), 'utf8')))
  if (!parsed.success) throw new Error(`content/${name} is not right:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Reads a page of text from `content/`. */
export const readText = (name: string): string => readFileSync(projectFile(`content/${name}`), 'utf8')
