import type { World } from './world.ts'

/** A browser that keeps its cookie from answer to answer, for tests of signing in and out. */
export function openBrowser({ app }: World) {
  let cookie = ''
  let device = ''
  const ask = async (path: string, form?: Record<string, string>) => {
    const response = await app.request(`http://localhost:8080${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        'sec-fetch-site': 'same-origin',
        host: 'localhost:8080',
        ...(cookie + device !== '' && { cookie: `${cookie}; ${device}` }),
      },
      ...(form && { body: new URLSearchParams(form) }),
    })
    const [kept = null, ...others] = response.headers.getSetCookie()
    if (kept !== null) cookie = kept.split(';')[0] ?? ''
    device = others.find(it => it.includes('-apparaat='))?.split(';')[0] ?? device
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      html: await response.text(),
      setCookie: kept ?? '',
    }
  }
  return {
    get: (path: string) => ask(path),
    post: (path: string, form: Record<string, string> = {}) => ask(path, form),
    /** The cookie as it is sent now: another one is another session. */
    cookie: () => cookie,
    keep: (kept: string) => {
      cookie = kept
    },
  }
}
