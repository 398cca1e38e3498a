import type { Duty } from '../../engines/cases/duty.ts'
import { functionLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort } from '../../ui/dates.ts'
import { Note } from '../../ui/parts.tsx'
import { fill, quickReport } from './questions.ts'

/** Who gets a report in one of the functions of this person, in words. */
export interface Reader {
  function: string
  handler: string
  duty: Duty
  dutyName: string | undefined
  /** The manager of the unit sees it too. */
  manager: boolean
}

const { help } = quickReport

export interface WhoReadsProps {
  /** None when nobody would get it; absent as long as it is not known whom it is about. */
  readers: readonly Reader[] | undefined
  /** In which functions it can be made, where that is still to be chosen: of one that nobody would get it in, that is said. */
  functions?: readonly string[]
  now: Date
  /** There is a colleague to choose on the page, which may change who reads it. */
  choosing?: boolean
  /** It is reported for somebody else: a colleague by this name, or somebody who is not known by name. */
  other?: { name: string | undefined } | undefined
  /** Who may be let in by the person hit. */
  confidants?: readonly string[]
}

const othersWho = (manager: boolean, other: boolean) => {
  if (other) return manager ? help.who_reads.others_of_other_staff : help.who_reads.others_of_other
  return manager ? help.who_reads.others_staff : help.who_reads.others
}

export const WhoReads = ({ readers, functions = [], now, choosing, other, confidants = [] }: WhoReadsProps) => (
  <Note kind={readers?.length === 0 ? 'warning' : 'info'} title={help.who_reads.title}>
    {readers?.length === 0 && <p>{help.who_reads.nobody}</p>}
    {readers?.map(reader => (
      <p>
        {Math.max(readers.length, functions.length) > 1 && <AsFunction name={reader.function} />}
        {whoReadsWhen(reader, now)}
      </p>
    ))}
    {readers?.length !== 0 &&
      functions
        .filter(name => !readers?.some(it => it.function === name))
        .map(name => (
          <p>
            <AsFunction name={name} />
            {help.who_reads.nobody_as_this}
          </p>
        ))}
    {choosing && (
      <p>
        De collega die u hierboven kiest, leest uw melding niet. Staat die naam hier, dan gaat de melding naar een
        ander.
      </p>
    )}
    {other?.name !== undefined && <p>{fill(help.who_reads.hit_is_told, { name: other.name })}</p>}
    {readers?.length !== 0 && <p>{othersWho(readers?.some(it => it.manager) === true, other !== undefined)}</p>}
    {confidants.length > 0 && (
      <p>
        {fill(other ? help.who_reads.confidants_of_other : help.who_reads.confidants, {
          names: confidants.join(', '),
        })}
      </p>
    )}
    <p>
      {help.exception.title}: {help.exception.text}
    </p>
  </Note>
)

const AsFunction = ({ name }: { name: string }) => <strong>Als {functionLabel(name)}: </strong>

/** Who reads a report made now, and when: honest about a night in which nobody does. */
export function whoReadsWhen({ handler, duty, dutyName }: Reader, now: Date): string {
  const goesTo = `Uw melding gaat naar ${handler}.`
  if (duty.now)
    return fill(help.who_reads.on_duty, { handler, duty: dutyName ?? handler, until: formatShort(duty.now.until, now) })
  if (duty.next) return `${goesTo} ${fill(help.who_reads.no_duty, { next: formatShort(duty.next, now) })}`
  return `${goesTo} ${help.who_reads.no_duty_at_all}`
}
