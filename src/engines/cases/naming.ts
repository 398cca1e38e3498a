// Letters that are no letter with a sign on it, as they are typed where a keyboard lacks them.
const typed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
}

/** Without case, accents and the signs that nobody sees. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, letter => typed[letter] ?? letter)

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What of a double name stands before the hyphen: Jansen of Anna Jansen-de Vries. */
const halves = (name: string): string[] =>
  name
    .split(/\s+/u)
    .slice(1)
    .flatMap(part => part.split('-').slice(0, -1))
    .map(plain)
    // Ben of Ben-Ali is also a verb.
    .filter(half => half.length > 3)

/** Whether a text says one of these names, or a surname of one, as words of their own: for what must name nobody. */
export function saysOneOf(names: readonly string[], text: string): boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  return names.some(name => {
    const parts = wordsOf(name)
    return [parts.join(' '), parts.at(-1) ?? '', ...halves(name)].some(it => it.length > 2 && words.includes(` ${it} `))
  })
}
