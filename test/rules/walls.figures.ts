import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const readers = 'nobody but the auditor and the coordinators of the organisation releases a figure or gets one'
const uncounted = 'reports about the chair and those in which a colleague is named are in no figure'
const few = 'no figure is about fewer than five people, however many reports they made'
const once = 'a period is released when it is over, once, and what it told stays'
const derived = 'no number that was withheld can be computed from what is told'

/** The walls around figures: who gets them, what counts, and what is withheld. */
export const figureWalls: readonly Wall[] = [
  piece('figures', 'and app.reads_figures(o)', '', readers),
  piece('release_figures', 'not app.reads_figures(o) or', '', readers),
  piece('release_figures', 'or app.period_ends(y, p) > app.now()', '', once),
  piece('count_quarter', `and c.line not in ('about_mayor', 'integrity')`, '', uncounted),
  piece('count_quarter', 'and not exists (select from barred b where b.case_id = c.id)', '', uncounted),
  piece('is_safe', '>= 5', '>= 3', few),
  piece('withhold', 'if not told[i] and n[i] > 0 and', 'if false and', derived),
  statement('drop trigger append_only on figure_cell', once),
  statement('drop trigger append_only on figure_release', once),
]
