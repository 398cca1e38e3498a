import type { KnownCodes } from '../../engines/cases/codes.ts'
import { versionOf } from '../../engines/questionnaires/definition.ts'
import { shippedInstruments } from '../../engines/questionnaires/library.ts'

const titleOf = (code: string): string =>
  shippedInstruments().find(it => it.id === code || versionOf(it) === code)?.title ?? code

/** What stands with a scan in the trail, in words. What the network published keeps its code: its title may be anybody's words. */
export const scanCodes: KnownCodes = {
  fields: { instrument: { label: 'Scan', read: titleOf }, round: { label: 'Ronde', read: id => id } },
}
