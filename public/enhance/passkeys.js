import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

const ceremonies = { get: startAuthentication, create: startRegistration }

/** Forms with `data-passkey`: what the device signs goes along in the field of the form. */
export function signWithPasskeys() {
  for (const note of document.querySelectorAll('[data-passkey-without-script]')) note.remove()
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    // Before the guard against a second press, which must not count the first one.
    form.addEventListener('submit', event => {
      if (form.elements.antwoord.value !== '') return
      event.preventDefault()
      event.stopPropagation()
      void sign(form)
    })
  }
}

async function sign(form) {
  const trouble = form.querySelector('[data-passkey-trouble]')
  trouble.hidden = true
  try {
    const optionsJSON = JSON.parse(form.dataset.options)
    form.elements.antwoord.value = JSON.stringify(await ceremonies[form.dataset.passkey]({ optionsJSON }))
  } catch {
    trouble.hidden = false
    return
  }
  form.requestSubmit()
}
