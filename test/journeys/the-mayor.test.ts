import assert from 'node:assert/strict'
import { plantReports } from '../support/coded-reports.ts'
import { idOf } from '../support/people.ts'
import { desk, phone } from '../support/visit.ts'
import type { Hands } from './hands.ts'
import { openStage } from './stage.ts'

// Enough reports of others for figures to be shown: what is left out can only be missed among what is there.
const journey = openStage(async world => {
  for (const line of ['political', 'mayor', 'administrative'])
    await plantReports(world, 8, { line, state: 'closed', category: 'threat', decided: 20, on: '2026-02-05T10:00:00Z' })
})

const withoutPart = ['mayor', 'secretary', 'administrator'] as const

/** Every page that the menu leads somebody to, and what else they may open, in words. */
async function everyPage({ page }: Hands, besides: readonly string[]): Promise<Record<string, string>> {
  const links = page.locator('header a[href^="/"]')
  const menu = await links.evaluateAll(all => all.map(it => it.getAttribute('href') ?? ''))
  const seen: Record<string, string> = {}
  for (const at of new Set(['/', ...menu, ...besides])) {
    await page.goto(at, { waitUntil: 'domcontentloaded' })
    seen[at] = await page.getByRole('main').innerText()
  }
  return seen
}

const searches = ['/zoeken?functie=council_member', '/zoeken?status=reported']
const besides: Record<(typeof withoutPart)[number], readonly string[]> = {
  mayor: searches,
  secretary: searches,
  administrator: [`/beheer/mensen/${idOf('integrityOfficer')}`, '/beheer/wijzigingen', '/beheer/niet-gelukt'],
}

journey(
  'a report about the mayor is found by nobody but who should, not by a page, a list, figures or a count',
  async stage => {
    const { world, enter, step, shot, mailsTo } = stage
    const people: { who: (typeof withoutPart)[number]; hands: Hands; before: Record<string, string> }[] = []
    let reference = ''
    let at = ''

    let figures = ''
    const readFigures = async () => {
      const auditor = await enter('auditor', desk, '/controle/cijfers')
      return auditor.page.getByRole('main').innerText()
    }

    await step('what mayor, secretary and administrator see before, and the figures', async () => {
      for (const who of withoutPart) {
        const hands = await enter(who, desk)
        people.push({ who, hands, before: await everyPage(hands, besides[who]) })
      }
      figures = await readFigures()
      assert.match(figures, /Dit jaar tot nu\s+24/)
      await mailsTo()
    })

    await step('a council member names the mayor, and reads who gets it instead', async () => {
      const member = await enter('member', phone, '/melden/snel')
      await member.choose('Ja')
      await member.fill('Wat is er gebeurd?', 'Hij zei dat ik mijn mond moest houden, of ik zou het merken.')
      await member.tick('Alleen via Weerbaar. Ik kijk zelf of er een antwoord is.')
      await member.fill('Is het iemand van de eigen organisatie?', 'Naam mayor')
      await member.press('Meld dit nu')
      await member.heading('Uw melding is ontvangen')
      await member.reads(/Uw melding gaat naar Naam integrityOfficer/)
      reference = await member.reference()
      await member.follow('Naar uw melding')
      await member.heading(`Melding ${reference}`)
      at = new URL(member.page.url()).pathname
      await shot(member, 'mayor-member')
      const told = await mailsTo('integrityOfficer', ...withoutPart)
      assert.deepEqual(told, [['Er is een melding die op u wacht'], [], [], []])
    })

    await step('the integrity officer takes it up and writes', async () => {
      const officer = await enter('integrityOfficer', desk, '/werklijst')
      await officer.follow(reference)
      await officer.press('Pak deze melding op')
      await officer.reads('Buitengesloten van deze melding: Naam mayor.')
      await officer.fill('Nieuw bericht', 'Alleen ik lees dit. Wanneer kan ik u spreken?')
      await officer.press('Stuur bericht')
      await officer.reads('Uw bericht is verstuurd.')
      await shot(officer, 'mayor-officer')
    })

    await step(
      'mayor, secretary and administrator see the same pages, word for word, as if there were no report',
      async () => {
        for (const { who, hands, before } of people) {
          assert.deepEqual(await everyPage(hands, besides[who]), before, who)
          for (const page of [at, `${at}/gekeken`, `${at}/taken`, `${at}/ontvangst`])
            assert.equal((await hands.page.goto(page))?.status(), 404, `${who} at ${page}`)
        }
        assert.equal(await readFigures(), figures)
        assert.deepEqual(await mailsTo(...withoutPart), [[], [], []])
      },
    )

    await step('who may search does not find it by its reference', async () => {
      for (const { who, hands } of people.filter(it => it.who !== 'administrator')) {
        await hands.page.goto('/zoeken')
        await hands.fill('Kenmerk', reference)
        await hands.press('Zoek')
        await hands.reads('Niets gevonden')
        assert.ok(!(await hands.page.getByRole('main').innerText()).includes(reference), who)
      }
      assert.equal((await world.owner.query('select from incident_case where reference = $1', [reference])).rowCount, 1)
    })
  },
)
