import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const goes =
  'a case goes only by a job, from a list that an archivist approved, on its day, as it stood then, and not while it is held'
const drafts =
  'drafts go only by a job of their organisation, when nobody touched them, and nothing goes that was reported'
const terms = 'only the privacy officer sets how long reports are kept, in the own organisation'
const apart = 'who approves destruction has no role in the cases and does not set the terms'

/** The walls around how long reports are kept, and how they go. */
export const retentionWalls: readonly Wall[] = [
  piece('may_destroy', `and d.decision = 'approved' and d.decided_by is not null`, '', goes),
  piece('may_destroy', 'and l.destroy_from <= app.now()', '', goes),
  piece('may_destroy', 'and d.ended_at = i.closed_at', '', goes),
  piece('may_destroy', 'and i.organisation_id = app.system_of()', '', goes),
  piece('may_destroy', 'and not exists (select from legal_hold where case_id = c and ended_at is null)', '', goes),
  piece('remove_drafts', 'if o is distinct from app.system_of()', 'if false', drafts),
  piece('set_retention', `if o not in (select app.organisations_as('privacy_officer'))`, 'if false', terms),
  statement('drop trigger keep_archivists_apart on membership', apart),
]
