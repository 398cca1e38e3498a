import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../test/support/follow-up-stories.ts'

const story = openStory()
const menuOf = async (who: 'politicalCoordinator' | 'member') =>
  /<nav aria-label="Hoofdmenu">.*?<\/nav>/s.exec((await story.visitor(who).get('/')).html)?.[0] ??
  assert.fail('No menu')

test('a coordinator has a menu of one row: what is rare stands under “Meer”, and nothing is gone', async () => {
  const menu = await menuOf('politicalCoordinator')
  const [row = '', more = ''] = menu.split('<details')
  for (const href of ['/lijn', '/zoeken', '/melden/snel', '/scans', '/plan'])
    assert.ok(row.includes(`href="${href}"`), href)
  for (const href of ['/meldingen', '/onze-norm', '/cijfers']) assert.ok(more.includes(`href="${href}"`), href)
  const { html } = await story.visitor('politicalCoordinator').get('/cijfers')
  assert.match(
    html,
    /<summary class="weerbaar-nav__link weerbaar-nav__link--current">/,
    'it shows that one is in there',
  )
})

test('the short menu of a member keeps everything in sight', async () => {
  const menu = await menuOf('member')
  assert.doesNotMatch(menu, /<details/)
  for (const href of ['/meldingen', '/melden/snel', '/onze-norm', '/scans'])
    assert.ok(menu.includes(`href="${href}"`), href)
})
