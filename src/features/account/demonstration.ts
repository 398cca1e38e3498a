/** Somebody whom a visitor of the demonstration can sign in as. */
export interface DemonstrationPerson {
  email: string
  who: string
}

/** The one password of everybody in the demonstration; in production nobody has it. */
export const demonstrationPassword = 'nieuwermeer-2026'

/** A choice of the people in content/demo/people.yaml: enough to see every role and every wall. */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  { email: 'samira.aitzaoui@nieuwermeer.example', who: 'Raadslid: doet een melding' },
  { email: 'annelies.terbraak@nieuwermeer.example', who: 'Griffier: behandelt meldingen van de raad' },
  { email: 'ruben.sedney@nieuwermeer.example', who: 'Plaatsvervangend griffier: vervanger' },
  { email: 'tariq.benhaddi@nieuwermeer.example', who: 'Coördinator van de lijn van de raad' },
  { email: 'ineke.vroomhart@nieuwermeer.example', who: 'Raadslid en ook Statenlid in Duinland' },
  { email: 'marleen.schuitvlot@nieuwermeer.example', who: 'Wethouder: doet een melding' },
  { email: 'hedwig.ottenhof@nieuwermeer.example', who: 'Burgemeester: behandelt meldingen van wethouders' },
  { email: 'wouter.klaassema@nieuwermeer.example', who: 'Gemeentesecretaris: vervanger en coördinator' },
  { email: 'bernard.koolwijk@nieuwermeer.example', who: 'Integriteitsfunctionaris: meldingen over de burgemeester' },
  { email: 'danny.koppelaar@nieuwermeer.example', who: 'Boa: doet een melding' },
  { email: 'marco.sluijsmans@nieuwermeer.example', who: 'Leidinggevende van Handhaving' },
  { email: 'petra.vanzomeren@nieuwermeer.example', who: 'Coördinator agressie en geweld' },
  { email: 'hatice.aydemir@nieuwermeer.example', who: 'Vertrouwenspersoon' },
  { email: 'niels.brouwershaven@nieuwermeer.example', who: 'Beheerder: ziet geen meldingen' },
  { email: 'gulay.demirtas@nieuwermeer.example', who: 'Privacyfunctionaris: ziet het logboek' },
  { email: 'huub.keularts@nieuwermeer.example', who: 'Auditor: ziet het logboek, geen meldingen' },
  { email: 'dirk.haverkate@nieuwermeer.example', who: 'Wethouder: rondde een woningcheck af' },
  { email: 'sietske.bouwhof@duinland.example', who: 'Statengriffier van de provincie Duinland' },
  { email: 'margriet.elsenaar@duinland.example', who: 'Provinciesecretaris: ziet hoe ver organisaties zijn' },
  { email: 'alwin.gerritzen@vlietlanden.example', who: 'Secretaris van het waterschap Vlietlanden' },
  { email: 'lotte.frissen@heuvelbroek.example', who: 'Coördinator in Limburg: vult de norm in' },
]
