import { randomUUID } from 'node:crypto'

/** What an administrator fills in for a version of the protocol that says what the model says. */
export const modelAnswers = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  versie: randomUUID(),
  tekst: 'model',
  besluit: '24',
  gesprek: '72',
  vervolg_een: '2',
  vervolg_twee: '8',
  nazorg: '3',
  aangifte: '2',
  talk: 'handler',
  verbal_warning: 'handler',
  meeting: 'handler',
  written_warning: 'secretary',
  contact_measure: 'secretary',
  weken_contact_measure: '26',
  access_ban: 'mayor',
  weken_access_ban: '26',
  police_stop_talk: 'mayor',
  police_report: 'mayor',
  civil_measure: 'executive',
  weken_civil_measure: '52',
  damages: 'executive',
  ...changes,
})
