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
  'get /account/apparaten': 200,
  'post /account/apparaten/:id/uitloggen': 303,
  'post /account/apparaten/uitloggen': 303,
}
