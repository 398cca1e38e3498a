import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

const search = 'a search is written down before it opens anything, and opens what its viewer may open and no more'

/** The walls around searching in the words of many cases. */
export const wordWalls: readonly Wall[] = [
  piece('open_words', 'insert into audit_entry (entry, salt) values (open_words.entry, open_words.salt);', '', search),
  piece('rule_of_cases', `string_agg(' and ' || rule, '') filter (where not polpermissive)`, `''`, search),
  piece('cases_in_sight', `and ' || app.rule_of_cases()`, `and true'`, search),
  piece('open_words', `(entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or`, '', search),
]
