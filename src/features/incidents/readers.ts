import { activeMemberships } from '../../engines/cases/routing.ts'
import { dutyAt, readShifts } from '../../engines/cases/duty.ts'
import type { Tx } from '../../platform/db.ts'
import type { CaseFacts } from './case.ts'
import { whoReads, type OwnFunction } from './report.ts'
import type { Reader } from './who-reads-view.tsx'

/** Who would read a report in each of these functions about this colleague, and when. A function without a route is left out. */
export async function readersOf(
  tx: Tx,
  now: Date,
  organisation: string,
  hit: string,
  functions: readonly OwnFunction[],
  accused?: string,
  notManager = false,
  category?: string,
): Promise<Reader[]> {
  const readers: Reader[] = []
  for (const own of functions) {
    const found = await whoReads(tx, now, organisation, hit, own, accused, notManager, category)
    if (found) readers.push(await named(tx, own.function, found.destination.owner, found.duty, found.destination.unit))
  }
  return readers
}

/** Who reads a report that was made, and when: along its own line, and not who was named in it. */
export async function readerOf(tx: Tx, now: Date, it: CaseFacts): Promise<Reader> {
  const barred = await tx.selectFrom('barred').select('person_id').where('case_id', '=', it.id).execute()
  const never = new Set([it.hit_id ?? it.reporter_id, ...barred.map(row => row.person_id)])
  const duty = dutyAt(await readShifts(tx, now, it.organisation_id, it.line ?? ''), now, never)
  return named(tx, it.function ?? '', it.owner_id ?? '', duty, it.unit_id)
}

async function named(tx: Tx, name: string, owner: string, duty: Reader['duty'], unit: string | null): Promise<Reader> {
  return {
    function: name,
    handler: await nameOf(tx, owner),
    duty,
    dutyName: duty.now && (await nameOf(tx, duty.now.person)),
    manager: unit !== null,
  }
}

async function nameOf(tx: Tx, person: string): Promise<string> {
  const row = await tx.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst()
  return row?.name ?? 'de behandelaar'
}

/** Who in this organisation can be let in by the person hit. */
export async function confidantsOf(
  tx: Tx,
  now: Date,
  organisation: string,
  never: readonly string[],
): Promise<string[]> {
  const rows = await activeMemberships(tx, now, organisation)
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('membership.role', '=', 'confidant')
    .orderBy('person.name')
    .execute()
  return rows.filter(it => !never.includes(it.id)).map(it => it.name)
}
