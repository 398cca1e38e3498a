import assert from 'node:assert/strict'
import { threateningMail } from '../support/evidence.ts'
import type { PersonKey } from '../support/people.ts'
import { referenceOf, takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey('one mail to three members: joined, decided once, and one of them apart again', async stage => {
  const { world, enter, step, shot, mailsTo } = stage
  const told = [
    ['member', 'De mail aan mij.', {}],
    ['otherMember', 'Ik kreeg hem ook.', {}],
    ['doubleMember', 'En ik, maar in de mijne staat iets anders.', { function: 'council_member' }],
  ] as const satisfies readonly (readonly [PersonKey, string, object])[]
  const cases: { at: string; reference: string }[] = []
  for (const [who, what, more] of told) {
    const { name, mimeType: type, buffer: content } = threateningMail
    const id = await world.report(who, { what, ...more }, [{ name: `${who}-${name}`, type, content }])
    await takeUp(world, 'clerk', id)
    await (await world.signIn('clerk')).post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
    cases.push({ at: `/meldingen/${id}`, reference: await referenceOf(world, id) })
  }
  const [one, two, three] = cases
  assert.ok(one && two && three)
  await mailsTo()

  await step('the clerk is told that two others look like it, and joins them', async () => {
    const clerk = await enter('clerk', desk, one.at)
    await clerk.follow(/Gaat het om hetzelfde\? Voeg samen/)
    await clerk.heading('Voeg meldingen samen')
    await clerk.tick(two.reference)
    await clerk.tick(three.reference)
    await shot(clerk, 'join-form')
    await clerk.press('Voeg samen')
    await clerk.reads('De meldingen zijn samengevoegd tot één incident.')
    await clerk.reads('Eén incident met 3 meldingen')
    await clerk.reads('otherMember-dreiging.eml')
    await clerk.misses('Ik kreeg hem ook.')
    await shot(clerk, 'joined-clerk')
  })

  await step('one decision is for all three', async () => {
    const clerk = await enter('clerk', desk, one.at)
    await clerk.follow('Leg het besluit vast')
    await clerk.choose('Aangifte bij de politie')
    await clerk.fill('Wat hoort de melder over het besluit?', 'Wij doen voor u allen aangifte.')
    await clerk.press('Leg het besluit vast')
    await clerk.reads('Het besluit is vastgelegd.')
    for (const mails of await mailsTo('member', 'otherMember', 'doubleMember')) assert.equal(mails.length, 1)
  })

  await step(
    'each member reads the decision and that they are not the only one, and no word or name of the others',
    async () => {
      const other = await enter('otherMember', phone, two.at)
      await other.reads('U bent niet de enige')
      await other.reads('Wij doen voor u allen aangifte.')
      await other.misses(/De mail aan mij|iets anders|Naam member|Naam doubleMember/)
      await other.misses('doubleMember-dreiging.eml')
      await shot(other, 'joined-member')
    },
  )

  await step('the third turns out to be another mail, and is taken out', async () => {
    const clerk = await enter('clerk', desk, three.at)
    await clerk.follow('Maak deze melding los')
    await shot(clerk, 'split-form')
    await clerk.press(`Maak melding ${three.reference} los`)
    await clerk.reads('De melding is losgemaakt.')
    await clerk.misses('Eén incident met')
    await clerk.misses('otherMember-dreiging.eml')
    await clerk.page.goto(one.at)
    await clerk.reads('Eén incident met 2 meldingen')
    await clerk.misses('doubleMember-dreiging.eml')
  })

  await step('the member of the third keeps own words, own evidence and what was decided', async () => {
    const third = await enter('doubleMember', phone, three.at)
    await third.reads('En ik, maar in de mijne staat iets anders.')
    await third.reads('Wij doen voor u allen aangifte.')
    await third.misses('U bent niet de enige')
    await third.follow('doubleMember-dreiging.eml')
    await third.reads('Wij weten waar je kinderen naar school gaan.')
    await third.page.goto(`${three.at}/gekeken`)
    await third.reads('Naam clerk')
  })
})

journey('at the counter: what four people tell is entered once, and each is asked whether it is right', async stage => {
  const { enter, step, shot, mailsTo } = stage
  const hit = ['member', 'otherMember', 'doubleMember', 'memberElsewhereToo'] as const

  await step('the clerk enters it in one form; a name that nobody has comes back', async () => {
    const clerk = await enter('clerk', desk, '/werklijst')
    await clerk.follow('Voer een melding in')
    await clerk.fill(
      'Wie heeft dit meegemaakt?',
      ['Naam niemand', ...hit.map(it => `${it}@waterstad.example`)].join('\n'),
    )
    await clerk.pick('Om welke functie gaat het?', 'raadslid')
    await clerk.fill('Wat is er verteld?', 'Een man schreeuwde in de hal naar de vier die daar stonden.')
    await clerk.pick('Wat is er vooral gebeurd?', 'Intimidatie of zware druk')
    await clerk.pick('Hoe of waar gebeurde het?', 'Aan de balie of in een spreekkamer')
    await clerk.choose('Ja')
    await clerk.tick('Ik behandel dit zelf, waar het bij mijn lijn hoort')
    await clerk.press('Voer de melding in')
    await clerk.page.getByRole('alert').waitFor()
    await shot(clerk, 'counter-errors')
    await clerk.fill('Wie heeft dit meegemaakt?', hit.map(it => `${it}@waterstad.example`).join('\n'))
    await clerk.press('Voer de melding in')
    await clerk.reads('De melding is ingevoerd.')
    await clerk.reads('Eén incident met 4 meldingen')
    await shot(clerk, 'counter-entered')
    assert.deepEqual(
      await mailsTo(...hit),
      hit.map(() => ['Er is iets voor u gemeld']),
    )
  })

  await step('each finds one report, of themselves; one says it is right, another corrects it', async () => {
    for (const who of hit) {
      const one = await enter(who, phone, '/')
      await one.follow(/^M-2026-/)
      await one.reads('Een man schreeuwde in de hal naar de vier die daar stonden.')
      await one.misses(
        new RegExp(
          hit
            .filter(it => it !== who)
            .map(it => `Naam ${it}\\b`)
            .join('|'),
        ),
      )
      if (who === 'member') await one.press('Ja, dit klopt')
      if (who === 'otherMember') {
        await shot(one, 'counter-asked')
        await one.follow('Nee, ik wil iets verbeteren')
        await one.fill('Wat klopt er niet, of wat moet erbij?', 'Hij had een mes in zijn hand.')
        await one.press('Verstuur de verbetering')
      }
      if (who === 'member' || who === 'otherMember') await one.page.waitForURL(/klaar=/)
    }
  })

  await step('the clerk reads the correction in that one report', async () => {
    const clerk = await enter('clerk', desk, '/werklijst?taak=correction')
    await clerk.follow(/^M-2026-/)
    await clerk.reads('Hij had een mes in zijn hand.')
    await shot(clerk, 'counter-corrected')
  })
})
