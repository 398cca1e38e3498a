import { createHash } from 'node:crypto'

/** The same id for the same name, so that the demonstration is the same every time. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`weerbaar demonstration ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const personId = (key: string): string => demoId(`person ${key}`)
export const organisationId = (code: string): string => demoId(`organisation ${code}`)
export const unitId = (code: string, unit: string): string => demoId(`unit ${code} ${unit}`)
export const caseId = (key: string): string => demoId(`case ${key}`)
