import type { Family } from './routes.expected.ts'

/** Who watches over who may what: the trail, the review of roles, and emergency access. As `families`. */
export const familiesOfAccess: readonly Family[] = [
  {
    who: ['privacy_officer', 'auditor'],
    answers: {
      'get /controle/logboek': 200,
      'post /controle/logboek': 303,
      'get /controle/logboek/echtheid': 200,
      'post /controle/logboek/echtheid': 422,
      'get /controle/wijzigingen': 200,
      'get /controle/rollen': 200,
    },
  },
  { who: ['handler', 'manager'], answers: { 'get /noodtoegang': 200, 'post /noodtoegang': 422 } },
  {
    who: ['privacy_officer'],
    answers: { 'get /privacy-instellingen/noodtoegang': 200, 'post /privacy-instellingen/noodtoegang': 422 },
  },
  { who: ['administrator'], answers: { 'get /beheer/rollen': 200, 'post /beheer/rollen': 422 } },
]
