// What is one word to who searches: raadslid and raadsleden, melding and gemeld, bedreigd and bedreiging. Small rules, and a
// table of what follows none. They find a little too much rather than too little: hel finds held.

// Longer than any word; what is longer is cut, as rules take their time over it.
const letters = /[\p{L}\p{N}]{1,60}/gu

/** The words of a text, folded: lower case, without accents, cut at all that is no letter or digit. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(letters) ?? []
  ).filter(word => word.length > 1)

// What stands in every text says nothing about one.
const empty = new Set(
  `aan al alle als altijd ander andere ben bij dan dat de der die dit doen door dus een eens en er ge geen had heb hebben heeft
  het hem hen hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet nog nu of om
  omdat onder ons ook op over te tegen toch toen tot uit uw van veel voor want waren was wat we wel werd wezen wie wij wil
  worden wordt zal ze zei zelf zich zij zijn zo zonder zou zouden`.split(/\s+/),
)

/** Whether a word is too common to be searched for. */
export const isEmptyWord = (word: string): boolean => empty.has(word)

// One stem, and the forms that no rule brings to it.
const irregular = `
  stad: steden
  lid: leden
  geleden: geleden
  verleden: verleden
  kind: kinderen
  sla: slaan slaat sla sloeg sloegen geslagen
  schop: schop schopt schopte schoppen geschopt
  scheld: schelden scheldt schold scholden gescholden uitgescholden uitschelden uitschold
  schrijf: schreef schreven geschreven
  spreek: sprak spraken gesproken
  bespreek: besprak besproken
  roep: riep riepen geroepen
  schiet: schoot schoten geschoten
  steek: stak staken gestoken
  breek: brak braken gebroken inbraak ingebroken
  kom: komen komt kwam kwamen gekomen
  sta: staan staat stond stonden gestaan
  ga: gaan gaat ging gingen gegaan
  zie: zien ziet zag zagen gezien
  loop: liep liepen gelopen
  val: viel vielen gevallen
  aanval: aanviel aangevallen
  lastigval: lastigvallen lastigviel lastiggevallen
  vecht: vocht vochten gevochten
  trek: trok trokken getrokken
  gooi: gooien gooit gooide gooiden gegooid
  krijg: kreeg kregen gekregen
  rijd: rijden rijdt reed reden gereden
  bezoek: bezocht bezochten
  zoek: zocht zochten gezocht
  denk: dacht dachten gedacht
  breng: bracht brachten gebracht
  verbied: verbood verboden
  bedrieg: bedroog bedrogen
  lieg: loog logen gelogen
  grijp: greep grepen gegrepen
  bijt: beet gebeten
  dreig: dreigement dreigementen
  aangifte: aangiften aangiftes
  geweld: geweld gewelddadig gewelddadige
  gebied: gebied gebieden
  gezin: gezin gezinnen
  getuige: getuige getuigen
  gemeente: gemeente gemeenten gemeentes
  agressie: agressief agressieve
`
const stems = new Map(
  irregular
    .trim()
    .split('\n')
    .flatMap(line => {
      const [stem = '', forms = ''] = line.trim().split(': ')
      return [[stem, stem] as const, ...forms.split(' ').map(form => [form, stem] as const)]
    }),
)

const apart = 'aan|achter|af|bij|door|in|lastig|mee|na|om|op|terug|toe|uit|voor|weg'
const vowel = /[aeiouy]/

type Rule = readonly [RegExp, string]

// In this order; each is tried once.
const rules: readonly Rule[] = [
  // Of many: raadsleden, veiligheden; small: briefje.
  [/(?<=..)leden$/, 'lid'],
  [/heden$/, 'heid'],
  [/(?<=e[rlnm]|ie|oon|[ao]|je)s$/, ''],
  [/(?<=.{4})t?je$/, ''],
  // What was done: gemeld, opgebeld.
  [/^ge(?=.{3,}(?:[dt]|en)$)/, ''],
  [new RegExp(`^(${apart})ge(?=.{3,}(?:[dt]|en)$)`), '$1'],
  // What is done: melding, intimidatie, dreigend.
  [/(?<=[aeiouy].*.{2})ingen$|(?<=[aeiouy].{2,})ing$/, '#'],
  [/aties?$/, 'er'],
  [/(?<=.{3})(?:(?<!e)en|(?<![ei])e)$/, '#'],
  [/(?<=[aeiouy].{2,})end#?$/, '#'],
  // An open syllable has a long vowel: wonen, woon; not where it has no stress: vergaderen.
  [/(?<=^[^aeiouy]*)e(?=[bcdfghjklmnpqrstvwxz]#$)/, 'ee'],
  [/(?<=[^aeiouy]|^)([aou])(?=[bcdfghjklmnpqrstvwxz]#$)/, '$1$1'],
  [/(?<=[aeiouy].*[^aeiouy])e(?=[bcdfghjkmpqstvwxz]#$)/, 'ee'],
  [/#$/, ''],
  [/([bcdfghjklmnpqrstvwxz])\1$/, '$1'],
  [/(?<=..[bcdfghjklmnpqrstvwxz])[dt]+$/, ''],
  [/([bcdfghjklmnpqrstvwxz])\1$/, '$1'],
  [/(?<=[aeiouy].*[^aeiouy])ee(?=[rln]$)/, 'e'],
  [/v$/, 'f'],
  [/z$/, 's'],
]

/** What the forms of a folded word have in common. Never empty. */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return stemByRules(known)
  return /^\p{L}{4,}$/u.test(word) ? stemByRules(word) : word
}

function stemByRules(word: string): string {
  let stem = word
  for (const [pattern, by] of rules) stem = stem.replace(pattern, by)
  return stem.length > 1 && vowel.test(stem) ? stem : word
}

/** What somebody searches for: the stems of the words that say something, at most ten. */
export const soughtIn = (text: string): string[] =>
  [
    ...new Set(
      wordsOf(text)
        .filter(word => !isEmptyWord(word))
        .map(stemOf),
    ),
  ].slice(0, 10)
