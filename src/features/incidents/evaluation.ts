/** What somebody can say about reporting, once the case was ended. The values are stored: never change or reuse one. */
export const evaluations = [
  { value: 'helped', label: 'Ja, het heeft geholpen' },
  { value: 'partly', label: 'Een beetje' },
  { value: 'not', label: 'Nee' },
] as const

export const evaluationLabel = (code: string): string => evaluations.find(it => it.value === code)?.label ?? code
