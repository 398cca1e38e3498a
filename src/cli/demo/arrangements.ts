import type pg from 'pg'
import { isoDay } from '../../ui/dates.ts'
import type { DemoArrangement } from './content.ts'
import type { Door } from './door.ts'
import { demoId, organisationId, personId, unitId } from './ids.ts'
import { addSession } from './sessions.ts'

const dayMs = 86_400_000

interface Arranging {
  door: Door
  owner: pg.Pool
  now: Date
}

/** Does what organisations arrange apart from any report, each thing on its day, in the order in which it is written. */
export async function arrange(
  arrangements: readonly DemoArrangement[],
  { door, owner, now }: Arranging,
): Promise<void> {
  for (const { organisation, by, days_ago: days, path, form } of arrangements) {
    door.setTime(new Date(now.getTime() - days * dayMs))
    const browser = door.browser(await addSession(owner, personId(by), organisationId(organisation), now))
    const value = (text: string) => valueIn(organisation, text, now)
    const filled = Object.entries(form).map(([name, text]) => [name, text.split('\n').map(value).join('\n')] as const)
    await browser.send(value(path), Object.fromEntries(filled))
  }
}

/** A value may name a person, a unit, a day or year counted from today, or in braces something that is made by that name. */
function valueIn(organisation: string, text: string, now: Date): string {
  const [, kind = '', name = ''] = /^(person|unit|day|year):(.+)$/.exec(text) ?? []
  switch (kind) {
    case 'person':
      return personId(name)
    case 'unit':
      return unitId(organisation, name)
    case 'day':
      return isoDay(new Date(now.getTime() + Number(name) * dayMs))
    case 'year':
      return String(Number(isoDay(now).slice(0, 4)) + Number(name))
    default:
      return text
        .replace(/\{unit (\w+)\}/g, (_, unit: string) => unitId(organisation, unit))
        .replace(/\{(\w+)\}/g, (_, made: string) => demoId(`arranged ${organisation} ${made}`))
  }
}
