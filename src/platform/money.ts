import { z } from 'zod'

// Amounts are whole cents, as digits: exact, and never a number with a fraction.

const mostCents = 9_999_999_999

const wanted = 'Vul een bedrag in zoals 1250 of 1250,50.'
const unclear = 'Het is niet duidelijk welk bedrag u bedoelt. Vul het in zoals 1250 of 1250,50.'

// Nothing between thousands, or the same sign between all of them; then cents after the other sign, or none.
const plain = /^(\d{1,12})(?:[.,](\d{1,2}))?$/
const withPoints = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/
const withCommas = /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/
const withSpaces = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))?$/
// 1.234 is a thousand to one and one euro to another.
const oneOrThousand = /^\d{1,3}[.,]\d{3}$/

/** Reads an amount in euros as people write it, with a comma or a point: cents, or the sentence that says what is wrong. */
export function readEuros(sent: string): { cents: number } | { error: string } {
  const text = sent
    .replace(/^\s*(?:€|EUR)/iu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/,-{1,2}$/u, '')
  if (text.startsWith('-')) return { error: 'Vul een bedrag in dat niet onder nul is.' }
  if (oneOrThousand.test(text)) return { error: unclear }
  const [, whole, part = ''] =
    plain.exec(text) ?? withPoints.exec(text) ?? withCommas.exec(text) ?? withSpaces.exec(text) ?? []
  if (whole === undefined) return { error: wanted }
  const cents = Number(whole.replaceAll(/[., ]/g, '')) * 100 + Number(part.padEnd(2, '0'))
  return cents > mostCents ? { error: `Vul ten hoogste ${formatEuros(mostCents)} in.` } : { cents }
}

const euros = new Intl.NumberFormat('nl-NL')

/** "€ 1.250,50" */
export function formatEuros(cents: number): string {
  const whole = euros.format(Math.trunc(cents / 100))
  return `€ ${whole},${String(Math.abs(cents % 100)).padStart(2, '0')}`
}

/** As it is typed in a field: "1250,50". */
export const typedEuros = (cents: number): string =>
  `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`

/** A zod schema for an amount: gives the cents as digits, or '' for an empty field. A field that is not sent counts as empty. */
export function amountField({ required }: { required?: string } = {}) {
  return z
    .string(wanted)
    .default('')
    .transform((sent, context) => {
      if (sent.trim() === '' && required === undefined) return ''
      const read = sent.trim() === '' ? { error: required ?? wanted } : readEuros(sent)
      if ('cents' in read) return String(read.cents)
      context.addIssue({ code: 'custom', message: read.error })
      return z.NEVER
    })
}
