import type { Ask } from '../../engines/access/routes.ts'
import { refuseLook } from '../../engines/cases/dossier.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { PageTitle } from '../../ui/parts.tsx'
import type { Done } from './acting.ts'
import { type CaseFacts } from './case.ts'
import { openCasePage } from './opened-case.ts'
import { isConfirmed, type Confirmed } from './case-parts.tsx'
import { CaseView } from './case-views.tsx'
import { urls } from './urls.ts'

/** The page of a case, or of nothing: who may not see it is told what somebody is told about a case that does not exist. */
export async function showCase(ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> {
  const { house, actor, params } = ask
  const done = ask.query.get('klaar')
  const found = await openCasePage(house, actor, params.id)
  if (!found) throw new Refusal(notFound)
  const confidants =
    found.facts.part === 'own'
      ? await house.db.as({ person: actor.id }, (tx, now) => readConfidants(tx, now, found.facts))
      : []
  return {
    title: `Melding ${found.facts.reference}`,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <CaseView
        page={found}
        viewer={actor.id}
        now={house.clock.now()}
        form={form}
        confidants={confidants}
        scanning={house.scanner !== undefined}
        done={isConfirmed(done) ? done : undefined}
      />
    ),
  }
}

/** Writes down that somebody was refused, and answers as if there were no such case. */
export async function refuse({ house, actor, params }: Ask<'id'>): Promise<never> {
  const organisation = actor.organisation?.id ?? null
  await refuseLook(house, { actor: actor.id, organisation, caseId: params.id, action: 'case.open' })
  throw new Refusal(notFound)
}

/** The confidants who may be asked to read a case: not the reporter, and not who is named as the one who did it. */
export const readConfidants = (tx: Tx, now: Date, it: CaseFacts) =>
  tx
    .selectFrom('membership as m')
    .innerJoin('person', 'person.id', 'm.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('m.organisation_id', '=', it.organisation_id)
    .where('m.role', '=', 'confidant')
    .where('m.person_id', '<>', it.reporter_id)
    .where('m.person_id', 'not in', eb => eb.selectFrom('barred').select('person_id').where('case_id', '=', it.id))
    .where('m.starts', '<=', now)
    .where(eb => eb.or([eb('m.ends', 'is', null), eb('m.ends', '>', now)]))
    .orderBy('person.name')
    .execute()

/** Where an act leads: back to the case, to a page that explains, or nowhere. */
export function after(done: Done, id: string, confirmed: Confirmed): SeeOther | Page {
  if (done === 'done') return { seeOther: `${urls.case(id)}?klaar=${confirmed}${anchors[confirmed] ?? ''}` }
  if (done === 'gone') throw new Refusal(notFound)
  return {
    title: 'Dit kan nu niet',
    narrow: true,
    body: (
      <>
        <PageTitle>Dit kan nu niet</PageTitle>
        <p>
          Misschien was iemand anders u net voor. Of de melding is nog niet opgepakt, of intussen afgesloten of
          heropend. Er is niets veranderd door uw keuze.
        </p>
        <Actions>
          <ButtonLink href={urls.case(id)}>Bekijk hoe de melding er nu voor staat</ButtonLink>
        </Actions>
      </>
    ),
  }
}

/** As `after`, for an act with words: when it comes too late they come back, so that they are not lost. */
export const afterWriting = (done: Done, id: string, confirmed: Confirmed): SeeOther | Page | typeof tooLate =>
  done === 'late' ? tooLate : after(done, id, confirmed)

// Under what was written just now, however much stands above it.
const anchors: Partial<Record<Confirmed, string>> = { bericht: '#gedaan', notitie: '#gedaan', bewijs: '#bewijs' }

const tooLate = {
  invalid: {
    '': 'Dit kan nu niet: de melding is nog niet opgepakt, of intussen afgesloten of heropend. Uw tekst staat hieronder nog.',
  },
}
