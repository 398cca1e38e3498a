import type { Definition } from './definition.ts'
import type { Fault } from './faults.ts'
import type { Scan } from './scan.ts'

/** What a plan holds at most, in characters: the columns of `plan_measure` and `plan_finding`. */
export const planLimits = { title: 200, explanation: 4000, theme: 120, label: 300, risk: 200 } as const

/** Texts that go to a plan with a measure and are longer than it holds. */
export function lengthFaults({ title }: Definition, { themes, advice }: Scan): Fault[] {
  const proposing = advice.map((it, place) => ({ it, at: ['scan', 'advice', place] })).filter(({ it }) => it.measure)
  const ofThemes = new Set(proposing.map(({ it }) => it.theme))
  return [
    ...(proposing.length > 0 ? tooLong(['title'], 'De titel van de vragenlijst', title, planLimits.label) : []),
    ...themes.flatMap((theme, place) =>
      ofThemes.has(theme.id)
        ? tooLong(
            ['scan', 'themes', place, 'title'],
            `De titel van het thema “${theme.id}”`,
            theme.title,
            planLimits.theme,
          )
        : [],
    ),
    ...proposing.flatMap(({ it, at }) => [
      ...tooLong(
        [...at, 'measure', 'title'],
        `De titel van de maatregel bij het advies “${it.id}”`,
        it.measure?.title ?? '',
        planLimits.title,
      ),
      ...tooLong([...at, 'text'], `De uitleg van het advies “${it.id}”`, it.text, planLimits.explanation),
    ]),
  ]
}

const tooLong = (path: Fault['path'], what: string, text: string, most: number): Fault[] =>
  text.length <= most
    ? []
    : [
        {
          path,
          message: `${what} heeft ${text.length} tekens. In een plan passen er ${most}: maak de tekst korter.`,
        },
      ]
