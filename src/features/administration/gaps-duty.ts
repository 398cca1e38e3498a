import { lineLabel } from '../../engines/cases/vocabulary.ts'
import type { Desk } from './desk.ts'
import { linesInUse, mayHaveDuty, readShiftRows } from './duty.ts'
import type { Gap, GapFacts } from './gap.ts'
import { uncoveredInWords, uncoveredHours } from './uncovered.ts'

export async function dutyGaps(desk: Desk, { handlers }: GapFacts): Promise<Gap[]> {
  const shifts = await readShiftRows(desk)
  const href = '/beheer/dienst'
  const empty = (await linesInUse(desk))
    .filter(line => !shifts.some(it => it.line === line))
    .map(line => ({
      serious: false,
      title: `Niemand heeft dienst: ${lineLabel(line)}`,
      why: 'Dat mag. Melders lezen dan dat niet zeker is wanneer hun melding wordt gelezen.',
      href,
    }))
  const lapsed = new Set(
    shifts
      .filter(shift => !handlers.some(it => it.id === shift.person_id && mayHaveDuty(it, shift.line)))
      .map(it => it.name),
  )
  const broken = [...lapsed].map(name => ({
    serious: true,
    title: `Dienst van iemand zonder rol: ${name}`,
    why: 'Melders lezen dat deze persoon dienst heeft, maar die kan de melding niet openen.',
    href,
  }))
  const partly = (await linesInUse(desk)).flatMap(line => {
    const hours = uncoveredHours(shifts.filter(it => it.line === line && it.able))
    return hours.length === 0 || !shifts.some(it => it.line === line)
      ? []
      : [notAllHours(line, uncoveredInWords(hours))]
  })
  return [...empty, ...partly, ...broken]
}

const notAllHours = (line: string, hours: string): Gap => ({
  serious: false,
  title: `Niet elk uur heeft iemand dienst: ${lineLabel(line)}`,
  why: `Niemand heeft dienst: ${hours}. Dat mag. Melders lezen dan vanaf wanneer er weer iemand kijkt.`,
  href: '/beheer/dienst',
})
