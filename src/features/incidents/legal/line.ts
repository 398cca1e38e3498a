import { counted, lineOf } from '../records/line.ts'

const aimedAtThePerson = 'legal_intimidation'

export const legalLine = lineOf({
  path: 'juridische-druk',
  label: 'Juridische druk',
  kinds: ['legal_step', 'legal_aid'],
  shows: ({ category, part }) => part === 'handler' || category === aimedAtThePerson,
  status: records => {
    const aid = records.findLast(it => it.kind === 'legal_aid')
    if (aid?.state === 'waiting') return 'Rechtsbijstand is gevraagd'
    const steps = records.filter(it => it.kind === 'legal_step').length
    return steps > 0 ? `${counted(steps, 'stap', 'stappen')} vastgelegd` : undefined
  },
})
