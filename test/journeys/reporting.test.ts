import assert from 'node:assert/strict'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()
const onwards = 'Bewaar en ga verder'

journey('a quick report of the night is completed the next day', async ({ enter, step, shot, pass, mailsTo }) => {
  let reference = ''

  await step('in the middle of the night the council member writes one sentence', async () => {
    await pass(2)
    const member = await enter('member', phone, '/melden/snel')
    await member.choose('Ja')
    await member.fill('Wat is er gebeurd?', 'Er ligt een brief op de mat. Meer kan ik nu niet.')
    await member.tick('Alleen via Weerbaar. Ik kijk zelf of er een antwoord is.')
    await member.press('Meld dit nu')
    await member.heading('Uw melding is ontvangen')
    await member.reads('U kunt later aanvullen wat u nu niet vertelde')
    await member.page.getByRole('link', { name: 'Vul later aan' }).waitFor()
    reference = await member.reference()
    assert.deepEqual(await mailsTo('clerk'), [['Er is een melding die op u wacht']])
  })

  await step('the next morning the member says what, when and with what consequences', async () => {
    await pass(9)
    const member = await enter('member', phone)
    await member.follow(reference)
    await member.follow('Vul uw melding aan')
    await member.heading('Wat is er gebeurd?')
    await shot(member, 'later-kinds')
    await member.tick('Bedreiging')
    await member.press(onwards)
    await member.heading('Wanneer en waar?')
    await member.fill('Op welke dag?', '2026-04-24')
    await member.fill('Hoe laat ongeveer?', '22:40')
    await member.choose('Brief of pakket')
    await member.press(onwards)
    await member.heading('In uw eigen woorden')
    await member.fill('Wat wilt u nog vertellen?', 'De envelop was met de hand geschreven.')
    await member.press(onwards)
    await member.heading('Wat waren de gevolgen?')
    await member.choose('Nee', 'Heeft dit een besluit beïnvloed?')
    await member.tick('Anderen zijn ook geschrokken')
    await member.press(onwards)
    await member.heading('Klopt uw aanvulling?')
    await shot(member, 'later-check')
    await member.reads('De envelop was met de hand geschreven.')
    await member.press('Verstuur de aanvulling')
    await member.reads('Uw aanvulling is verstuurd.')
    await shot(member, 'later-sent')
  })

  await step('the clerk reads both, each with its moment', async () => {
    const clerk = await enter('clerk', desk, '/werklijst')
    await clerk.follow(reference)
    await clerk.reads('Er ligt een brief op de mat. Meer kan ik nu niet.')
    await clerk.reads(/^Aanvulling van /)
    await clerk.reads('De envelop was met de hand geschreven.')
    await clerk.reads('Anderen zijn ook geschrokken')
    await shot(clerk, 'later-clerk')
  })

  await step(
    'the clerk takes over what the report did not say yet, after which it is the kind of the report',
    async () => {
      const clerk = await enter('clerk', desk, '/werklijst')
      await clerk.follow(reference)
      await clerk.press('Pak deze melding op')
      await clerk.reads('Nog niet in de melding zelf')
      await clerk.press('Neem over in de melding')
      await clerk.page.waitForURL(/klaar=overgenomen_aanvulling/)
      await clerk.misses('Nog niet in de melding zelf')
      await clerk.reads('De envelop was met de hand geschreven.')
      await shot(clerk, 'later-taken-over')
    },
  )
})

journey('a full report, page by page on a phone, with steps back and pages that are not right', async stage => {
  const { enter, step, shot } = stage
  const member = await enter('member', phone)
  const { page } = member
  const refused = async (words: string) => {
    await page.getByRole('alert').getByText(words).waitFor()
    assert.match(await page.title(), /^Fout: /)
  }

  await step('the member chooses to report fully, and for whom', async () => {
    await page.goto('/melden')
    await shot(member, 'full-choice')
    await member.follow('Volledig melden')
    await member.heading('Voor wie meldt u?')
    await member.reads(/^Stap 1 van \d+$/)
    await member.press(onwards)
    await refused('Kies voor wie u meldt.')
    await shot(member, 'full-for-whom')
    await member.choose('Ikzelf')
    await member.press(onwards)
  })

  await step('what happened: more than one kind, and what weighs most', async () => {
    await member.heading('Wat is er gebeurd?')
    await member.reads('Kritiek, een klacht of een protest is geen incident')
    await member.tick('Bedreiging')
    await member.tick('Persoonlijke gegevens verspreiden (doxing)')
    await shot(member, 'full-what')
    await member.press(onwards)
    await member.heading('Wanneer en waar?')
    await member.choose('Persoonlijke gegevens verspreiden (doxing)')
    await member.fill('Op welke dag?', '2031-01-01')
    await member.choose('Sociale media of een app')
    await member.press(onwards)
    await page.getByRole('alert').waitFor()
    await shot(member, 'full-when')
    assert.ok(await page.getByRole('radio', { name: 'Sociale media of een app' }).isChecked())
    await member.fill('Op welke dag?', '2026-04-23')
    await member.press(onwards)
  })

  await step('in own words, which stay when the member goes back and comes again', async () => {
    await member.heading('In uw eigen woorden')
    await member.press(onwards)
    await refused('Schrijf kort op wat er is gebeurd. Eén zin is genoeg.')
    await member.fill('Wat gebeurde er?', 'Mijn adres staat in een groep.\nEr staat bij: “wie gaat er langs?”')
    await shot(member, 'full-words')
    await member.press('Terug')
    await member.heading('Wanneer en waar?')
    assert.equal(await page.getByLabel('Op welke dag?').inputValue(), '2026-04-23')
    await member.press(onwards)
    await member.heading('In uw eigen woorden')
    assert.match(await page.getByLabel('Wat gebeurde er?').inputValue(), /wie gaat er langs/)
    await member.press(onwards)
  })

  await step('no colleague, the consequences, and how to be reached', async () => {
    await member.heading('Is het iemand van de eigen organisatie?')
    await shot(member, 'full-colleague')
    await member.press(onwards)
    await member.heading('Wat waren de gevolgen?')
    await member.choose('Dat was de bedoeling, maar het lukte niet', 'Heeft dit een besluit beïnvloed?')
    await shot(member, 'full-consequences')
    await member.press(onwards)
    await member.heading('Bent u veilig, en hoe bereiken wij u?')
    await member.press(onwards)
    await refused('Kies of het nu veilig is. U mag ook kiezen dat u het niet zeker weet.')
    await member.choose('Dat weet ik niet zeker')
    await member.fill('Hoe kunnen wij u bereiken?', '06 00 00 00 00')
    await shot(member, 'full-reach')
    await member.press(onwards)
    await member.heading('Heeft u bewijs?')
  })

  await step('on another device the report is there, as far as it was', async () => {
    const computer = await enter('member', desk)
    await computer.follow('Maak uw melding af')
    await computer.heading('Heeft u bewijs?')
  })

  await step('with evidence, and who will know of it', async () => {
    await member.attach('Bestanden', [threateningMail, await screenshot()])
    await shot(member, 'full-evidence')
    await member.press(onwards)
    await member.heading('Wie krijgt dit te weten?')
    await member.reads(/Uw melding gaat naar Naam clerk/)
    await member.reads(/levensgevaar/)
    await shot(member, 'full-readers')
    await member.press('Verder')
  })

  await step('everything is read once more, and sent', async () => {
    await member.heading('Klopt dit?')
    await member.reads('dreiging.eml')
    await member.reads(/wie gaat er langs/)
    await shot(member, 'full-check')
    await member.follow(/^Wijzig ?: In uw eigen woorden$/)
    await member.heading('In uw eigen woorden')
    await member.fill('Wat gebeurde er?', 'Mijn adres staat in een groep. Er staat bij: “wie gaat er vanavond langs?”')
    await member.press(onwards)
    await member.heading('Klopt dit?')
    await member.reads(/wie gaat er vanavond langs/)
    await member.press('Verstuur de melding')
    await member.heading('Uw melding is ontvangen')
    await shot(member, 'full-sent')
    await member.follow('Naar uw melding')
    await member.reads('Persoonlijke gegevens verspreiden (doxing)')
    await shot(member, 'full-case')
  })
})
