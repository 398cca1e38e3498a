const busy = 'Bezig met versturen… Sluit deze pagina niet.'

/** Says while a form with chosen files is on its way that it takes a while, and on choosing that a file is too large. */
export function watchFiles() {
  for (const form of document.querySelectorAll('form[enctype="multipart/form-data"]')) {
    sayBusy(form)
    for (const field of form.querySelectorAll('input[type="file"]')) sayTooLarge(field, Number(form.dataset.maxBytes))
  }
}

// There from the start and empty: a screen reader tells of what changes in it.
function liveLine() {
  const line = document.createElement('p')
  line.setAttribute('role', 'status')
  return line
}

function sayBusy(form) {
  const line = liveLine()
  form.append(line)
  document.addEventListener('submit', event => {
    if (event.target === form && !event.defaultPrevented && hasFiles(form)) line.textContent = busy
  })
  addEventListener('pageshow', event => {
    if (event.persisted) line.textContent = ''
  })
}

const hasFiles = form => [...form.querySelectorAll('input[type="file"]')].some(field => field.files.length > 0)

function sayTooLarge(field, limit) {
  if (!(limit > 0)) return
  const line = liveLine()
  line.className = 'utrecht-form-field-error-message'
  field.after(line)
  field.addEventListener('change', () => {
    const large = [...field.files].filter(file => file.size > limit)
    line.textContent = large.map(file => `${file.name}: ${tooLarge(limit)}`).join(' ')
  })
}

const tooLarge = limit => `Dit bestand is groter dan ${Math.floor(limit / 1024 / 1024)} MB.`
