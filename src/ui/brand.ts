/** The colours of an organisation: the darker and lighter ones that our theme needs follow from the one it chose. */
export const brandTokens = (brand: string): Record<string, string> => ({
  '--weerbaar-brand': brand,
  '--weerbaar-brand-deep': mix(brand, 0, 0.3),
  '--weerbaar-brand-tint': mix(brand, 255, 0.9),
})

const mix = (hex: string, other: number, share: number): string =>
  toHex(channels(hex).map(it => it * (1 - share) + other * share))
