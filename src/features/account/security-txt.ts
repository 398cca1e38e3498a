import { download } from '../../engines/access/routes.ts'
import type { House } from '../../platform/house.ts'

// RFC 9116, §2.5.5: less than a year ahead. It is made anew for who asks.
const validMs = 330 * 24 * 3_600_000

/** Where to report a weakness (RFC 9116). Without a contact of their own it leads to the page that says whom to call. */
export const securityTxtRoute = download('/.well-known/security.txt', 'public', async ({ house }) => ({
  fileName: 'security.txt',
  contentType: 'text/plain; charset=utf-8',
  inline: true,
  body: Buffer.from(securityTxt(house)),
}))

function securityTxt({ config: { origin, securityContact }, clock }: House): string {
  const expires = new Date(clock.now().getTime() + validMs)
  const lines = [
    `Contact: ${securityContact === undefined ? `${origin}/contact` : contactUri(securityContact)}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${origin}/.well-known/security.txt`,
  ]
  return `${lines.join('\n')}\n`
}

const contactUri = (contact: string) => (/^[^:/\s]+@[^:/\s]+$/u.test(contact) ? `mailto:${contact}` : contact)
