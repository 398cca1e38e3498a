/** One moment in a calendar: nothing of what it is about but a line of text. */
export interface CalendarEvent {
  /** The same each time, so that a calendar moves it instead of adding it again. */
  uid: string
  at: Date
  summary: string
  url: string
}

// RFC 5545 §3.1: lines end in CRLF and are folded at 75 octets; §3.3.11: text is escaped.
const lineOctets = 75

const escape = (text: string) => text.replaceAll(/[\\;,]/g, it => `\\${it}`).replaceAll(/\r\n|[\r\n]/g, '\\n')

/** A line cut into lines of at most 75 octets, each after the first beginning with a space; no character is cut. */
export function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    const room = lines.length === 0 ? lineOctets : lineOctets - 1
    if (Buffer.byteLength(current + character) > room) {
      lines.push(current)
      current = ''
    }
    current += character
  }
  return [...lines, current].join('\r\n ')
}

const stamp = (moment: Date) => `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** A calendar in iCalendar (RFC 5545). A moment has no end: one must lie after the beginning (§3.8.2.2). */
export function writeCalendar(name: string, events: readonly CalendarEvent[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Weerbaar//NL',
    `X-WR-CALNAME:${escape(name)}`,
    ...events.flatMap(it => [
      'BEGIN:VEVENT',
      `UID:${escape(it.uid)}`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(it.at)}`,
      `SUMMARY:${escape(it.summary)}`,
      `URL:${it.url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}
