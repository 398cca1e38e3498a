import { counted, lineOf } from '../records/line.ts'

export const damagesLine = lineOf({
  path: 'schade',
  label: 'Schade',
  kinds: ['damage'],
  status: items => {
    const open = items.filter(it => it.state === 'open' || it.state === 'claimed').length
    if (open > 0) return `${counted(open, 'post loopt', 'posten lopen')} nog`
    return items.length > 0 ? `${counted(items.length, 'post', 'posten')} afgerond` : undefined
  },
})
