import { dutyAt, readShifts } from '../../engines/cases/duty.ts'
import { functionInfo } from '../../engines/cases/vocabulary.ts'
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
): Promise<Reader[]> {
  const readers: Reader[] = []
  for (const own of functions) {
    const found = await whoReads(tx, now, organisation, hit, own, accused, notManager)
    if (found) readers.push(await named(tx, own.function, found.destination.owner, found.duty))
  }
  return readers
}

/** Who reads a report that was made, and when: along its own line, and not who was named in it. */
export async function readerOf(tx: Tx, now: Date, it: CaseFacts): Promise<Reader> {
  const barred = await tx.selectFrom('barred').select('person_id').where('case_id', '=', it.id).execute()
  const never = new Set([it.reporter_id, ...barred.map(row => row.person_id)])
  const duty = dutyAt(await readShifts(tx, now, it.organisation_id, it.line ?? ''), now, never)
  return named(tx, it.function ?? '', it.owner_id ?? '', duty)
}

async function named(tx: Tx, name: string, owner: string, duty: Reader['duty']): Promise<Reader> {
  return {
    function: name,
    handler: await nameOf(tx, owner),
    duty,
    dutyName: duty.now && (await nameOf(tx, duty.now.person)),
    staff: functionInfo(name)?.group === 'staff',
  }
}

async function nameOf(tx: Tx, person: string): Promise<string> {
  const row = await tx.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst()
  return row?.name ?? 'de behandelaar'
}
