import { isoDay } from '../../../ui/dates.ts'
import type { RecordPart } from '../records/part.ts'
import type { RecordKind } from '../records/record.ts'
import { LinkList } from '../../../ui/parts.tsx'
import { urls } from '../urls.ts'
import { Agreeing } from './agreeing-view.tsx'
import { evaluationLine } from './line.ts'

const evaluation: RecordKind = {
  kind: 'evaluation',
  path: 'evaluatie/verslagen',
  heading: 'Terugkijken',
  title: 'Terugkijken op de melding',
  add: 'Leg vast wat u leerde',
  explanation: 'Alleen wie de melding behandelt, leest dit.',
  audience: 'handlers',
  fields: [
    { name: 'dag', label: 'Op welke dag keek u terug?', type: 'day', required: 'Kies op welke dag u terugkeek' },
    { name: 'met', label: 'Met wie?', type: 'line' },
    { name: 'goed', label: 'Wat ging goed?', type: 'text' },
    {
      name: 'anders',
      label: 'Wat doen wij voortaan anders?',
      type: 'text',
      required: 'Schrijf wat u voortaan anders doet',
    },
  ],
  initial: ({ now }) => ({ dag: isoDay(now) }),
  stateOf: () => 'kept',
  check: ({ dag = '' }, { now }): Record<string, string> =>
    dag > isoDay(now) ? { dag: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' } : {},
}

const longestLesson = 4000

/** What others may learn of it. Told to them only when whose case it is says yes; changed, it is asked anew. */
export const lesson: RecordKind = {
  kind: 'lesson',
  path: 'evaluatie/lessen',
  heading: 'Een les voor anderen',
  title: 'Een les voor anderen',
  add: 'Stel een les voor',
  explanation:
    'Schrijf zonder namen, plaatsen en dagen. De getroffene leest de les en zegt of die gedeeld mag worden. Pas daarna kan iedereen die hier werkt die lezen.',
  audience: 'all',
  fields: [{ name: 'les', label: 'Wat kunnen anderen hiervan leren?', type: 'text', required: 'Schrijf de les op' }],
  stateOf: values => values['akkoord'] ?? 'proposed',
  check: ({ les = '' }, { records }, id): Record<string, string> => {
    if (les.length > longestLesson) return { les: 'Gebruik ten hoogste 4.000 tekens.' }
    return records.some(it => it.id === id && it.state === 'agreed')
      ? { les: 'Deze les is al gedeeld. Stel een nieuwe les voor.' }
      : {}
  },
}

/** What was learned, and what may be told of it to others. */
export const evaluated: RecordPart = {
  line: evaluationLine,
  lead: ({ facts }) =>
    facts.part === 'handler'
      ? 'Wat ging goed, en wat doet u een volgende keer anders?'
      : 'Wat leert de organisatie van wat u is overkomen?',
  kinds: [evaluation, lesson],
  above: around => (
    <>
      <Agreeing around={around} />
      <LinkList items={[{ href: urls.lessons, label: 'Wat wij leerden van andere meldingen' }]} />
    </>
  ),
}
