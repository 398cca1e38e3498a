import { counted, lineOf } from '../records/line.ts'

export const aftercareLine = lineOf({
  path: 'nazorg',
  label: 'Nazorg',
  kinds: ['care_person', 'care_talk', 'care_offer'],
  status: states => {
    const talks = states.filter(it => it.kind === 'care_talk')
    const open = talks.filter(it => it.state === 'promised').length
    if (open > 0) return `${counted(open, 'gesprek staat', 'gesprekken staan')} nog open`
    return talks.length > 0 ? `${counted(talks.length, 'gesprek', 'gesprekken')} vastgelegd` : undefined
  },
})
