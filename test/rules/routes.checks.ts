import assert from 'node:assert/strict'
import { permissionsOf, roles, type Role } from '../../src/engines/access/permissions.ts'
import { allRoutes } from '../../src/app.ts'
import type { Checks } from '../support/checks.ts'
import { changedIn, fingerprint } from '../support/fingerprint.ts'
import { makeLetter, makeMeasure } from '../support/measures.ts'
import { onlineOf } from '../support/online.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import { aListToDecideOn } from '../support/planting-retention.ts'
import { aProtocolToName } from '../support/protocol.ts'
import { aRequestToName } from '../support/rights.ts'
import { aPicture, keepSomebody, leaveDraft, letIn } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import { ask, firstFile, firstTask, formFor, nameOf, toStranger, type Names } from './routes.asking.ts'
import { changedInADraft, draftRoutes } from './routes.drafts.ts'
import { caseRoutes, changedByTheStory } from './routes.cases.ts'
import { families, permissions, publicRoutes, somebody, type RoleName } from './routes.expected.ts'

const roleNames = Object.keys(somebody).filter((it): it is RoleName => Object.hasOwn(somebody, it))
const isRole = (name: string): name is Role => roles.some(role => role === name)

/** Things of the organisation to name in a path, made anew for each use because some routes take them away. */
async function thingsToName(world: World): Promise<Readonly<Record<string, Names>>> {
  const { owner } = world
  const { request, question } = await aRequestToName(world)
  const [unit, shift, contact, route, membership] = ['unit', 'shift', 'contact', 'route', 'membership'].map(it =>
    idOf(`${it} to name`),
  )
  const organisation = idOf('waterstad')
  await owner.query(
    `insert into unit (id, organisation_id, name) values ($1, $2, 'Tijdelijk') on conflict do nothing`,
    [unit, organisation],
  )
  await owner.query(
    `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id) values ($1, $2, 'political', 2, '03:00', '04:00', $3)
     on conflict do nothing`,
    [shift, organisation, idOf('clerk')],
  )
  await owner.query(
    `insert into contact_point (id, organisation_id, position, name, phone, url, description, source, published)
     values ($1, $2, 9, 'Tijdelijk', '14 000', '', '', '', false) on conflict do nothing`,
    [contact, organisation],
  )
  await owner.query(
    `insert into route (id, organisation_id, subject, unit_id, line, handler_id, deputy_id) values ($1, $2, 'civil_servant', $3, 'administrative', $4, $5)
     on conflict do nothing`,
    [route, organisation, idOf('handhaving'), idOf('secretary'), idOf('integrityOfficer')],
  )
  await owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts)
     values ($1, $2, $3, 'reporter', 'committee_member', '2024-01-01') on conflict do nothing`,
    [membership, organisation, idOf('otherMember')],
  )
  await owner.query(
    `insert into organisation_theme (organisation_id, tokens, changed_at) values ($1, '{}', '2024-01-01') on conflict do nothing`,
    [organisation],
  )
  const protocol = await aProtocolToName(world)
  const list = await aListToDecideOn({ owner })
  return {
    protocol: { id: protocol },
    vernietiging: { id: list },
    'privacy-verzoeken': { id: request, page: 'besluit' },
    'privacy-vragen': { id: question },
    verzoeken: { id: request },
    mensen: { id: idOf('otherMember'), membership: membership ?? '' },
    eenheden: { id: unit ?? '' },
    dienst: { id: shift ?? '' },
    contactpunten: { id: contact ?? '' },
    routes: { id: route ?? '', name: 'council-member' },
    teksten: { name: 'norm' },
    passkeys: { id: idOf('a passkey that is not there') },
    apparaten: { id: idOf('a session that is not there') },
    afwezigheid: { id: idOf('an absence that is not there') },
    thema: { code: 'GM9901' },
    norm: { code: 'GM9901' },
    teams: { id: unit ?? '' },
    scans: { name: 'resilience-norm', id: idOf('answers that are not there'), file: idOf('a file that is not there') },
    rondes: { id: idOf('a round that is not there'), name: 'pdf' },
    antwoorden: {
      id: idOf('answers that are not there'),
      page: 'eerst',
      name: 'pdf',
      file: idOf('a file that is not there'),
    },
    plan: { id: idOf('a measure that is not there') },
    risico: { id: idOf('an appointment that is not there') },
    gesprek: { id: idOf('a conversation that is not there') },
    gesprekken: { id: idOf('a conversation that is not there') },
    filters: { id: idOf('a filter that is not there') },
    agenda: { feed: 'a'.repeat(43) },
    inloggen: { id: organisation },
    uitnodiging: { token: 'a'.repeat(43), id: organisation },
    organisatie: { id: organisation },
    wachtwoord: { token: 'a'.repeat(43) },
  }
}

const namesFor = (things: Readonly<Record<string, Names>>, route: string): Names =>
  Object.entries(things).find(([part]) => route.includes(`/${part}/:`))?.[1] ?? {}

export const routeChecks: Checks = {
  'every route says who may, and stands in one of the tables': async () => {
    for (const route of allRoutes) assert.ok(route.needs.length > 0, nameOf(route))
    const listed = [publicRoutes, ...families.map(it => it.answers), caseRoutes, draftRoutes].flatMap(Object.keys)
    assert.deepEqual(listed.toSorted(), allRoutes.map(nameOf).toSorted())
    const open = allRoutes.filter(route => route.needs === 'public').map(nameOf)
    assert.deepEqual(open.toSorted(), Object.keys(publicRoutes).toSorted())
  },

  'each role may what was written down for it': async world => {
    for (const name of roleNames) {
      assert.deepEqual(
        [...permissionsOf(isRole(name) ? [name] : [])].toSorted(),
        permissions[name].split(' ').toSorted(),
        name,
      )
      const { rows } = await world.owner.query<{ role: string }>(
        'select role from membership where person_id = $1 and ends is null',
        [idOf(somebody[name])],
      )
      assert.deepEqual(
        rows.map(it => it.role),
        name === 'ended' ? [] : [name],
      )
    }
    assert.deepEqual(roles.toSorted(), roleNames.filter(isRole).toSorted())
  },

  'every route is tried with every role, and by a stranger': async world => {
    for (const { who, answers } of families)
      for (const [route, answer] of Object.entries(answers)) {
        const names = namesFor(await thingsToName(world), route)
        assert.equal((await ask(world.visitor, route, names)).status, toStranger(route), `a stranger: ${route}`)
        for (const role of roleNames) {
          const visitor = await world.signIn(somebody[role])
          const expected = who === 'everybody' || who.includes(role) ? answer : 404
          const seen = await ask(visitor, route, names)
          assert.equal(seen.status, expected, `${role}: ${route} ${seen.text.slice(0, 200)}`)
        }
      }
  },

  'what is public is so for strangers and for everybody who is signed in': async world => {
    for (const [route, answers] of Object.entries(publicRoutes)) {
      const names = namesFor(await thingsToName(world), route)
      assert.equal((await ask(world.visitor, route, names)).status, answers.out, `a stranger: ${route}`)
      for (const role of roleNames)
        assert.equal(
          (await ask(await world.signIn(somebody[role]), route, names)).status,
          answers.in,
          `${role}: ${route}`,
        )
    }
  },

  'a stranger who asks for a page is asked to sign in, and comes back to that page only': async world => {
    const { location } = await world.visitor.get('/werklijst')
    assert.equal(location, '/inloggen?naar=%2Fwerklijst')
  },

  'the case of somebody else is not there, for all who are not named in the table, and nothing in it changes':
    async world => {
      const id = await world.report('member', {}, [aPicture])
      await letIn(world, 'member', id, 'confidant')
      const measure = await makeMeasure(world, 'clerk', id)
      const names = {
        id,
        file: await firstFile(world, id),
        report: id,
        person: idOf('otherMember'),
        task: await firstTask(world, id),
        measure,
        letter: await makeLetter(world, 'clerk', id, measure),
        page: 'wat',
        step: 'gedaan',
        record: await keepSomebody(world, 'clerk', id),
        ...(await onlineOf(world, id)),
      }
      await tryByEverybody(world, caseRoutes, names, changedByTheStory)
    },

  'who handles cases of others gets no form of a handler in the own case': async world => {
    const id = await world.report('clerk')
    const clerk = await world.signIn('clerk')
    assert.equal((await clerk.get(`/meldingen/${id}`)).status, 200)
    const handlers = Object.keys(caseRoutes).filter(route =>
      allRoutes.some(it => nameOf(it) === route && it.needs === 'case.handle'),
    )
    assert.ok(handlers.length > 8)
    for (const route of handlers) assert.equal((await ask(clerk, route, { id }, formFor(route))).status, 404, route)
  },

  'the draft of somebody else is not there, for nobody': async world => {
    const id = await leaveDraft(world, 'member')
    await tryByEverybody(
      world,
      draftRoutes,
      { id, file: await firstFile(world, id), page: 'voor-wie' },
      changedInADraft,
    )
  },
}

type Table = Readonly<Record<string, Partial<Record<PersonKey, number>>>>

/** First all who may not, with a right and with an empty form; then, in the order of the table, those who may. */
async function tryByEverybody(world: World, table: Table, names: Names, changes: readonly string[]) {
  const before = await fingerprint(world, names['id'] ?? '')
  for (const key of peopleKeys) {
    const visitor = await world.signIn(key)
    // Who sees the case may be told what is wrong with a form, and still not send it.
    const refusals = table['get /meldingen/:id']?.[key] === undefined ? [404] : [404, 422]
    for (const [route, may] of Object.entries(table)) {
      if (may[key] !== undefined) continue
      for (const form of [formFor(route), {}]) {
        const seen = await ask(visitor, route, names, form)
        assert.ok(refusals.includes(seen.status), `${key}: ${route} was answered with ${seen.status}`)
        if (seen.status === 404) assert.doesNotMatch(seen.text, /M-2026-/, `${key}: ${route}`)
      }
    }
  }
  for (const route of Object.keys(table))
    assert.equal(
      (await ask(world.visitor, route, names, formFor(route))).status,
      toStranger(route),
      `a stranger: ${route}`,
    )
  assert.deepEqual(changedIn(before, await fingerprint(world, names['id'] ?? '')), [])

  for (const [route, may] of Object.entries(table))
    for (const key of peopleKeys) {
      const expected = may[key]
      if (expected === undefined) continue
      const seen = await ask(await world.signIn(key), route, names, formFor(route))
      assert.equal(seen.status, expected, `${key}: ${route} ${seen.text.slice(0, 300)}`)
    }
  // Nothing changed before because nothing was done, not because it was not looked at.
  assert.deepEqual(changedIn(before, await fingerprint(world, names['id'] ?? '')), changes)
}
