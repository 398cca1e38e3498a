const pause = 5000

/**
 * Holds back a second press on a form that is on its way. After five seconds it may be sent again:
 * the first may have been lost, and the server knows a double submission from a new one.
 */
export function submitOnce() {
  const sent = new WeakMap()
  document.addEventListener('submit', event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    const now = performance.now()
    if (now - (sent.get(form) ?? -pause) < pause) {
      event.preventDefault()
      return
    }
    sent.set(form, now)
    dim(form, true)
    setTimeout(() => dim(form, false), pause)
  })
  addEventListener('pageshow', event => {
    if (!event.persisted) return
    for (const form of document.forms) {
      sent.delete(form)
      dim(form, false)
    }
  })
}

// Not `disabled`: a browser leaves a disabled button's own name and value out of what it sends.
function dim(form, on) {
  for (const button of form.querySelectorAll('button[type="submit"]')) {
    if (on) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
  }
}
