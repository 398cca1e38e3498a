/** Brings who sent a form with errors to the summary of them, also without sight. */
export function focusOnErrors() {
  document.querySelector('.weerbaar-error-summary')?.focus()
}
