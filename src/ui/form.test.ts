import assert from 'node:assert/strict'
import { test } from 'node:test'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import type { Form } from '../platform/form.ts'
import { Checkboxes, ErrorSummary, FileField, Radios, Select, TextArea, TextField } from './form.tsx'

const form: Form = {
  values: { what: '\nZe weten <b>waar</b> ik woon', kinds: 'threat\ninsult', safe: 'no', secret: 'geheim' },
  errors: {
    what: 'Te lang',
    safe: 'Kies of u nu veilig bent',
    kinds: 'Kies een soort',
    '': 'Uw bestanden zijn bewaard',
  },
}

const options = [
  { value: 'threat', label: 'Bedreiging', hint: 'Iemand zegt u iets aan te doen' },
  { value: 'insult', label: 'Belediging' },
  { value: 'no', label: 'Nee' },
]

const everyField = [
  render(
    h(TextArea, {
      name: 'what',
      label: 'Wat is er gebeurd?',
      hint: 'In uw eigen woorden',
      form,
      maxlengthHint: 20_000,
    }),
  ),
  render(h(Radios, { name: 'safe', label: 'Bent u nu veilig?', hint: 'Bel anders 112', form, options })),
  render(h(Checkboxes, { name: 'kinds', label: 'Welke soort?', hint: 'Meer mag', form, options })),
  render(h(TextField, { name: 'secret', label: 'Wachtwoord', type: 'password', form })),
  render(h(Select, { name: 'function', label: 'Functie', empty: 'Kies', form, options })),
  render(h(FileField, { name: 'files', label: 'Bewijs', hint: 'Mag ook later', form, multiple: true })),
]

const html = everyField.join('\n')
const idsIn = (text: string) => [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)

test('every error in the summary leads to a field, save the one that belongs to none', () => {
  const summary = render(h(ErrorSummary, { form }))
  const links = [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)
  assert.deepEqual(links, ['what', 'safe', 'kinds'])
  assert.ok(links.every(id => idsIn(html).includes(id)))
  assert.match(summary, /<li>Uw bestanden zijn bewaard<\/li>/)
})

test('a form without errors shows no summary', () => {
  assert.equal(render(h(ErrorSummary, { form: { values: {}, errors: {} } })), '')
})

test('every id is used once, and every description that is pointed to exists', () => {
  const ids = idsIn(html)
  assert.equal(new Set(ids).size, ids.length)
  const described = [...html.matchAll(/aria-describedby="([^"]*)"/g)].flatMap(([, value = '']) => value.split(' '))
  assert.deepEqual(
    described.filter(id => !ids.includes(id)),
    [],
  )
})

test('typed words come back as text, with their first empty line, and without a maxlength that would cut them off', () => {
  // A browser drops one line end right after the start tag.
  assert.match(html, /<textarea[^>]*>\n\nZe weten &lt;b>waar/)
  assert.doesNotMatch(html, / maxlength/)
})

test('a password never comes back', () => {
  assert.doesNotMatch(html, /geheim/)
})

test('all the choices that were made come back', () => {
  const checked = [...html.matchAll(/name="(\w+)" value="(\w+)" checked/g)].map(([, name, value]) => `${name}=${value}`)
  assert.deepEqual(checked, ['safe=no', 'kinds=threat', 'kinds=insult'])
})
