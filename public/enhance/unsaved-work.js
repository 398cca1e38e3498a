import { isLeaving } from './leaving.js'

/** Asks before words that were typed but not sent are lost; only for forms with `data-warn`. */
export function warnBeforeLeaving() {
  const changed = new Set()
  for (const form of document.querySelectorAll('form[data-warn]')) {
    form.addEventListener('input', () => changed.add(form))
    form.addEventListener('change', () => changed.add(form))
  }
  // Only the form that is sent: signing out beside a half-written report asks as well.
  document.addEventListener('submit', event => {
    if (!event.defaultPrevented) changed.delete(event.target)
  })
  addEventListener('beforeunload', event => {
    if (changed.size > 0 && !isLeaving()) event.preventDefault()
  })
}
