// What is written down in the audit trail, in words. An action that is not here is shown by its code.
const names = {
  'account.sign_in': 'Inloggen',
  'account.sign_out': 'Uitloggen',
  'account.password_chosen': 'Wachtwoord gekozen met een link',
  'account.password_changed': 'Wachtwoord veranderd',
  'account.absence_added': 'Afwezigheid ingevuld',
  'account.absence_removed': 'Afwezigheid verwijderd',
  'account.calendar_made': 'Adres voor de agenda gemaakt',
  'account.calendar_revoked': 'Adres voor de agenda ingetrokken',
  'administration.person_invited': 'Iemand uitgenodigd',
  'administration.role_given': 'Rol gegeven',
  'administration.role_changed': 'Rol veranderd',
  'administration.role_ended': 'Rol beëindigd',
  'administration.unit_added': 'Eenheid toegevoegd',
  'administration.unit_renamed': 'Naam van eenheid veranderd',
  'administration.unit_removed': 'Eenheid verwijderd',
  'administration.route_set': 'Route ingesteld',
  'administration.route_removed': 'Route van een eenheid weggehaald',
  'administration.duty_added': 'Dienst toegevoegd',
  'administration.duty_removed': 'Dienst weggehaald',
  'administration.contact_point_added': 'Contactpunt toegevoegd',
  'administration.contact_point_changed': 'Contactpunt veranderd',
  'administration.contact_point_checked': 'Contactpunt gecontroleerd',
  'administration.contact_point_removed': 'Contactpunt verwijderd',
  'administration.settings_changed': 'Instellingen veranderd',
  'administration.theme_changed': 'Huisstijl veranderd',
  'administration.logo_changed': 'Logo veranderd',
  'administration.category_set': 'Soort aan- of uitgezet',
  'administration.text_set': 'Tekst van de organisatie veranderd',
  'administration.privacy_changed': 'Privacy-instelling veranderd',
  'administration.jobs_retried': 'Wat niet lukte opnieuw geprobeerd',
  'auditing.log_read': 'Logboek bekeken',
  'auditing.figures_read': 'Cijfers bekeken',
  'auditing.changes_read': 'Wijzigingen bekeken',
  'case.draft_open': 'Concept geopend',
  'case.submit': 'Melding verstuurd',
  'case.open': 'Melding geopend',
  'case.take_up': 'Melding opgepakt',
  'case.take_over': 'Melding overgenomen',
  'case.ask_deputy': 'Vervanger gevraagd',
  'case.set_category': 'Soort bepaald',
  'case.decide': 'Besluit vastgelegd',
  'case.record_talk': 'Gesprek vastgelegd',
  'case.write': 'In een melding geschreven',
  'case.act': 'In een melding iets gedaan',
  'case.close': 'Melding afgesloten',
  'case.ask_reopen': 'Gevraagd om te heropenen',
  'case.reopen': 'Melding heropend',
  'case.confidant_add': 'Vertrouwenspersoon toegevoegd',
  'case.confidant_end': 'Vertrouwenspersoon weggehaald',
  'evidence.add': 'Bewijs toegevoegd',
  'evidence.open': 'Bewijs bekeken',
  'evidence.save': 'Bewijs opgeslagen op een apparaat',
}

const groups = {
  account: 'Alles rond accounts',
  administration: 'Alles van beheer',
  case: 'Alles in meldingen',
  evidence: 'Alles met bewijs',
}

const inWords = new Map<string, string>([...Object.entries(groups), ...Object.entries(names)])

export const actionName = (action: string): string => inWords.get(action) ?? action

/** What can be chosen in the filter: a whole group, or one action. */
export const actionOptions = [...inWords].map(([value, label]) => ({ value, label }))
