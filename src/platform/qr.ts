import createCode from 'qrcode-generator'

const quietZone = 4

/** A QR code as a picture in SVG, dark on white whatever the theme: cameras want it so. */
export function qrSvg(text: string): Buffer {
  const code = createCode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const size = count + 2 * quietZone
  const dark: string[] = []
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) dark.push(`M${column + quietZone} ${row + quietZone}h1v1h-1z`)
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
      `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`,
  )
}
