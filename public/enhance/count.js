const announceAfter = 1000
// Twenty thousand characters left is no news: only the last part is counted down.
const countFrom = 0.2

/** Says below each text area with `data-count` how many characters are left, or too many. */
export function countCharacters() {
  for (const area of document.querySelectorAll('textarea[data-count]')) count(area, Number(area.dataset.count))
}

function count(area, limit) {
  const shown = document.createElement('p')
  shown.className = 'weerbaar-count'
  // Read out a moment after the last key, so that a screen reader is not interrupted at every letter.
  const spoken = document.createElement('p')
  spoken.className = 'weerbaar-hidden'
  spoken.setAttribute('role', 'status')
  shown.setAttribute('aria-hidden', 'true')
  area.after(shown, spoken)

  let timer
  const update = () => {
    const left = limit - length(area.value)
    const near = left < limit * countFrom
    shown.textContent = near ? message(left) : ''
    shown.classList.toggle('weerbaar-count--over', left < 0)
    clearTimeout(timer)
    if (near) timer = setTimeout(() => (spoken.textContent = message(left)), announceAfter)
  }
  area.addEventListener('input', update)
  update()
}

// As the server counts: code points.
const length = text => [...text].length

function message(left) {
  const amount = `${Math.abs(left).toLocaleString('nl-NL')} ${Math.abs(left) === 1 ? 'teken' : 'tekens'}`
  return left < 0 ? `${amount} te veel` : `Nog ${amount}`
}
