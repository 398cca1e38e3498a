/** The colours of an organisation: the darker and lighter ones that our theme needs follow from the one it chose. */
export const brandTokens = (brand: string): Record<string, string> => ({
  '--weerbaar-brand': brand,
  '--weerbaar-brand-deep': mix(brand, 0, 0.3),
  '--weerbaar-brand-tint': mix(brand, 255, 0.9),
})

const mix = (hex: string, other: number, share: number): string =>
  toHex(channels(hex).map(it => it * (1 - share) + other * share))

const toHex = (rgb: readonly number[]): string =>
  `#${rgb.map(it => Math.round(it).toString(16).padStart(2, '0')).join('')}`

type Rgb = readonly [number, number, number]

/** Red, green and blue of a colour such as `#0f5257`, from 0 to 255. */
export const channels = (hex: string): Rgb => {
  const at = (index: number) => Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16)
  return [at(0), at(1), at(2)]
}
