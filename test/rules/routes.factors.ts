/** What everybody who is signed in gets of the own second factors and sessions, in this order, with empty forms. */
export const ofOwnFactors: Readonly<Record<string, number>> = {
  'get /account/tweede-stap': 200,
  // Nothing was begun yet.
  'get /account/tweede-stap/app': 303,
  'get /account/tweede-stap/qr': 404,
  'get /account/tweede-stap/codes': 200,
  'post /account/tweede-stap/codes': 303,
  'get /account/passkeys/nieuw': 200,
  'post /account/passkeys/nieuw': 422,
  'post /account/passkeys/:id/verwijderen': 303,
  'post /account/tweede-stap/app': 303,
  'post /account/tweede-stap/app/bevestigen': 422,
  'get /account/inloggen': 200,
  'post /account/inloggen/:id': 303,
  'get /account/inloggen/:id/verder': 303,
  'post /account/inloggen/:id/verwijderen': 303,
  'get /account/apparaten': 200,
  'post /account/apparaten/:id/uitloggen': 303,
  'post /account/apparaten/uitloggen': 303,
}

/** Without signing in, on the way to the provider of an organisation and back. */
export const throughProviders: Readonly<Record<string, { out: number; in: number }>> = {
  'get /inloggen/organisatie': { out: 200, in: 200 },
  // Of an organisation without a provider.
  'get /inloggen/organisatie/:id': { out: 404, in: 404 },
  'get /inloggen/organisatie/:id/terug': { out: 403, in: 403 },
  'get /inloggen/organisatie/:id/uitgelogd': { out: 404, in: 404 },
  'get /inloggen/organisatie/:id/sleutels': { out: 404, in: 404 },
  'get /uitnodiging/:token/organisatie': { out: 410, in: 410 },
  'get /uitnodiging/:token/organisatie/:id': { out: 410, in: 410 },
}

/** Of who chooses a provider, and of who approves it. */
export const ofProviders = {
  choosing: {
    'get /beheer/inloggen': 200,
    'post /beheer/inloggen': 422,
    'post /beheer/inloggen/proef': 303,
    'post /beheer/inloggen/uit': 303,
  },
  approving: {
    'get /privacy-instellingen/inloggen': 200,
    'post /privacy-instellingen/inloggen': 422,
    'post /privacy-instellingen/inloggen/uit': 303,
  },
}
