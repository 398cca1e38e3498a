import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import type { Who } from '../support/people.ts'
import { troublesIn, walkThrough } from '../support/inspect.ts'
import { faults } from '../support/sender.ts'
import { serve, type TestServer } from '../support/server.ts'
import { look, visit, type Visit } from '../support/visit.ts'
import { openWorld, type World } from '../support/world.ts'
import { handsOn, type Hands } from './hands.ts'

/** What a journey has to go on: a world, into which people come and go. */
export interface Journey {
  world: World
  scripting: boolean
  /** A device of this size, of somebody who did not sign in yet. */
  arrive: (viewport: { width: number; height: number }) => Promise<Hands>
  /** Somebody who signed in on such a device comes to this address. */
  enter: (who: Who, viewport: { width: number; height: number }, at?: string) => Promise<Hands>
  /** One part of the journey, a minute after the one before; when it breaks off, this says where. */
  step: (what: string, work: () => Promise<void>) => Promise<void>
  /** Checks that the page fits, and keeps a picture of it when asked to. */
  shot: (hands: Hands, name: string) => Promise<void>
  /** As `shot`; and axe finds nothing, and all that can be done on the page can be done by keyboard. */
  inspect: (hands: Hands, name: string) => Promise<void>
  /** The clock goes on by so many hours, and what is due then happens. */
  pass: (hours: number) => Promise<void>
  /** Lets happen what is due, and gives, sorted, the subjects of the mails that each got since this was last asked. */
  mailsTo: (...who: Who[]) => Promise<string[][]>
}

const minute = 60_000
const hour = 60 * minute

const twice = [false, true]
/** For a story of forms that are nothing but forms, as others have walked them with scripting off too. */
export const withScriptingOnly = [true]

/** The stage for the journeys of one file: a world for scripting off and one for scripting on, which play at the same time. */
export function openStage(
  prepare: (world: World) => Promise<void> = async () => {},
  scriptings: readonly boolean[] = twice,
) {
  const played: { world: World; server: TestServer; scripting: boolean }[] = []
  let browser: Browser
  before(async () => {
    browser = await launchChromium()
    const open = async (scripting: boolean) => {
      const world = await openWorld()
      await prepare(world)
      return { world, server: await serve(world), scripting }
    }
    played.push(...(await Promise.all(scriptings.map(open))))
  })
  after(async () => {
    await browser.close()
    for (const { world, server } of played) {
      await server.stop()
      await world.close()
    }
  })

  async function play({ world, server, scripting }: (typeof played)[number], story: (it: Journey) => Promise<void>) {
    const visits: Visit[] = []
    let steps = 0
    const newPage = async (viewport: { width: number; height: number }) => {
      const one = await visit(browser, { origin: server.origin, viewport, scripting })
      visits.push(one)
      return one.page
    }
    await story({
      world,
      scripting,
      arrive: async viewport => handsOn(await newPage(viewport)),
      enter: async (who, viewport, at = '/') => {
        const page = await newPage(viewport)
        const cookie = { name: 'weerbaar', value: await world.startSession(who), url: server.origin }
        await page.context().addCookies([cookie])
        await page.goto(at)
        return handsOn(page)
      },
      step: async (what, work) => {
        try {
          world.clock.advance(minute)
          await work()
          steps += 1
        } catch (error) {
          throw new Error(`This did not happen: ${what}`, { cause: error })
        }
      },
      shot: ({ page }, name) => look(page, `${scripting ? 'on' : 'off'}-${name}`),
      inspect: async ({ page }, name) => {
        await look(page, `${scripting ? 'on' : 'off'}-${name}`)
        // It needs the timers of the page; without scripting the marks are the same.
        if (scripting) assert.deepEqual(await troublesIn(page), [], name)
        await walkThrough(page)
      },
      pass: async hours => {
        world.clock.advance(hours * hour)
        await world.runJobs()
      },
      mailsTo: async (...who) => {
        await world.runJobs()
        const mails = world.mails.splice(0)
        const mailsOf = (key: Who) => mails.filter(it => it.to === `${key.toLowerCase()}@waterstad.example`)
        return who.map(key =>
          mailsOf(key)
            .map(it => it.subject)
            .toSorted(),
        )
      },
    })
    assert.ok(steps > 0 && visits.length > 0, 'nobody did anything')
    for (const { page, end } of visits) {
      assert.equal(await page.evaluate(() => matchMedia('(scripting: enabled)').matches), scripting)
      await end()
    }
    assert.deepEqual(faults(world), [])
  }

  /** A story that is played in each of the worlds. */
  return (name: string, story: (journey: Journey) => Promise<void>): void => {
    test(name, { concurrency: 2 }, t =>
      Promise.all(
        played.map(it => t.test(it.scripting ? 'with scripting' : 'without scripting', () => play(it, story))),
      ).then(() => undefined),
    )
  }
}
