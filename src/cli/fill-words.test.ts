import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { PersonKey } from '../../test/support/people.ts'
import { testMasterKeys } from '../../test/support/seed.ts'
import { faults } from '../../test/support/sender.ts'
import { aLetter, referenceOf, send, sendBesides, takeUp } from '../../test/support/stories.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { fillSomeWords, fillWords } from './fill-words.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

async function finds(who: PersonKey, words: string, id: string): Promise<boolean> {
  const answer = await (await world.signIn(who)).post('/zoeken/woorden', { woorden: words })
  return answer.text.includes(await referenceOf(world, id))
}

test('a report from before there were word lists is found by all its words, by who may read them, after each broken run', async () => {
  const ids: string[] = []
  for (const who of ['member', 'otherMember'] as const) {
    const id = await world.report(who, { what: 'Er kwam een waterlelie.' }, [
      { ...aLetter, name: 'dreigbrief-mei.txt' },
    ])
    await takeUp(world, 'clerk', id)
    await send(world, 'clerk', id, 'bericht')
    await send(world, 'clerk', id, 'notitie')
    await sendBesides(world, 'clerk', id, 'taken')
    ids.push(id)
  }
  const lists = async () =>
    (await world.owner.query<{ case_id: string }>('select case_id from case_words where case_id = any($1)', [ids])).rows
      .length
  await world.owner.query('delete from case_words')
  await world.owner.query('insert into words_to_fill select id from incident_case where reported_at is not null')
  assert.ok(!(await finds('clerk', 'waterlelie', ids[0] ?? '')))
  assert.equal(await fillSomeWords(world.database.ownerUrl, testMasterKeys, 1), 1)
  assert.equal(await lists(), 1, 'one step, and then it broke off')
  assert.equal(await fillWords(world.database.ownerUrl, testMasterKeys), 1)
  assert.equal(await fillWords(world.database.ownerUrl, testMasterKeys), 0)
  for (const [index, who] of (['member', 'otherMember'] as const).entries()) {
    const id = ids[index] ?? ''
    for (const words of ['waterlelies', 'wijkagent', 'dreigbrieven', 'bel morgen']) {
      assert.ok(await finds('clerk', words, id), words)
      assert.ok(await finds(who, words, id), words)
      assert.ok(!(await finds('foreignClerk', words, id)), words)
    }
    assert.ok(await finds('clerk', 'behandelt', id), 'the note')
    assert.ok(!(await finds(who, 'behandelt', id)), 'the note is for handlers')
  }
})

test('a file is found by its name, with the report and when it came later', async () => {
  const id = await world.report('member', {}, [{ ...aLetter, name: 'Foto_zonnebloem (2).txt' }])
  assert.ok(await finds('clerk', 'zonnebloemen', id))
  await takeUp(world, 'clerk', id)
  await (await world.signIn('clerk')).upload(`/meldingen/${id}/bewijs`, {}, [{ ...aLetter, name: 'tulp.txt' }])
  assert.ok(await finds('member', 'tulpen', id))
})
