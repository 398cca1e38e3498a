// What people may fill in and few forms think of.

const latin = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n))
    .filter(it => /\p{L}/u.test(it))
    .join('')

/** A name with each letter that a Latin script of Europe has beside a to z: as long as a name may be. */
export const everyName = latin(0xc0, 0x17f)

/** Every Latin letter with a mark that Unicode has as one sign, also those of Vietnamese, Yoruba and transcriptions. */
export const everyLetter = `${everyName} ${latin(0x180, 0x24f)} ${latin(0x1e00, 0x1eff)}`

/** A whole file of a lawyer, pasted: two hundred pages. */
export const twoHundredPages = Array.from(
  { length: 200 },
  (_, n) => `Bladzijde ${n + 1}.\n${'Dit schreef de advocaat, en nog veel meer. '.repeat(60)}`,
).join('\n\n')
