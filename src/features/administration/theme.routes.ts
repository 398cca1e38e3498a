import { sql } from 'kysely'
import { download } from '../../engines/access/routes.ts'
import type { House } from '../../platform/house.ts'
import { found } from './desk.ts'
import { themeSheet } from './theme.ts'

interface ThemeRow {
  tokens: unknown
  logo: Buffer | null
  logo_type: string | null
}

/** For everybody: a page looks the same before and after signing in, and there is nothing secret in a colour. */
export const themeRoutes = [
  download('/thema/:code', 'public', async ({ house, params }) => {
    const { tokens } = await readTheme(house, params.code)
    return {
      fileName: 'thema.css',
      contentType: 'text/css; charset=utf-8',
      inline: true,
      body: Buffer.from(themeSheet(tokens)),
    }
  }),

  download('/thema/:code/logo', 'public', async ({ house, params }) => {
    const { logo, logo_type: contentType } = await readTheme(house, params.code)
    const fileName = 'logo'
    return logo && contentType ? { fileName, contentType, inline: true, body: logo } : { fileName, ...ourMark }
  }),
]

// Our mark in white, for the dark bar: a theme may have colours only.
const ourMark = {
  contentType: 'image/svg+xml',
  inline: true,
  body: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">' +
      '<path d="M4 35V20a16 16 0 0 1 32 0v15h-8V20a8 8 0 0 0-16 0v15z" fill="#fff"/>' +
      '<path d="M16 35V21a4 4 0 0 1 8 0v14z" fill="#ffb612"/></svg>',
  ),
}

const readTheme = (house: House, code: string): Promise<ThemeRow> =>
  house.db.as('nobody', async tx => {
    const { rows } = await sql<ThemeRow>`select tokens, logo, logo_type from app.public_theme(${code})`.execute(tx)
    return found(rows[0])
  })
