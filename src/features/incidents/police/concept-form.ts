import { z } from 'zod'
import type { Ask } from '../../../engines/access/routes.ts'
import type { SeeOther } from '../../../platform/answers.ts'
import { dateField } from '../../../platform/date-fields.ts'
import type { Form } from '../../../platform/form.ts'
import { Refusal, type Invalid } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { isoDay } from '../../../ui/dates.ts'
import { actOrUndo } from '../acting.ts'
import { urls } from '../urls.ts'
import { keepConcept, textNames, versionOf, type Concept } from './concept.ts'
import { offences } from './content.ts'
import { homeInOffice } from './document.ts'
import { readSources, type Sources } from './sources.ts'
import { readDay } from './terms.ts'
import { askForComplaint } from './timers.ts'

// The form of the concept: what it takes, and keeping it.

/** A concept as the form shows it. */
export const inForm = (concept: Concept): Form => ({
  values: {
    ...Object.fromEntries(textNames.map(name => [name, concept[name]])),
    at_home: concept.at_home ? 'ja' : 'nee',
    join: concept.join ? 'ja' : '',
    informed: concept.informed ? 'ja' : '',
    complaint: concept.complaint ? 'ja' : '',
    known_on: concept.known_on,
    offences: concept.offences.join('\n'),
    domicile: concept.domicile,
  },
  errors: {},
})

const text = textField()
const yes = z.enum(['ja', '']).default('')
export const Filled = z.object({
  gezien: z.string().max(40).default(''),
  who: text,
  what: textField({ required: 'Schrijf wat er is gebeurd' }),
  at_home: z.enum(['ja', 'nee'], 'Kies waar het gebeurde'),
  where: text,
  with_what: text,
  how: text,
  when: text,
  why: text,
  task: text,
  witnesses: text,
  earlier: text,
  warnings: text,
  damage: text,
  join: yes,
  informed: yes,
  complaint: yes,
  domicile: textField({ max: 400 }),
  offences: z.string().default(''),
  known_on: dateField({ required: 'Vul in sinds welke dag dit bekend is' }),
})

const toConcept = (input: z.infer<typeof Filled>): Concept => {
  const { gezien: _seen, at_home, join, informed, complaint, offences: chosen, ...texts } = input
  const ids = chosen.split(/\r?\n/u)
  return {
    ...texts,
    at_home: at_home === 'ja',
    join: join === 'ja',
    informed: informed === 'ja',
    complaint: complaint === 'ja',
    offences: offences.map(it => it.id).filter(id => ids.includes(id)),
  }
}

const changedMeanwhile =
  'Iemand heeft dit concept intussen veranderd. Uw tekst staat hieronder nog. Open de aangifte in een ander venster, vergelijk de teksten, en bewaar dan opnieuw.'

/** Keeps what was filled in; errors by field when it cannot be kept like this. */
export async function keep(ask: Ask<'id'>, input: z.infer<typeof Filled>): Promise<SeeOther | Invalid> {
  const { house, actor, params } = ask
  let errors: Record<string, string> = {}
  const done = await actOrUndo(house, actor, params.id, async acting => {
    const { tx, now, it, dossier } = acting
    const version = versionOf(it.part)
    if (!version) return 'gone'
    const sources = await readSources(tx, dossier, it, version, [])
    const whole = toConcept(input)
    const concept = {
      ...whole,
      // The request to prosecute is in the version that the person hit signs, and nowhere else.
      complaint: version === 'person' && whole.complaint,
      domicile: sources.office === '' ? whole.domicile : '',
    }
    errors = wrongIn(concept, sources, { today: isoDay(now), happened: it.happened_at ? isoDay(it.happened_at) : '' })
    if (Object.keys(errors).length > 0) return 'late'
    if ((await keepConcept(tx, now, dossier, version, actor.id, concept, input.gezien)) === 'changed') {
      errors = { '': changedMeanwhile }
      return 'late'
    }
    await askForComplaint(acting, concept)
    return 'done'
  })
  if (done === 'gone') throw new Refusal(notFound)
  return done === 'done' ? { seeOther: `${urls.police(params.id)}?klaar=bewaard` } : { invalid: errors }
}

interface Days {
  today: string
  /** The day on which it happened; '' when that is not known. */
  happened: string
}

function wrongIn(concept: Concept, sources: Sources, { today, happened }: Days): Record<string, string> {
  const errors: Record<string, string> = {}
  if (sources.office === '' && concept.domicile === '') errors['domicile'] = 'Vul het adres van het kantoor in'
  else if (homeInOffice(concept.domicile, sources))
    errors['domicile'] =
      'Dit staat ook in de melding zelf en kan een privéadres of privénummer zijn. Vul het adres van het kantoor in.'
  if (concept.known_on > today) errors['known_on'] = 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.'
  else if (concept.known_on < happened)
    errors['known_on'] = `Deze dag ligt voor de dag waarop het gebeurde: ${readDay(happened)}.`
  return errors
}
