import { isLeaving, leave } from './leaving.js'

/** Asks before words that were typed but not sent are lost; only for forms with `data-warn`. */
export function warnBeforeLeaving() {
  const changed = new Set()
  for (const form of document.querySelectorAll('form[data-warn]')) {
    form.addEventListener('input', () => changed.add(form))
    form.addEventListener('change', () => changed.add(form))
  }
  document.addEventListener('submit', event => {
    if (!event.defaultPrevented) leave()
  })
  addEventListener('beforeunload', event => {
    if (changed.size > 0 && !isLeaving()) event.preventDefault()
  })
}
