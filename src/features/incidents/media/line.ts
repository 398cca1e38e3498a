import { counted, lineOf } from '../records/line.ts'

export const mediaLine = lineOf({
  path: 'communicatie',
  label: 'Media en overleg',
  kinds: ['media_line', 'consultation'],
  status: records => {
    const agreed = records.some(it => it.kind === 'media_line')
    const meetings = records.filter(it => it.kind === 'consultation').length
    const parts = [
      ...(agreed ? ['Woordvoering is afgesproken'] : []),
      ...(meetings > 0 ? [`${counted(meetings, 'overleg', 'overleggen')} vastgelegd`] : []),
    ]
    return parts.length > 0 ? parts.join(', ') : undefined
  },
})
