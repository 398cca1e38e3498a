/** One line of a table: what would break it is made harmless. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()

/** A table in Markdown; without rows a line that says so. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '*Er is niets.*'
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

export const bullets = (items: readonly string[]): string => items.map(it => `- ${it.trim()}`).join('\n')

/** A page out of its parts, with an empty line between them. */
export const joined = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter(it => it !== undefined && it !== '').join('\n\n')}\n`
