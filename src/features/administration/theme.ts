import { z } from 'zod'
import { brandTokens, channels } from '../../ui/brand.ts'

// An organisation's own design tokens, over the theme of the product. Everything in them ends up in a style sheet that
// browsers of others read: so only names and values of a few plain shapes, on the way in and again on the way out.

const tokenName = /^--(?:weerbaar|utrecht|basis|nl|todo)-[a-z0-9]+(?:-[a-z0-9]+){0,20}$/u

const colour = /^#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/iu
const colourFunction = /^(?:rgb|hsl)a?\((?:\d{1,3}(?:\.\d{1,3})?(?:deg|%)?[ ,/]{0,3}){3,4}\)$/iu
const lengths = /^(?:-?\d{1,4}(?:\.\d{1,4})?(?:px|rem|em|ch|%)?)(?: -?\d{1,4}(?:\.\d{1,4})?(?:px|rem|em|ch|%)?){0,3}$/u
const words = /^[a-z]+(?:-[a-z]+){0,5}$/u
const fonts =
  /^(?:'[\p{L}\d -]{1,60}'|"[\p{L}\d -]{1,60}"|[a-z][a-z-]{1,40})(?:, ?(?:'[\p{L}\d -]{1,60}'|"[\p{L}\d -]{1,60}"|[a-z][a-z-]{1,40})){0,9}$/iu

const longestValue = 200
const mostTokens = 500

const isTokenName = (name: string): boolean => name.length <= 120 && tokenName.test(name)
const isTokenValue = (value: string): boolean =>
  value.length <= longestValue && [colour, colourFunction, lengths, words, fonts].some(shape => shape.test(value))

export type Tokens = Readonly<Record<string, string>>

/** What of a stored theme is safe to use; everything else is left out. */
export function safeTokens(stored: unknown): Tokens {
  const entries = z.record(z.string(), z.string()).safeParse(stored).data ?? {}
  const safe = Object.entries(entries).filter(([name, value]) => isTokenName(name) && isTokenValue(value))
  return Object.fromEntries(safe.slice(0, mostTokens))
}

/** The style sheet of a theme. */
export const themeSheet = (stored: unknown): string =>
  `:root{${Object.entries(safeTokens(stored))
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}\n`

/** Reads tokens as people write them down, one `--name: value` a line; or says which line is wrong. */
export function parseTokens(text: string): { tokens: Tokens } | { wrong: string } {
  const tokens: Record<string, string> = {}
  for (const line of text
    .split('\n')
    .map(it => it.trim())
    .filter(Boolean)) {
    const [name, value] = parts(line)
    if (!isTokenName(name) || !isTokenValue(value)) return { wrong: line.slice(0, 80) }
    tokens[name] = value
  }
  return { tokens }
}

// By hand: a pattern for it tries each of ten thousand colons against each other.
function parts(line: string): [name: string, value: string] {
  const colon = line.indexOf(':')
  const value = line.slice(colon + 1, line.endsWith(';') ? -1 : undefined)
  return [line.slice(0, Math.max(colon, 0)).trim(), value.trim()]
}

export const writeTokens = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

// Relative luminance and contrast as WCAG 2.2 defines them.
function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map(it => {
    const part = it / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** The contrast between two colours such as `#0f5257`, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const ground = '#f7f5f0'
// WCAG 2.2, 1.4.3 (level AA), for text.
const readable = 4.5

/** Whether text in this colour can be read on our pages, and white text on it. */
export const isReadable = (hex: string): boolean => contrast(hex, ground) >= readable

export const brandNames = new Set(Object.keys(brandTokens('#000000')))
