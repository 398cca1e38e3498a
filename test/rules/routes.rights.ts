import type { Family } from './routes.expected.ts'

/** Requests about own data: for who handles them, who was asked, and whose it is. As `families`. */
export const familiesOfRights: readonly Family[] = [
  {
    who: ['privacy_officer'],
    answers: {
      'get /privacy-verzoeken': 200,
      'get /privacy-verzoeken/nieuw': 200,
      'post /privacy-verzoeken/nieuw': 422,
      'get /privacy-verzoeken/:id': 200,
      'get /privacy-verzoeken/:id/stap/:page': 200,
      'post /privacy-verzoeken/:id/stap/:page': 422,
      'get /privacy-verzoeken/:id/vraag': 200,
      'post /privacy-verzoeken/:id/vraag': 422,
      'get /privacy-verzoeken/:id/overlaten': 200,
      'post /privacy-verzoeken/:id/overlaten': 422,
      'get /privacy-verzoeken/:id/pakket': 200,
      'get /privacy-verzoeken/:id/pakket.json': 200,
      'get /privacy-verzoeken/:id/pakket.pdf': 200,
      'get /privacy-verzoeken/:id/pakket.docx': 200,
    },
  },
  { who: ['handler', 'manager'], answers: { 'get /privacy-vragen': 200 } },
  // Of whom it was asked.
  { who: ['handler'], answers: { 'get /privacy-vragen/:id': 200, 'post /privacy-vragen/:id': 422 } },
  // Whose it is.
  { who: ['reporter'], answers: { 'get /account/verzoeken/:id': 200 } },
]
