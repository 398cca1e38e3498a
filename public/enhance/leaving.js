let leaving = false

/** From now on nothing may hold up the visitor: they chose to go. */
export const leave = () => {
  leaving = true
}

export const isLeaving = () => leaving

// Back from the browser's memory of pages: the same page lives on.
addEventListener('pageshow', event => {
  if (event.persisted) leaving = false
})
