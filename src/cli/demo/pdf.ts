const lineLength = 84
const linesOnPage = 48

/** A plain PDF of one page with this text, such as an invoice or a letter that somebody adds as evidence. */
export function makePdf(text: string): Buffer {
  const lines = wrap(text).slice(0, linesOnPage)
  const content = ['BT', '/F1 11 Tf', '15 TL', '56 780 Td', ...lines.map(line => `(${escape(line)}) Tj T*`), 'ET']
  const stream = content.join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + end, 'latin1')
}

function wrap(text: string): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines = ['']
    for (const word of paragraph.split(' ')) {
      const line = lines.at(-1) ?? ''
      if (line.length + word.length + 1 > lineLength) lines.push(word)
      else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
    }
    return lines
  })
}

// Where the encoding of Windows holds what Latin-1 does not have.
const windows: Record<string, string> = {
  '€': '\\200',
  '…': '\\205',
  '‘': '\\221',
  '’': '\\222',
  '“': '\\223',
  '”': '\\224',
  '–': '\\226',
  '—': '\\227',
}

const escape = (line: string) =>
  line
    .replaceAll(/[\\()]/g, '\\$&')
    .replaceAll(/[€…‘’“”–—]/g, it => windows[it] ?? '?')
    .replaceAll(/[^\u0020-\u00FF]/g, '?')
