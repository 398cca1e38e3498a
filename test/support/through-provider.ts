import assert from 'node:assert/strict'
import { idOf, type PersonKey } from './people.ts'
import { openProvider, type AtProvider } from './provider.ts'
import type { World } from './world.ts'

const waterstad = idOf('waterstad')
export const here = `/inloggen/organisatie/${waterstad}`
export const back = `http://localhost:8080${here}/terug`
export const secret = 'only-in-tests-and-long-enough-to-be-one'

/** What an administrator fills in for this provider. */
export const settingsOf = (issuer: string): Record<string, string> => ({
  issuer,
  client: 'weerbaar',
  methode: 'client_secret_basic',
  geheim: secret,
  acr: 'twee',
  domeinen: '',
})

/** A provider that knows us by the secret. */
export const ourProvider = () => openProvider(() => ({ client_secret: secret, redirect_uris: [back] }))

type Visit = (address: string, as: AtProvider) => Promise<string>

/** An administrator fills in a provider, and the privacy officer approves it. */
export async function arrange(world: World, issuer: string, form: Record<string, string> = {}) {
  const administrator = await world.signIn('administrator')
  const saved = await administrator.post('/beheer/inloggen', { ...settingsOf(issuer), ...form })
  assert.equal(saved.location, '/beheer/inloggen?klaar=bewaard', saved.text)
  const officer = await world.signIn('privacyOfficer')
  const version = /name="versie" value="(\d+)"/.exec((await officer.get('/privacy-instellingen/inloggen')).html)?.[1]
  const approved = await officer.post('/privacy-instellingen/inloggen', { versie: version ?? '', gezien: 'ja' })
  assert.equal(approved.location, '/privacy-instellingen/inloggen?klaar=ja', approved.text)
}

/** A browser that keeps all its cookies. */
export function browser(world: World, session?: string) {
  const cookies = new Map<string, string>()
  if (session) cookies.set('weerbaar', session)
  const ask = async (path: string, form?: Record<string, string>) => {
    const response = await world.app.request(path.startsWith('http') ? path : `http://localhost:8080${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        host: 'localhost:8080',
        'sec-fetch-site': form ? 'same-origin' : 'cross-site',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form && { body: new URLSearchParams(form) }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      html: await response.text(),
      setCookie: response.headers.getSetCookie(),
    }
  }
  return { get: (path: string) => ask(path), post: (path: string, form = {}) => ask(path, form), cookies }
}
export type Browser = ReturnType<typeof browser>

/** From the page for it, to the provider, until the way back. */
export async function toProvider(provider: { visit: Visit }, window: Browser, as: AtProvider, naar = '/meldingen') {
  const { location } = await window.get(`${here}?naar=${encodeURIComponent(naar)}`)
  assert.match(location, /^http:\/\/127\.0\.0\.1:/)
  return provider.visit(location, as)
}

/** Somebody links an account at the provider, from the own account page. */
export async function link(world: World, provider: { visit: Visit }, key: PersonKey, as: AtProvider) {
  const window = browser(world, await world.startSession(key))
  const begun = await window.post(`/account/inloggen/${waterstad}`)
  const page = await window.get(begun.location)
  const address = /href="(http:\/\/127[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.match(address, /prompt=login/)
  return window.get(await provider.visit(address, as))
}
