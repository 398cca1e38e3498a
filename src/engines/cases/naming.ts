const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('nl-NL')

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Whether a text says one of these names, or the last part of one, as words of their own: for what must name nobody. */
export function saysOneOf(names: readonly string[], text: string): boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  return names.some(name => {
    const parts = wordsOf(name)
    return [parts.join(' '), parts.at(-1) ?? ''].some(it => it.length > 2 && words.includes(` ${it} `))
  })
}
