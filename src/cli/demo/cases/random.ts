/** Numbers that look like chance and are the same for the same seed. */
export interface Random {
  /** From 0 up to, and not including, 1. */
  next: () => number
  /** A whole number from 0 up to, and not including, `below`. */
  below: (below: number) => number
  pick: <T>(list: readonly T[]) => T
  /** Rather one from the beginning of the list. */
  pickEarly: <T>(list: readonly T[]) => T
  /** An id of the same form as `randomUUID` gives. */
  uuid: () => string
}

/** The generator sfc32 of Chris Doty-Humphrey, as PractRand has it. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]
  const word = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let n = 0; n < 12; n++) word()
  const next = () => word() / 2 ** 32
  const below = (limit: number) => Math.floor(next() * limit)
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index]
    if (found === undefined) throw new Error('There is nothing to choose from')
    return found
  }
  const hex = () => word().toString(16).padStart(8, '0')
  return {
    next,
    below,
    pick: list => at(list, below(list.length)),
    pickEarly: list => at(list, Math.floor(next() ** 2 * list.length)),
    uuid: () => {
      const [one, two, three, four] = [hex(), hex(), hex(), hex()]
      return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-8${three.slice(1, 4)}-${three.slice(4)}${four}`
    },
  }
}
