import { z } from 'zod'
import { action, page, upload, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { readSmallFile } from '../../platform/small-file.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { atDesk } from './desk.ts'
import { cleanLogo, logoLimit } from './logo.ts'
import {
  otherTokens,
  readSettings,
  saveLogo,
  saveSettings,
  saveTheme,
  SettingsForm,
  ThemeForm,
  type Settings,
} from './settings.ts'
import { settingsDone, SettingsPage } from './settings.views.tsx'
import { writeTokens } from './theme.ts'

const here = '/beheer/instellingen'

interface Logo {
  sent?: Buffer
  error?: string
}

export const settingsRoutes = [
  page(here, 'settings.manage', ask => settingsPage(ask, {})),

  action(here, 'settings.manage', SettingsForm, {
    invalid: (ask, settings) => settingsPage(ask, { settings }),
    valid: async (ask, input): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => saveSettings(desk, input))
      return { seeOther: `${here}?klaar=instellingen` }
    },
  }),

  action('/beheer/instellingen/huisstijl', 'settings.manage', ThemeForm, {
    invalid: (ask, theme) => settingsPage(ask, { theme }),
    valid: async (ask, input) =>
      (await atDesk(ask, desk => saveTheme(desk, input))) ?? { seeOther: `${here}?klaar=huisstijl` },
  }),

  upload('/beheer/instellingen/logo', 'settings.manage', z.object({}), {
    prepare: (): Promise<Logo> => Promise.resolve({}),
    receive: async (_, logo, file) => {
      const bytes = await readSmallFile(file.content, logoLimit)
      const sent = bytes && (await cleanLogo(bytes, file.name))
      if (sent) logo.sent = sent
      else
        logo.error = bytes
          ? 'Dit is geen afbeelding die wij kunnen lezen. Kies een PNG, JPEG of WebP.'
          : 'Dit bestand is groter dan 200 kB. Maak het kleiner.'
    },
    invalid: (ask, form) => settingsPage(ask, { logo: form }),
    valid: async (ask, _input, _form, { sent, error }) => {
      if (!sent) return { invalid: { logo: error ?? 'Kies een bestand.' } }
      await atDesk(ask, desk => saveLogo(desk, sent))
      return { seeOther: `${here}?klaar=logo` }
    },
  }),

  action('/beheer/instellingen/logo/verwijderen', 'settings.manage', z.object({}), {
    invalid: ask => settingsPage(ask, {}),
    valid: async (ask): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => saveLogo(desk, null))
      return { seeOther: `${here}?klaar=logo` }
    },
  }),
]

const settingsPage = (ask: Ask, sent: { settings?: Form; theme?: Form; logo?: Form }): Promise<Page> =>
  atDesk(ask, async desk => {
    const facts = await readSettings(desk)
    const forms = { settings: settingsForm(facts), theme: themeForm(facts), logo: emptyForm, ...sent }
    return {
      title: 'Instellingen',
      narrow: true,
      errors: Object.keys(sent).length > 0,
      body: <SettingsPage facts={facts} forms={forms} done={settingsDone.get(ask.query.get('klaar') ?? '')} />,
    }
  })

const settingsForm = (facts: Settings): Form => ({
  values: {
    naam: facts.name,
    oppakken: String(facts.take_up_hours),
    telaat: String(facts.escalate_hours),
    stilte: String(facts.session_idle_minutes),
    sessie: String(facts.session_hours),
  },
  errors: {},
})

const themeForm = ({ tokens }: Settings): Form => ({
  values: {
    kleur: tokens['--weerbaar-brand'] ?? '',
    link: tokens['--weerbaar-link'] ?? '',
    tokens: writeTokens(otherTokens(tokens)),
  },
  errors: {},
})
