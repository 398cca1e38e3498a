import assert from 'node:assert/strict'
import { addMembers } from '../support/councillors.ts'
import { readPdf } from '../support/documents.ts'
import { threateningMail } from '../support/evidence.ts'
import type { Who } from '../support/people.ts'
import { referenceOf } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

// What only this member wrote, with a mark that turns up nowhere else.
const wordsOf = (who: Who) => `De mail aan ${who}-eigen-woorden.`

journey(
  'one mail to half a council: joined, decided once, reported to the police once, and one apart again',
  async stage => {
    const { world, scripting, enter, step, shot, inspect, mailsTo } = stage
    // With scripting off a few will do: it is about the pages.
    const council = await addMembers(world, scripting ? 12 : 4)
    const cases = new Map<Who, { id: string; at: string; reference: string }>()
    const handler = await world.signIn('clerk')
    for (const who of council) {
      const { name, mimeType: type, buffer: content } = threateningMail
      const id = await world.report(who, { what: wordsOf(who) }, [{ name: `${who}-${name}`, type, content }])
      for (const [act, form] of [
        ['oppakken', {}],
        ['soort', { category: 'threat', kanaal: 'email' }],
      ] as const)
        assert.equal((await handler.post(`/meldingen/${id}/${act}`, form)).status, 303)
      cases.set(who, { id, at: `/meldingen/${id}`, reference: await referenceOf(world, id) })
    }
    const caseOf = (n: number) => cases.get(`councillor${n}`) ?? assert.fail('there is no such member')
    const [one, two, three] = [caseOf(1), caseOf(2), caseOf(3)]
    // Who have a part in none of the pages looked at: the first is where the clerk works, the second reads.
    const others = new RegExp(
      council
        .slice(2)
        .map(it => `${it}\\b`)
        .join('|'),
    )
    await mailsTo()
    const clerk = await enter('clerk', desk, one.at)

    await step('the clerk is told that the others look like it, and joins them all', async () => {
      await clerk.follow(/Gaat het om hetzelfde\? Voeg samen/)
      await clerk.heading('Voeg meldingen samen')
      for (const { reference } of [...cases.values()].slice(1)) await clerk.tick(reference)
      await inspect(clerk, 'join-form')
      await clerk.press('Voeg samen')
      await clerk.reads('De meldingen zijn samengevoegd tot één incident.')
      await clerk.reads(`Eén incident met ${council.length} meldingen`)
      await clerk.reads('councillor2-dreiging.eml')
      await clerk.misses(wordsOf('councillor2'))
      await shot(clerk, 'joined-clerk')
    })

    await step('one decision is for all of them, and each gets one mail', async () => {
      await clerk.follow('Leg het besluit vast')
      await clerk.choose('Aangifte bij de politie')
      await clerk.fill('Wat hoort de melder over het besluit?', 'Wij doen voor u allen aangifte.')
      await clerk.press('Leg het besluit vast')
      await clerk.reads('Het besluit is vastgelegd.')
      for (const mails of await mailsTo(...council)) assert.equal(mails.length, 1)
    })

    await step('one report to the police, with the number that all of them read', async () => {
      await clerk.page.goto(`${one.at}/aangifte`)
      await clerk.page.getByRole('link', { name: 'Aangifte is gedaan', exact: true }).click()
      await clerk.choose('De organisatie')
      await clerk.fill('Op welke dag?', '2026-04-24')
      await clerk.fill('Nummer van de aangifte', 'PL0600-2026-12')
      await inspect(clerk, 'police-for-all')
      await clerk.press('Leg dit vast')
      await clerk.reads('PL0600-2026-12')
      const report = await readPdf((await handler.bytes(`${one.at}/aangifte/pdf`)).body)
      for (const who of council) {
        assert.match(report.text, new RegExp(`Naam\\s${who}\\b`), 'all who were hit')
        if (who !== 'councillor1') assert.ok(!report.text.includes(wordsOf(who)), 'no words of another')
      }
    })

    await step(
      'each member reads the decision, the report and an own thread, and no word or name of the others',
      async () => {
        for (const [who, { at }] of cases) {
          const member = await world.signIn(who)
          const { text } = await member.get(at)
          assert.ok(text.includes(wordsOf(who)) && text.includes('Wij doen voor u allen aangifte.'), who)
          const named = council.filter(it => new RegExp(`${it}\\b`).test(text))
          assert.deepEqual(named, [who])
          assert.match((await member.get(`${at}/aangifte`)).text, /PL0600-2026-12/)
        }
        const other = await enter('councillor2', phone, two.at)
        await other.reads('U bent niet de enige')
        await other.misses(others)
        await other.misses(/councillor1\b/)
        await other.fill('Nieuw bericht', 'Ik durf niet alleen naar huis.')
        await other.press('Stuur bericht')
        await other.reads('Ik durf niet alleen naar huis.')
        await inspect(other, 'joined-member')
        const another = await world.signIn('councillor3')
        assert.doesNotMatch((await another.get(three.at)).text, /alleen naar huis/)
      },
    )

    await step('the third turns out to be another mail, and is taken out', async () => {
      await clerk.page.goto(three.at)
      await clerk.follow('Maak deze melding los')
      await inspect(clerk, 'split-form')
      await clerk.press(`Maak melding ${three.reference} los`)
      await clerk.reads('De melding is losgemaakt.')
      await clerk.misses('Eén incident met')
      await clerk.misses('councillor2-dreiging.eml')
      await clerk.page.goto(one.at)
      await clerk.reads(`Eén incident met ${council.length - 1} meldingen`)
      await clerk.misses('councillor3-dreiging.eml')
    })

    await step('the member of the third keeps own words, own evidence and what was decided', async () => {
      const third = await enter('councillor3', phone, three.at)
      await third.reads(wordsOf('councillor3'))
      await third.reads('Wij doen voor u allen aangifte.')
      await third.misses('U bent niet de enige')
      await third.follow('councillor3-dreiging.eml')
      await third.reads('Wij weten waar je kinderen naar school gaan.')
      await third.page.goto(`${three.at}/gekeken`)
      await third.reads('Naam clerk')
    })
  },
)

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
