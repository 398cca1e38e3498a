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
  stap_talk: 'handler',
  stap_verbal_warning: 'handler',
  stap_meeting: 'handler',
  stap_written_warning: 'secretary',
  stap_contact_measure: 'secretary',
  weken_contact_measure: '26',
  stap_access_ban: 'mayor',
  weken_access_ban: '26',
  stap_police_stop_talk: 'mayor',
  stap_police_report: 'mayor',
  stap_civil_measure: 'executive',
  weken_civil_measure: '52',
  stap_damages: 'executive',
  ...changes,
})
