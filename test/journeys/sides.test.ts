import assert from 'node:assert/strict'
import { reportFully } from '../support/full.ts'
import { idOf } from '../support/people.ts'
import { takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import type { Hands } from './hands.ts'
import { openStage } from './stage.ts'

const journey = openStage()
const onwards = 'Bewaar en ga verder'

/** Past the pages of a full report on which nothing is told. */
async function skipTo({ page, heading, press }: Hands, title: string): Promise<void> {
  while (!(await page.getByRole('heading', { name: title, level: 1 }).isVisible())) {
    const at = page.url()
    await press((await page.getByRole('button', { name: onwards }).isVisible()) ? onwards : 'Verder')
    await page.waitForURL(url => url.href !== at)
  }
  await heading(title)
}

journey('on behalf of a colleague, who corrects the one report and confirms the other', async stage => {
  const { world, enter, step, shot, mailsTo } = stage
  let reference = ''
  let at = ''

  await step('a council member reports what happened to another', async () => {
    const other = await enter('otherMember', phone, '/melden/volledig')
    await other.choose('Een collega, en ik meld namens die collega')
    await other.press(onwards)
    await other.heading('Om wie gaat het?')
    await other.fill('Welke collega heeft dit meegemaakt?', 'member@waterstad.example')
    await shot(other, 'behalf-whom')
    await other.press(onwards)
    await skipTo(other, 'In uw eigen woorden')
    await other.fill('Wat gebeurde er?', 'Na afloop stond een man haar bij de uitgang op te wachten.')
    await skipTo(other, 'Bent u veilig, en hoe bereiken wij u?')
    await other.choose('Ja')
    await other.fill('Hoe kunnen wij u bereiken?', '06 00 00 00 00')
    await skipTo(other, 'Klopt dit?')
    await shot(other, 'behalf-check')
    await other.press('Verstuur de melding')
    await other.reads('Uw melding is verstuurd. Bewaar het kenmerk.')
    await other.reads('U meldde dit voor iemand anders.')
    await shot(other, 'behalf-sent')
    reference = await other.reference()
    at = new URL(other.page.url()).pathname
    assert.deepEqual(await mailsTo('member', 'clerk'), [
      ['Er is iets voor u gemeld'],
      ['Er is een melding die op u wacht'],
    ])
  })

  await step('the colleague reads it, and says what is not right', async () => {
    const member = await enter('member', phone)
    await member.follow(reference)
    await member.reads('Naam otherMember meldde dit voor u.')
    await member.reads('Na afloop stond een man haar bij de uitgang op te wachten.')
    await shot(member, 'behalf-asked')
    await member.follow('Nee, ik wil iets verbeteren')
    await member.press('Verstuur de verbetering')
    await member.page.getByRole('alert').waitFor()
    await member.fill('Wat klopt er niet, of wat moet erbij?', 'Hij stond er met twee anderen.')
    await member.press('Verstuur de verbetering')
    await member.reads('Uw verbetering staat bij de melding.')
    await shot(member, 'behalf-corrected')
  })

  await step('the clerk reads both; who reported reads no word of the colleague', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.reads('Na afloop stond een man haar bij de uitgang op te wachten.')
    await clerk.reads('Hij stond er met twee anderen.')
    await shot(clerk, 'behalf-clerk')
    const other = await enter('otherMember', phone, at)
    await other.reads('Na afloop stond een man haar bij de uitgang op te wachten.')
    await other.misses('twee anderen')
  })

  await step('another report for the same colleague is confirmed with one press', async () => {
    const id = await reportFully(world, 'otherMember', {
      for_whom: 'colleague',
      hit: 'member@waterstad.example',
      function_hit: 'council_member',
      what: 'Zij kreeg een brief met een foto van haar huis.',
    })
    const clerk = await enter('clerk', desk, `/meldingen/${id}`)
    await clerk.reads('De getroffene heeft nog niet gezegd of dit klopt.')
    const member = await enter('member', phone, `/meldingen/${id}`)
    await member.press('Ja, dit klopt')
    await member.reads('Dank u. Wie de melding behandelt, ziet dat het klopt.')
    await clerk.page.reload()
    await clerk.reads('Bevestigd door de getroffene')
    await clerk.misses('heeft nog niet gezegd')
  })
})

journey('a witness reports, and another is asked: each tells what they saw and reads nothing else', async stage => {
  const { enter, step, shot, mailsTo } = stage
  let at = ''
  let reference = ''

  await step('an alderman who saw it reports it', async () => {
    const witness = await enter('alderman', phone, '/melden/volledig')
    await witness.choose('Iemand anders, en ik was getuige')
    await witness.press(onwards)
    await witness.fill('Werkt diegene hier? Vul dan de naam in', 'member@waterstad.example')
    await witness.choose('Raadslid')
    await witness.press(onwards)
    await skipTo(witness, 'In uw eigen woorden')
    await witness.fill('Wat gebeurde er?', 'Ik zag dat een man haar op de markt uitschold.')
    await skipTo(witness, 'Bent u veilig, en hoe bereiken wij u?')
    await witness.choose('Ja')
    await witness.tick('Alleen via Weerbaar. Ik kijk zelf of er een antwoord is.')
    await skipTo(witness, 'Klopt dit?')
    await witness.press('Verstuur de melding')
    await witness.reads('U meldde dit voor iemand anders.')
    reference = await witness.reference()
    at = new URL(witness.page.url()).pathname
    await mailsTo()
  })

  await step('the clerk asks the witness, and a second witness, in talks of their own', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.press('Pak deze melding op')
    await clerk.follow('Gesprek met Naam alderman')
    await clerk.heading('Gesprek met Naam alderman')
    await clerk.fill('Nieuw bericht', 'Weet u nog hoe laat het was?')
    await shot(clerk, 'witness-talk')
    await clerk.press('Stuur bericht')
    await clerk.reads('Weet u nog hoe laat het was?')
    await clerk.follow(`Melding ${reference}`)
    await clerk.follow('Vraag een getuige')
    await clerk.fill('Wie wilt u iets vragen?', 'doublemember@waterstad.example')
    await clerk.fill('Wat wilt u vragen?', 'U stond bij de kaaskraam. Wat hoorde u?')
    await shot(clerk, 'witness-ask')
    await clerk.press('Stuur de vraag')
    await clerk.reads('De vraag is verstuurd.')
    assert.deepEqual(await mailsTo('alderman', 'doubleMember'), [
      ['Er is een antwoord voor u'],
      ['Wilt u iets vertellen?'],
    ])
  })

  await step('the one who was asked reads the question only, and answers', async () => {
    const second = await enter('doubleMember', phone, at)
    await second.reads('U helpt bij deze melding met wat u heeft gezien of gehoord.')
    await second.reads('U stond bij de kaaskraam. Wat hoorde u?')
    await second.misses(/op de markt uitschold|hoe laat het was/)
    await shot(second, 'witness-second')
    await second.fill('Nieuw bericht', 'Hij riep dat hij haar zou vinden.')
    await second.press('Stuur bericht')
    await second.reads('Hij riep dat hij haar zou vinden.')
  })

  await step(
    'the clerk reads the answer; the person hit reads what was reported and no talk with a witness',
    async () => {
      const clerk = await enter('clerk', desk, `${at}/getuigen/${idOf('doubleMember')}`)
      await clerk.reads('Hij riep dat hij haar zou vinden.')
      const member = await enter('member', phone, at)
      await member.reads('Ik zag dat een man haar op de markt uitschold.')
      await member.misses(/zou vinden|kaaskraam|hoe laat het was/)
      await shot(member, 'witness-hit')
      const first = await enter('alderman', phone, at)
      await first.reads('Weet u nog hoe laat het was?')
      await first.misses(/zou vinden|kaaskraam/)
    },
  )
})

journey('a member who leaves still reads the own report and answers', async ({ world, enter, step, shot, mailsTo }) => {
  const id = await world.report('member')
  const at = `/meldingen/${id}`
  await takeUp(world, 'clerk', id)

  await step('the administrator ends the role of the member', async () => {
    const administrator = await enter('administrator', desk, `/beheer/mensen/${idOf('member')}`)
    await administrator.page
      .locator('summary')
      .getByText(/^Beëindig/)
      .first()
      .click()
    await administrator.press('Beëindig deze rol')
    await administrator.reads('De rol is beëindigd.')
  })

  await step('the clerk asks something', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.fill('Nieuw bericht', 'Heeft u de envelop nog?')
    await clerk.press('Stuur bericht')
    await clerk.reads('Uw bericht is verstuurd.')
    assert.ok((await mailsTo('member')).flat().includes('Er is een antwoord voor u'))
  })

  await step('the former member signs in, finds the report and answers, and can report nothing new', async () => {
    const member = await enter('member', phone)
    await member.reads('U bent nu bij geen organisatie actief.')
    assert.equal(await member.page.getByRole('link', { name: 'Snel melden' }).count(), 0)
    await member.follow(/^M-2026-/)
    await member.page.waitForURL(/\/meldingen\//)
    await member.page.goto(at)
    await member.reads('Heeft u de envelop nog?')
    await member.fill('Nieuw bericht', 'Ja, ik breng hem maandag langs.')
    await member.press('Stuur bericht')
    await member.reads('Uw bericht is verstuurd.')
    await shot(member, 'former-answers')
  })

  await step('the clerk reads the answer', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.reads('Ja, ik breng hem maandag langs.')
  })
})
