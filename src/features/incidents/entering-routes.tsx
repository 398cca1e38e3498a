import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { readCategories } from '../../engines/cases/categories.ts'
import { channels, functions, functionLabel } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField, timeField } from '../../platform/date-fields.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { findColleague } from '../../engines/access/colleague.ts'
import { enterReport, type EnteredPerson } from './entering.ts'
import { EnterForm } from './entering-views.tsx'
import { functionsHere, functionsOf, happenedAt } from './full-setting.ts'
import { urls } from './urls.ts'

const mostPeople = 60

const Fields = z.object({
  id: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
  kanaal: z.enum(
    channels.map(it => it.id),
    'Kies hoe of waar het gebeurde',
  ),
  dag: dateField(),
  tijd: timeField(),
  soort: z.string().min(1, 'Kies wat er vooral is gebeurd'),
  what: textField({ required: 'Schrijf op wat er is verteld. Eén zin is genoeg.' }),
  mensen: textField({ max: 5000 }),
  naam: textField({ max: 200, oneLine: true }),
  functie: z.enum(['', ...functions.map(it => it.id)], 'Kies een functie uit de lijst').default(''),
  safe_now: z.enum(['yes', 'not_sure', 'no'], 'Kies of het nu veilig is'),
  reach: textField({ max: 200, oneLine: true }),
  zelf: z.string().optional(),
})
type Fields = z.infer<typeof Fields>

async function show({ house, actor }: Ask, form: Form = emptyForm): Promise<Page> {
  const organisation = actor.organisation?.id ?? ''
  const offered = await house.db.as({ person: actor.id }, async tx => ({
    categories: await readCategories(tx, organisation),
    functions: await functionsHere(tx, organisation),
  }))
  return {
    title: 'Voer een melding in',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <EnterForm form={form} id={randomUUID()} {...offered} />,
  }
}

/** The short form for what came by phone or at a counter. */
export const enteringRoutes: readonly Route[] = [
  page('/melden/namens', 'case.handle', ask => show(ask)),
  action('/melden/namens', 'case.handle', Fields, {
    invalid: (ask, form) => show(ask, form),
    valid: async (ask, input) => {
      const { house, actor } = ask
      const now = house.clock.now()
      if (input.dag > isoDay(now))
        return { invalid: { dag: 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.' } }
      const found = await house.db.as({ person: actor.id }, async (tx, at) => ({
        ...(await readPeople(tx, at, actor, input)),
        happenedAt: await happenedAt(tx, { date: input.dag, time: input.tijd }),
        categories: await readCategories(tx, actor.organisation?.id ?? ''),
      }))
      if (!found.categories.some(it => it.id === input.soort))
        return { invalid: { soort: 'Kies wat er vooral is gebeurd' } }
      if (Object.keys(found.errors).length > 0) return { invalid: found.errors }
      const done = await enterReport(house, actor, {
        id: input.id,
        people: found.people,
        what: input.what,
        reach: input.reach,
        safeNow: input.safe_now,
        facts: { categories: [input.soort], channel: input.kanaal, happenedAt: found.happenedAt },
        takes: input.zelf !== undefined,
      })
      if (done === 'no_route')
        return {
          invalid: {
            '': 'Voor een van deze mensen is niet ingesteld wie de melding behandelt. Er is niets ingevoerd.',
          },
        }
      return { seeOther: `${urls.case(input.id)}?klaar=ingevoerd` }
    },
  }),
]

/** Whom it happened to, one on each line; what is not clear is asked again in words. */
async function readPeople(tx: Tx, now: Date, actor: Actor, input: Fields) {
  const organisation = actor.organisation?.id ?? ''
  const people: EnteredPerson[] = []
  const unclear: string[] = []
  const lines = [
    ...new Set(
      input.mensen
        .split('\n')
        .map(it => it.trim())
        .filter(Boolean),
    ),
  ]
  for (const line of lines.slice(0, mostPeople)) {
    const found = await findColleague(tx, now, organisation, actor.id, { colleague: line.slice(0, 254) })
    if (!('person' in found) || found.person === undefined) {
      const names = found.matches.map(it => `${it.name} (${it.detail})`).join(', ')
      unclear.push(
        names ? `“${line}”: bedoelt u ${names}? Vul het e-mailadres in.` : `“${line}”: deze collega vinden wij niet.`,
      )
      continue
    }
    const theirs = await functionsOf(tx, now, organisation, found.person)
    const own = theirs.length === 1 ? theirs[0] : theirs.find(it => it.function === input.functie)
    if (own) people.push({ person: found.person, function: own, name: '' })
    else
      unclear.push(
        `“${line}” heeft meer functies: ${theirs.map(it => functionLabel(it.function)).join(', ')}. Kies hieronder om welke het gaat.`,
      )
  }
  const errors: Record<string, string> = {}
  if (unclear.length > 0) errors['mensen'] = unclear.join(' ')
  if (lines.length > mostPeople) errors['mensen'] = `Vul ten hoogste ${mostPeople} mensen tegelijk in.`
  if (input.naam && !input.functie) errors['functie'] = 'Kies de functie waar dit mee te maken heeft.'
  if (input.naam)
    people.push({ person: undefined, function: { function: input.functie, unit: null }, name: input.naam })
  if (lines.length === 0 && !input.naam) errors['mensen'] = 'Vul in wie dit heeft meegemaakt.'
  return { people, errors }
}
