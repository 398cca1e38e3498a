import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { plantReports } from '../support/coded-reports.ts'
import { idOf } from '../support/people.ts'
import { desk, phone } from '../support/visit.ts'
import type { World } from '../support/world.ts'
import type { Hands } from './hands.ts'
import { openStage } from './stage.ts'

// Reports of others, in the hands of each who looks and enough for figures to be shown: what is left out can only be missed
// among what is there.
const journey = openStage(async world => {
  for (const line of ['political', 'mayor', 'administrative'])
    await plantReports(world, 8, { line, state: 'closed', category: 'threat', decided: 20, on: '2026-02-05T10:00:00Z' })
  await reportOfEach(world)
})

/** One report each that comes to the mayor, the secretary, the line of the council and the integrity officer. */
async function reportOfEach(world: World): Promise<void> {
  for (const who of ['alderman', 'clerk', 'member', 'mayor'] as const) await world.report(who)
}

const integrityOfficer = `/beheer/mensen/${idOf('integrityOfficer')}`
const searches = ['/zoeken?functie=council_member', '/zoeken?status=reported']

/** Who should find nothing, on which pages besides those of the menu, and where a report that is theirs to know of counts. */
const withoutPart = {
  mayor: { besides: searches, counts: '/werklijst' },
  secretary: { besides: searches, counts: '/werklijst' },
  politicalCoordinator: { besides: searches, counts: '/' },
  administrator: {
    besides: [integrityOfficer, '/beheer/wijzigingen', '/beheer/niet-gelukt'],
    counts: integrityOfficer,
  },
} as const
const watchers = ['mayor', 'secretary', 'politicalCoordinator', 'administrator'] as const
type Watcher = (typeof watchers)[number]

/** Every page that the menu leads somebody to, and what else they may open, in words. */
async function everyPage({ page }: Hands, besides: readonly string[]): Promise<Record<string, string>> {
  const links = page.locator('header a[href^="/"]')
  const menu = await links.evaluateAll(all => all.map(it => it.getAttribute('href') ?? ''))
  const seen: Record<string, string> = {}
  for (const at of new Set(['/', ...menu, ...besides])) seen[at] = await wordsAt(page, at)
  return seen
}

async function wordsAt(page: Page, at: string): Promise<string> {
  assert.equal((await page.goto(at, { waitUntil: 'domcontentloaded' }))?.status(), 200, at)
  return page.getByRole('main').innerText()
}

/** The secret address of somebody's calendar. */
async function makeCalendar({ page, press, reads }: Hands): Promise<string> {
  await page.goto('/account/agenda')
  await press('Maak een adres')
  await reads('Dit is uw geheime adres')
  return page.getByRole('main').locator('code').innerText()
}

/** What a calendar is told, by whoever has the address, but for the moment of asking. */
async function readCalendar(address: string): Promise<string> {
  const answer = await fetch(address)
  assert.equal(answer.status, 200)
  return (await answer.text()).replaceAll(/DTSTAMP:.*/g, '')
}

const deadlinesIn = (calendar: string): number => calendar.split('SUMMARY:').length - 1

journey(
  'a report about the mayor is found by nobody but who should, not by a page, a list, figures, a calendar or a count',
  async stage => {
    const { world, enter, step, shot, mailsTo } = stage
    const people: { who: Watcher; hands: Hands; before: Record<string, string> }[] = []
    const calendars: { address: string; before: string }[] = []
    let reference = ''
    let at = ''

    const auditor = await enter('auditor', desk)
    const readFigures = () => wordsAt(auditor.page, '/cijfers?jaar=2026')
    let figures = ''
    const officer = await enter('integrityOfficer', desk)
    let officersCalendar = ''

    await step('what they see before: pages on which something counts, deadlines, and the figures', async () => {
      const look = async (who: Watcher) => {
        const hands = await enter(who, desk)
        return { who, hands, before: await everyPage(hands, withoutPart[who].besides) }
      }
      people.push(...(await Promise.all(watchers.map(look))))
      for (const { who, hands } of people.filter(it => it.who === 'mayor' || it.who === 'secretary')) {
        const address = await makeCalendar(hands)
        const before = await readCalendar(address)
        assert.ok(deadlinesIn(before) > 0, who)
        calendars.push({ address, before })
      }
      officersCalendar = await makeCalendar(officer)
      assert.equal(deadlinesIn(await readCalendar(officersCalendar)), 3)
      figures = await readFigures()
      assert.match(figures, /Deze periode is nog niet voorbij/)
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
      for (const page of [`${at}/gekeken`, `${at}/ontvangst`]) await wordsAt(member.page, page)
      const told = await mailsTo('integrityOfficer', ...watchers)
      assert.deepEqual(told, [['Er is een melding die op u wacht'], [], [], [], []])
    })

    await step('the integrity officer takes it up, writes, and has its deadlines in the calendar', async () => {
      await officer.page.goto('/werklijst')
      await officer.follow(reference)
      await officer.press('Pak deze melding op')
      await officer.reads('Buitengesloten van deze melding: Naam mayor.')
      await officer.fill('Nieuw bericht', 'Alleen ik lees dit. Wanneer kan ik u spreken?')
      await officer.press('Stuur bericht')
      await officer.reads('Uw bericht is verstuurd.')
      await shot(officer, 'mayor-officer')
      await wordsAt(officer.page, `${at}/taken`)
      assert.equal(deadlinesIn(await readCalendar(officersCalendar)), 5)
    })

    await step('the others see the same, word for word, as if there were no report', async () => {
      const lookAgain = async ({ who, hands, before }: (typeof people)[number]) => {
        assert.deepEqual(await everyPage(hands, withoutPart[who].besides), before, who)
        for (const page of [at, `${at}/gekeken`, `${at}/taken`, `${at}/ontvangst`])
          assert.equal((await hands.page.request.get(page)).status(), 404, `${who} at ${page}`)
      }
      await Promise.all(people.map(lookAgain))
      for (const { address, before } of calendars) assert.equal(await readCalendar(address), before)
      assert.equal(await readFigures(), figures)
      assert.deepEqual(
        await mailsTo(...watchers),
        watchers.map(() => []),
      )
    })

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

    await step('reports that are not about the mayor do count, on those same pages', async () => {
      await reportOfEach(world)
      for (const { who, hands, before } of people) {
        const page = withoutPart[who].counts
        assert.notEqual(await wordsAt(hands.page, page), before[page], who)
      }
      for (const { address, before } of calendars) assert.notEqual(await readCalendar(address), before)
      assert.equal(await readFigures(), figures, 'there are no figures of the moment')
    })
  },
)
