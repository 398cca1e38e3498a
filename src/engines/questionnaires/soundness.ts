import { namesIn, type Condition } from './condition.ts'
import { isAsking, type Definition, type Question, type QuestionPage } from './definition.ts'
import { placeOf, questionsOf, type Around, type Fault, type Place } from './faults.ts'
import { fileFieldOf } from './files.ts'
import { canHold, impossible, knownFields } from './reachable.ts'
import { gridFaults, pageFaults } from './grid-soundness.ts'
import { scanFaults } from './scan-soundness.ts'
import { fieldsOf } from './walk.ts'

/** Everything that makes a questionnaire unfit to be asked; a sound one gives an empty list. */
export function definitionFaults(it: Definition, around: Around): Fault[] {
  return [
    ...namesTwice(it),
    ...conditionFaults(it),
    ...questionFaults(it),
    ...pageFaults(it),
    ...scanFaults(it, around),
  ]
}

function namesTwice(it: Definition): Fault[] {
  const faults: Fault[] = []
  const once = (kind: string, seen: Set<string>, name: string, path: Place) => {
    if (seen.has(name))
      faults.push({ path, message: `${kind} “${name}” komt twee keer voor. Geef een van beide een andere naam.` })
    seen.add(name)
  }
  const names = new Set<string>(it.facts)
  const [paths, ids] = [new Set<string>(), new Set<string>()]
  for (const [place, page] of it.pages.entries()) {
    once('Het adres', paths, page.path, placeOf(place))
    once('De pagina', ids, page.id, placeOf(place))
  }
  for (const { question, at } of questionsOf(it)) {
    const fields = isAsking(question) ? [...fieldsOf(question), fileFieldOf(question) ?? []].flat() : []
    for (const name of new Set([question.id, ...fields])) once('De vraag', names, name, at)
  }
  return faults
}

function conditionFaults(it: Definition): Fault[] {
  const known = knownFields(it)
  const pageOf = new Map(
    questionsOf(it).flatMap(({ question, place }) =>
      isAsking(question) ? fieldsOf(question).map(name => [name, place] as const) : [],
    ),
  )
  const judged = (when: Condition | undefined, what: string, page: number, path: Place): Fault[] =>
    namesIn(when).flatMap(([name, wanted]): Fault[] => {
      const field = known.get(name)
      if (!field) return [{ path, message: `${what} hangt af van “${name}”, maar die vraag bestaat niet.` }]
      const stands = pageOf.get(name)
      if (stands !== undefined && stands >= page) return [{ path, message: tooLate(it, what, name, page, stands) }]
      return impossible(field, wanted).map(value => ({
        path,
        message: `${what} hangt af van “${name}: ${value}”, maar dat antwoord kan niemand geven.`,
      }))
    })
  const faults: Fault[] = []
  for (const [place, page] of it.pages.entries()) {
    faults.push(...judged(page.when, `De pagina “${page.id}”`, place, placeOf(place)))
    for (const [number, question] of page.questions.entries()) {
      const at = placeOf(place, number)
      const wrong = judged(question.when, `De vraag “${question.id}”`, place, at)
      faults.push(...wrong)
      const both = [page.when, question.when].filter(when => when !== undefined)
      if (wrong.length === 0 && both.length > 0 && faults.every(one => one.path[1] !== place) && !canHold(both, known))
        faults.push({
          path: at,
          message: `De vraag “${question.id}” wordt nooit gesteld: wat ervoor geantwoord moet zijn, kan niet samen.`,
        })
    }
  }
  return faults
}

function tooLate(it: Definition, what: string, name: string, page: number, stands: number): string {
  if (stands === page) return `${what} hangt af van “${name}” op dezelfde pagina. Zet die vraag op een eerdere pagina.`
  const here = new Set(it.pages[page]?.questions.map(question => question.id))
  const there = it.pages[stands]
  const back = [there?.when, there?.questions.find(question => question.id === name)?.when]
    .flatMap(namesIn)
    .some(([other]) => here.has(other))
  return back
    ? `${what} hangt af van “${name}”, en die weer van een vraag op deze pagina: een kring.`
    : `${what} hangt af van “${name}”, maar die wordt pas later gevraagd.`
}

function questionFaults(it: Definition): Fault[] {
  return questionsOf(it).flatMap(({ question, page, at }) =>
    [...inQuestion(question, page), ...gridFaults(question, it)].map(message => ({
      path: at,
      message: `De vraag “${question.id}” ${message}`,
    })),
  )
}

function inQuestion(it: Question, page: QuestionPage): string[] {
  const faults: string[] = []
  if ((it.kind === 'choice' || it.kind === 'choices') && (it.options === undefined) === (it.from === undefined))
    faults.push('heeft de antwoorden hier (options) of van elders (from): een van beide.')
  if (it.kind === 'line' && it.unless !== undefined) {
    const other = page.questions.find(one => one.id === it.unless)
    if (other?.kind !== 'check')
      faults.push(`is niet nodig bij “${it.unless}”, maar dat is geen vinkje op deze pagina.`)
  }
  if (it.kind === 'explain' && !it.text && !it.points && !it.slot) faults.push('legt niets uit.')
  if (it.kind === 'explain' && it.source !== undefined && it.checked_on === undefined)
    faults.push('noemt een bron, maar niet wanneer die is gecontroleerd (checked_on, of null als niemand dat deed).')
  if (it.kind === 'number' && it.min > it.max)
    faults.push('vraagt een getal waarvan het minste meer is dan het meeste.')
  return faults
}
