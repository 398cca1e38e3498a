// What must not stand in a report to the police: where somebody lives, and how to reach them at home. The papers of a criminal
// case come to the one who did it. In doubt it is taken for private: the writer sees that, and can say it otherwise.

export interface PrivateFind {
  kind: 'address' | 'postcode' | 'phone' | 'mail'
  text: string
  from: number
  to: number
}

const replacements: Record<PrivateFind['kind'], string> = {
  address: '[adres bij de politie bekend]',
  postcode: '[postcode weggelaten]',
  phone: '[telefoonnummer weggelaten]',
  mail: '[e-mailadres weggelaten]',
}

export const privateLabels: Record<PrivateFind['kind'], string> = {
  address: 'een adres',
  postcode: 'een postcode',
  phone: 'een telefoonnummer',
  mail: 'een e-mailadres',
}

const set = (text: string) => new Set(text.trim().split(/\s+/u))

const months =
  'januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep okt nov dec'
// After a number these say what is counted: then it is no number of a house.
const units =
  set(`${months} uur uren minuut minuten min seconden dag dagen week weken maand maanden jaar jaren keer keren maal
  x mensen personen mannen vrouwen jongens meisjes leden raadsleden berichten mails brieven reacties telefoontjes euro procent
  meter km kilometer auto's daders getuigen agenten andere anderen van tot`)
// Before a number these say what has it, or begin a sentence.
const namesOfOthers =
  set(`${months} maandag dinsdag woensdag donderdag vrijdag zaterdag zondag artikel artikelen art lid kamer
  zaal lijn bus tram trein nummer nr bijlage bladzijde pagina hoofdstuk versie melding agendapunt punt rond om sinds vanaf tot
  ongeveer circa minstens ruim bijna na voor in op tussen binnen met ik hij zij wij we er het de een en of minimaal maximaal
  totaal postbus kamerstuk wethouder raadslid verdieping fase stap groep team windows covid bel belde bellen gebeld app appte mail mailde`)
const wordsLikeStreets = set(
  'onderweg snelweg fietsweg halverweg spoorweg parkeerplein zoekweg vluchtweg hoofdweg fietspad',
)
const smallWords =
  set(`is de en of op in te om we ik er ze je na al zo nu me die dat het aan af as at da ga ge ha hè he ho ja jo
  ma mn nr nl om oh ok pa pm sr st va vd wc xl km cm mm kg ml uur`)
const particles = set("van de der den het 't ten ter te op la le du von in 's")

interface Pattern {
  kind: PrivateFind['kind']
  /** Every part has an end: a field of 20,000 signs takes a moment, whatever stands in it. */
  pattern: RegExp
  /** Whether what was found is one. */
  holds?: (match: RegExpExecArray) => boolean
}

const lower = (text: string | undefined) => (text ?? '').toLowerCase().replace(/\.$/u, '')

// What people write between the figures of a number: every dash that a keyboard or a telephone makes of one too.
const apart = String.raw`[\s()./\u2010-\u2015-]{0,3}`
const national = String.raw`\(?0(?:${apart}\d){9}(?!\d)`
const foreign = String.raw`\(?(?:\+|00)${apart}[1-9](?:${apart}\d){7,13}`
const isDay = /^\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}/u

const house = String.raw`(?<house>\d{1,5})(?:[^\S\n]?-?[^\S\n]?(?:[a-z]|bis|hs|I{1,3}|\d{1,3}))?(?![\p{L}\p{N}:])`
// No two repetitions of spaces meet where what is between them may be left out: two thousand spaces took three seconds so.
const gap = String.raw`(?:[^\S\n]*,)?[^\S\n]+(?:(?:nr\.?|nummer|huisnummer|no\.?)[^\S\n]*)?`
const after = String.raw`(?=(?:[^\S\n]+(?<next>[\p{L}']{1,30}))?)`
const streetEnds =
  'straat|straatje|laan|laantje|weg|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|boulevard|allee|pad|hof|park|str[.]?'

const patterns: readonly Pattern[] = [
  { kind: 'mail', pattern: /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,80}@[\p{L}\p{N}.-]{1,80}\.\p{L}{2,20}/gu },
  {
    kind: 'phone',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}+])(?:${foreign}|${national})`, 'gu'),
    holds: ([text]) => !isDay.test(text),
  },
  {
    kind: 'postcode',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d{3}(?<space>[^\S\n]{0,2})(?<letters>[A-Za-z]{2})(?![\p{L}\p{N}])/gu,
    holds: ({ groups }) => {
      const { space = '', letters = '' } = groups ?? {}
      return letters === letters.toUpperCase() || space === '' || !smallWords.has(lower(letters))
    },
  },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?<street>[\p{L}'’-]{1,60}(?:${streetEnds}))${gap}${house}${after}`,
      'giu',
    ),
    holds: ({ groups }) => !wordsLikeStreets.has(lower(groups?.['street'])) && !units.has(lower(groups?.['next'])),
  },
  {
    kind: 'address',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?<street>\p{Lu}[\p{L}'’.-]{1,60})${gap}${house}${after}`, 'gu'),
    holds: ({ groups, input, index }) =>
      !namesOfOthers.has(lower(groups?.['street'])) &&
      !units.has(lower(groups?.['next'])) &&
      !/^\D*\d{1,2}-\d{1,2}-\d{4}/u.test(input.slice(index)) &&
      !/^(?:19|20)\d\d$/u.test(groups?.['house'] ?? ''),
  },
]

const between = /[\s,.()-]/u
const partOfWord = /[\p{L}\p{N}]/u

/** Whether a text says this as a whole: a house number of the same street that begins alike is another house. */
function says(text: string, sought: string): boolean {
  const signs = Array.from(text, (sign, at) => ({ sign: sign.toLowerCase(), at })).filter(it => !between.test(it.sign))
  const wanted = Array.from(sought.toLowerCase()).filter(it => !between.test(it))
  const whole = Array.from(text)
  const isEdge = (at: number) => !partOfWord.test(whole[at] ?? '')
  return signs.some((_, start) => {
    const found = signs.slice(start, start + wanted.length)
    return (
      found.length === wanted.length &&
      found.every((it, place) => it.sign === wanted[place]) &&
      isEdge((found[0]?.at ?? 0) - 1) &&
      isEdge((found.at(-1)?.at ?? 0) + 1)
    )
  })
}

/**
 * What in a text gives away where somebody lives or how to reach them in private, in the order of the text.
 * @param office what may stand there: the address of the organisation
 * @param reach how the reporter said that they can be reached, word for word
 */
export function findPrivate(text: string, office = '', reach: readonly string[] = []): PrivateFind[] {
  const found = [...reachIn(text, reach), ...patterns.flatMap(it => findAll(text, it))]
    .filter(it => !says(office, it.text))
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
  const apart: PrivateFind[] = []
  for (const it of found) if (it.from >= (apart.at(-1)?.to ?? 0)) apart.push(it)
  return apart
}

function findAll(text: string, { kind, pattern, holds }: Pattern): PrivateFind[] {
  const found: PrivateFind[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    // What is none can begin before one: a day, and a number after it.
    if (!(holds?.(match) ?? true))
      pattern.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xff_ff ? 2 : 1)
    else {
      const from = kind === 'address' ? beginOfName(text, match.index) : match.index
      const to = match.index + match[0].trimEnd().length
      found.push({ kind, text: text.slice(from, to), from, to })
    }
  }
  return found
}

/** "Jan van Galenstraat 3" begins at "Jan". */
function beginOfName(text: string, from: number): number {
  let begin = from
  let at = from
  for (let words = 0; words < 4; words++) {
    const [whole, word] = /(\S{1,40})[^\S\n]+$/u.exec(text.slice(Math.max(0, at - 50), at)) ?? []
    if (whole === undefined || word === undefined) break
    const capital = /^\p{Lu}[\p{L}'’.-]*$/u.test(word)
    if (!capital && !particles.has(word)) break
    at -= whole.length
    if (capital && !namesOfOthers.has(lower(word))) begin = at
  }
  return begin
}

const shortestReach = 6

function reachIn(text: string, reach: readonly string[]): PrivateFind[] {
  const wholes = reach.map(it => it.trim()).filter(it => it.length >= shortestReach)
  return wholes.flatMap(whole =>
    placesOf(text, whole).map((from): PrivateFind => ({
      kind: 'phone',
      text: text.slice(from, from + whole.length),
      from,
      to: from + whole.length,
    })),
  )
}

/** Where a text has these words, in capitals or not. */
function placesOf(text: string, words: string): number[] {
  const [small, sought] = [text.toLowerCase(), words.toLowerCase()]
  // A few letters become two when they are made small; then the places would not be those of the text.
  const [where, what] = small.length === text.length && sought.length === words.length ? [small, sought] : [text, words]
  const places: number[] = []
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) places.push(at)
  return places
}

/** The text without what is private: what stood there says so. */
export function withoutPrivate(text: string, office = '', reach: readonly string[] = []): string {
  let left = ''
  let at = 0
  for (const it of findPrivate(text, office, reach)) {
    left += `${text.slice(at, it.from)}${replacements[it.kind]}`
    at = it.to
  }
  return left + text.slice(at)
}
