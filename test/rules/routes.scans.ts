import type { Family } from './routes.expected.ts'

/** Scans, and the answers to them: of somebody else they are nowhere. As `families`. */
export const familiesOfScans: readonly Family[] = [
  {
    who: [
      'reporter',
      'handler',
      'manager',
      'coordinator',
      'confidant',
      'administrator',
      'privacy_officer',
      'auditor',
      'archivist',
    ],
    answers: {
      'get /scans': 200,
      'get /scans/:name': 200,
      'get /scans/:name/organisatie': 200,
      'get /scans/:name/papier': 200,
      'get /scans/:name/samen': 404,
      'post /antwoorden/:id/maatregelen': 404,
      'get /antwoorden/:id/afronden': 404,
      'post /antwoorden/:id/afronden': 404,
    },
  },
  // Of the organisation: who leads it begins the joint answer, and says what the province may see.
  {
    who: ['coordinator'],
    answers: {
      'post /scans/:name/begin': 303,
      'post /scans/:name/delen': 422,
      // It is no province.
      'get /scans/:name/provincie': 404,
    },
  },
  // What was decided, with owners and evidence. Nothing was yet.
  {
    who: ['manager', 'coordinator', 'auditor'],
    answers: {
      'get /scans/:name/vastgesteld/:id': 404,
      'get /scans/:name/vastgesteld/:id/bestanden/:file': 404,
      'get /scans/:name/voortgang.docx': 404,
      'get /scans/:name/voortgang.pdf': 404,
    },
  },
  {
    who: ['coordinator'],
    answers: {
      // Of a norm, which no team answers.
      'get /scans/:name/begeleiden': 404,
      'post /scans/:name/rondes': 404,
    },
  },
  {
    who: 'everybody',
    answers: {
      'get /rondes/:id': 404,
      'post /rondes/:id/begin': 404,
      'post /rondes/:id/vragen': 404,
      'get /rondes/:id/rijen': 404,
      'post /rondes/:id/rijen': 404,
      'post /rondes/:id/herinneren': 404,
      'get /rondes/:id/sluiten': 404,
      'post /rondes/:id/sluiten': 404,
      'post /rondes/:id/overnemen': 404,
      'get /rondes/:id/notities': 404,
      'post /rondes/:id/notities': 404,
      'post /rondes/:id/maatregelen': 404,
      'get /rondes/:id/verslag/:name': 404,
    },
  },
  {
    who: 'everybody',
    answers: {
      'get /antwoorden/:id': 404,
      'get /antwoorden/:id/vragen/:page': 404,
      'post /antwoorden/:id/vragen/:page': 404,
      'get /antwoorden/:id/vragen/:page/bestanden': 404,
      'post /antwoorden/:id/vragen/:page/bestanden': 404,
      'get /antwoorden/:id/bestanden/:file': 404,
      'get /antwoorden/:id/controleren': 404,
      'post /antwoorden/:id/controleren': 404,
      'get /antwoorden/:id/weggooien': 404,
      'post /antwoorden/:id/weggooien': 404,
      'get /antwoorden/:id/delen': 404,
      'post /antwoorden/:id/delen': 404,
      'post /antwoorden/:id/delen/intrekken': 404,
      'get /antwoorden/:id/uitslag': 404,
      'get /antwoorden/:id/uitslag/:name': 404,
    },
  },
]
