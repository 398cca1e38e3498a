const black = 0
const white = 255

/** The tokens of an organisation's own colour: the darker and the lighter one follow from it. */
export const brandTokens = (brand: string): Record<string, string> => ({
  '--weerbaar-brand': brand,
  '--weerbaar-brand-deep': mix(brand, black, 0.3),
  '--weerbaar-brand-tint': mix(brand, white, 0.9),
})

function mix(hex: string, other: number, share: number): string {
  const parts = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16) * (1 - share) + other * share)
  return `#${parts.map(it => Math.round(it).toString(16).padStart(2, '0')).join('')}`
}
