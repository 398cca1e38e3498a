import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { found, recordChange, type Desk } from './desk.ts'
import { brandTokens } from '../../ui/brand.ts'
import { brandNames, isReadable, parseTokens, safeTokens, writeTokens, type Tokens } from './theme.ts'

const wholeNumber = (least: number, most: number) => {
  const error = `Vul een heel getal in van ${least} tot en met ${most}.`
  return z.coerce.number(error).int(error).min(least, error).max(most, error)
}

export const SettingsForm = z.object({
  naam: textField({ required: 'Vul de naam van uw organisatie in.', max: 200, oneLine: true }),
  oppakken: wholeNumber(1, 72),
  telaat: wholeNumber(1, 168),
  stilte: wholeNumber(5, 240),
  sessie: wholeNumber(1, 24),
})

const hexColour = z
  .string()
  .default('')
  .transform(it => it.trim().toLowerCase())
  .refine(it => it === '' || /^#[0-9a-f]{6}$/u.test(it), 'Vul een kleur in zoals #0f5257.')

export const ThemeForm = z.object({
  kleur: hexColour,
  link: hexColour,
  tokens: textField({ max: 20_000 }),
})

export interface Settings {
  name: string
  code: string
  take_up_hours: number
  escalate_hours: number
  session_idle_minutes: number
  session_hours: number
  tokens: Tokens
  hasLogo: boolean
}

export async function readSettings({ tx, organisation }: Desk): Promise<Settings> {
  const own = await tx
    .selectFrom('organisation')
    .select(['name', 'code', 'take_up_hours', 'escalate_hours', 'session_idle_minutes', 'session_hours'])
    .where('id', '=', organisation)
    .executeTakeFirst()
  const theme = await tx
    .selectFrom('organisation_theme')
    .select(['tokens', 'logo_type'])
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return { ...found(own), tokens: safeTokens(theme?.tokens), hasLogo: theme !== undefined && theme.logo_type !== null }
}

export async function saveSettings(desk: Desk, it: z.infer<typeof SettingsForm>): Promise<void> {
  const before = await readSettings(desk)
  const next = {
    take_up_hours: it.oppakken,
    escalate_hours: it.telaat,
    session_idle_minutes: it.stilte,
    session_hours: it.sessie,
  }
  const codes = (['take_up_hours', 'escalate_hours', 'session_idle_minutes', 'session_hours'] as const)
    .filter(field => before[field] !== next[field])
    .map(field => `${field}:${before[field]}→${next[field]}`)
  if (before.name !== it.naam) codes.unshift('name')
  if (codes.length === 0) return
  await desk.tx
    .updateTable('organisation')
    .set({ name: it.naam, ...next })
    .where('id', '=', desk.organisation)
    .execute()
  await recordChange(
    desk,
    'administration.settings_changed',
    codes.join(' '),
    differences(
      'organisation',
      desk.organisation,
      { name: before.name, ...fieldsOf(before) },
      { name: it.naam, ...next },
    ),
  )
}

const fieldsOf = ({ take_up_hours, escalate_hours, session_idle_minutes, session_hours }: Settings) => ({
  take_up_hours,
  escalate_hours,
  session_idle_minutes,
  session_hours,
})

const linkToken = '--weerbaar-link'

/** What a theme has beside the two colours that the form asks for. */
export const otherTokens = (tokens: Tokens): Tokens =>
  Object.fromEntries(Object.entries(tokens).filter(([name]) => name !== linkToken && !brandNames.has(name)))

const unreadable = 'Deze kleur is te licht: tekst is er niet goed mee te lezen. Kies een donkerder kleur.'

export async function saveTheme(desk: Desk, it: z.infer<typeof ThemeForm>): Promise<Invalid | undefined> {
  const others = parseTokens(it.tokens)
  const errors: Record<string, string> = {}
  if (it.kleur !== '' && !isReadable(it.kleur)) errors['kleur'] = unreadable
  if (it.link !== '' && !isReadable(it.link)) errors['link'] = unreadable
  if ('wrong' in others) errors['tokens'] = `Deze regel kunnen wij niet gebruiken: ${others.wrong}`
  if ('wrong' in others || Object.keys(errors).length > 0) return { invalid: errors }
  const tokens = {
    ...(it.kleur !== '' && brandTokens(it.kleur)),
    ...(it.link !== '' && { [linkToken]: it.link }),
    ...others.tokens,
  }
  const before = (await readSettings(desk)).tokens
  await putTheme(desk, { tokens: JSON.stringify(tokens) })
  await recordChange(
    desk,
    'administration.theme_changed',
    `brand:${it.kleur || 'default'} link:${it.link || 'default'} tokens:${Object.keys(others.tokens).length}`,
    differences('theme', desk.organisation, themeValues(before), themeValues(tokens)),
  )
  return undefined
}

const themeValues = (tokens: Tokens) => ({
  brand: tokens['--weerbaar-brand'],
  link: tokens[linkToken],
  tokens: writeTokens(otherTokens(tokens)),
})

/** Sets the logo, as WebP, or takes it away. */
export async function saveLogo(desk: Desk, logo: Buffer | null): Promise<void> {
  const before = await desk.tx
    .selectFrom('organisation_theme')
    .select('logo')
    .where('organisation_id', '=', desk.organisation)
    .executeTakeFirst()
  await putTheme(desk, { logo, logo_type: logo === null ? null : 'image/webp' })
  await recordChange(
    desk,
    'administration.logo_changed',
    logo === null ? 'logo:removed' : 'logo:set',
    differences('theme', desk.organisation, { logo: fingerprint(before?.logo) }, { logo: fingerprint(logo) }),
  )
}

// Of a picture the beginning of its hash is kept: enough to see which one it was.
const fingerprint = (logo: Buffer | null | undefined) =>
  logo ? createHash('sha256').update(logo).digest('hex').slice(0, 16) : null

const putTheme = async (
  { tx, now, organisation }: Desk,
  part: { tokens: string } | { logo: Buffer | null; logo_type: string | null },
) => {
  const changed = { ...part, changed_at: now }
  await tx
    .insertInto('organisation_theme')
    .values({ organisation_id: organisation, tokens: '{}', ...changed })
    .onConflict(conflict => conflict.column('organisation_id').doUpdateSet(changed))
    .execute()
}
