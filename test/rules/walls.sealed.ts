import type { Wall } from '../support/walls.ts'

const tables = 'no word of anybody stands in a table'
const wal = 'no word of anybody stands in the write-ahead log'

/** What is sealed under which name, and how such a wall is called. */
const kinds = {
  'entry:': 'what people write in a case',
  'incident-entry:': 'what is written for all cases of an incident',
  'report:': 'a report',
  'file:': 'the name of a file',
  chunk: 'a file',
  'reading:': 'how a piece is described',
  'campaign:': 'what is known of a campaign',
  'perpetrator:': 'what is known of the one who did it',
  'task:': 'what somebody has to do',
  'hold:': 'why a case is kept',
  'notice:': 'why somebody was not told of their data',
  'link:': 'why two reports are linked',
  'measure:': 'why there is a measure',
  'measure-who:': 'towards whom a measure is',
  'measure-review:': 'why a measure stands or ends',
  'letter:': 'a letter',
  'told:': 'what colleagues are told of a ban',
  'record:': 'what is kept in a record',
  'police-step:': 'what the police said',
  'police-report:': 'the concept of a report to the police',
  'answers:': 'an answer to a scan',
  'answer-file:': 'the name of a file with answers',
  'round:': 'what a team talked over',
  'said:': 'what is said at the end of a request',
  'step:': 'a note at a request',
  'question:': 'a question about a request',
  'answer:': 'the answer to that question',
} as const

/** Words of each kind, stored as they are. */
export const sealedWalls: readonly Wall[] = [
  ...Object.entries(kinds).map(([kind, what]) => ({
    wall: `${what} is sealed`,
    fails: tables,
    remove: unsealed(kind),
  })),
  {
    wall: 'what people write in a case is sealed before it reaches the server',
    fails: wal,
    remove: unsealed('entry:'),
  },
  { wall: 'a report is sealed before it reaches the server', fails: wal, remove: unsealed('report:') },
]

/** Bytes of this kind are stored as they are, in the shape that sealed ones have. */
function unsealed(kind: string): Wall['remove'] {
  const is = `String(bound[1]).startsWith('${kind}') || bound[0] === '${kind}'`
  return {
    file: 'src/platform/vault.ts',
    edits: [
      [
        '  const nonce = randomBytes(nonceBytes)\n',
        `  if (${is}) return Buffer.concat([Buffer.of(version), Buffer.alloc(nonceBytes), plaintext, Buffer.alloc(tagBytes)])\n  const nonce = randomBytes(nonceBytes)\n`,
      ],
      [
        '  const nonce = sealed.subarray(1, 1 + nonceBytes)\n',
        `  if (${is}) return sealed.subarray(1 + nonceBytes, -tagBytes)\n  const nonce = sealed.subarray(1, 1 + nonceBytes)\n`,
      ],
    ],
  }
}
