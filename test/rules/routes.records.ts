import type { PersonKey } from '../support/people.ts'

type Answers = Readonly<Record<string, Partial<Record<PersonKey, number>>>>

/** The parts of the follow-up that are kept in records: for who handles the case, and to read for whose case it is. */
export const recordsAsked: Answers = {
  'get /meldingen/:id/nazorg': { member: 200, clerk: 200 },
  'get /meldingen/:id/nazorg/mensen': { clerk: 200 },
  'get /meldingen/:id/nazorg/gesprekken': { clerk: 200 },
  'get /meldingen/:id/nazorg/aanbod': { clerk: 200 },
  // Her report is of another kind: there is no page about procedures for her.
  'get /meldingen/:id/juridische-druk': { clerk: 200 },
  'get /meldingen/:id/juridische-druk/stappen': { clerk: 200 },
  'get /meldingen/:id/juridische-druk/rechtsbijstand': { clerk: 200 },
  'get /meldingen/:id/schade': { member: 200, clerk: 200 },
  'get /meldingen/:id/schade/posten': { clerk: 200 },
  'get /meldingen/:id/communicatie': { member: 200, clerk: 200 },
  'get /meldingen/:id/communicatie/lijn': { clerk: 200 },
  'get /meldingen/:id/communicatie/overleg': { clerk: 200 },
  // Hers is no case of bribery or extortion: there is no such page, for nobody.
  'get /meldingen/:id/ongepaste-druk': {},
  'get /meldingen/:id/ongepaste-druk/politie': {},
  'get /meldingen/:id/evaluatie': { member: 200, clerk: 200 },
  'get /meldingen/:id/evaluatie/verslagen': { clerk: 200 },
  'get /meldingen/:id/evaluatie/lessen': { clerk: 200 },
}

/** In the order of a story. */
export const recordsSent: Answers = {
  'post /meldingen/:id/ongepaste-druk/politie': {},
  'post /meldingen/:id/nazorg/mensen': { clerk: 303 },
  'post /meldingen/:id/nazorg/gesprekken': { clerk: 303 },
  'post /meldingen/:id/nazorg/aanbod': { clerk: 303 },
  'post /meldingen/:id/juridische-druk/stappen': { clerk: 303 },
  'post /meldingen/:id/juridische-druk/rechtsbijstand': { clerk: 303 },
  'post /meldingen/:id/schade/posten': { clerk: 303 },
  'post /meldingen/:id/communicatie/lijn': { clerk: 303 },
  'post /meldingen/:id/communicatie/overleg': { clerk: 303 },
  'post /meldingen/:id/evaluatie/verslagen': { clerk: 303 },
  'post /meldingen/:id/evaluatie/lessen': { clerk: 303 },
  'post /meldingen/:id/evaluatie/akkoord': { member: 303 },
}
