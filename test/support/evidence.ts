import sharp from 'sharp'

const boundary = 'grens-7f3a'
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=='

/** A mail as it was received, with an attachment of its own; for a field of files in a browser. */
export const threateningMail = {
  name: 'dreiging.eml',
  mimeType: 'message/rfc822',
  buffer: Buffer.from(
    [
      'From: Een inwoner <inwoner@post.example>',
      'To: member@waterstad.example',
      'Subject: Let goed op',
      'Date: Fri, 24 Apr 2026 20:31:00 +0200',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Wij weten waar je kinderen naar school gaan.',
      `--${boundary}`,
      'Content-Type: image/png',
      'Content-Disposition: attachment; filename="foto van uw huis.png"',
      'Content-Transfer-Encoding: base64',
      '',
      picture,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  ),
}

/** A picture of a message on a telephone, as far as a test needs one. */
export async function screenshot() {
  const buffer = await plain(720, 1280, '#eeeeff')
    .composite(
      await Promise.all(
        [
          { width: 520, height: 160, colour: '#ccddee', left: 40, top: 200 },
          { width: 420, height: 20, colour: '#000000', left: 70, top: 240 },
          { width: 340, height: 20, colour: '#000000', left: 70, top: 290 },
        ].map(async ({ width, height, colour, left, top }) => ({
          input: await plain(width, height, colour).png().toBuffer(),
          left,
          top,
        })),
      ),
    )
    .png()
    .toBuffer()
  return { name: 'scherm.png', mimeType: 'image/png', buffer }
}

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
