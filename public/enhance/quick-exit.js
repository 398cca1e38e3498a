import { leave } from './leaving.js'

const presses = 3
const within = 1500

/** Empties the page at once and takes it out of the history; by the link, or by Escape pressed three times. */
export function quickExit() {
  const link = document.querySelector('[data-quick-exit]')
  if (!(link instanceof HTMLAnchorElement)) return
  const exit = () => {
    leave()
    document.title = 'Het weer'
    document.body.replaceChildren()
    location.replace(link.href)
  }
  link.addEventListener('click', event => {
    event.preventDefault()
    exit()
  })
  onEscapes(exit)
}

function onEscapes(act) {
  let times = []
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.repeat) return
    times = [...times, event.timeStamp].filter(time => event.timeStamp - time < within)
    if (times.length >= presses) act()
  })
}
