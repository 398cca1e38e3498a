import { lineOf } from '../records/line.ts'

const standing: Readonly<Record<string, string>> = {
  proposed: 'Een les wacht op het akkoord van de getroffene',
  agreed: 'De les is gedeeld',
  declined: 'De les blijft in de melding',
}

export const evaluationLine = lineOf({
  path: 'evaluatie',
  label: 'Wat leren wij?',
  kinds: ['evaluation', 'lesson'],
  status: records => {
    const lesson = records.findLast(it => it.kind === 'lesson')
    return lesson ? standing[lesson.state] : records.length > 0 ? 'Vastgelegd' : undefined
  },
})
