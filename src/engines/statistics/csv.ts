// A spreadsheet runs what begins with one of these, also behind a space or a sign that is not seen.
const runs = /^[\s\p{Cf}]*[=+\-@\t\r|％＝＋－＠]/u

const quoted = (value: string) => `"${(runs.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

/** Rows as CSV that opens right in a Dutch spreadsheet (marked as UTF-8, parted by semicolons) and runs nothing there. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  Buffer.from(
    `\uFEFF${rows.map(row => row.map(it => (typeof it === 'number' ? String(it) : quoted(it))).join(';')).join('\r\n')}\r\n`,
  )
