import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const readers = 'nobody but the auditor and the coordinators of the organisation releases a figure or gets one'
const uncounted = 'reports about the chair and those in which a colleague is named are in no figure'
const few = 'no figure is about fewer than five people, however many reports they made'
const once = 'a period is released when it is over, once, and what it told stays'
const unmeasured = 'reports about the chair and those in which a colleague is named are in no figure of measures'
const divides = 'what divides a number that is withheld is withheld too'
const derived = 'no number that was withheld can be computed from what is told'

/** The walls around figures: who gets them, what counts, and what is withheld. */
export const figureWalls: readonly Wall[] = [
  piece('figures', 'and app.reads_figures(o)', '', readers),
  piece('release_figures', 'not app.reads_figures(o) or', '', readers),
  piece('release_figures', 'or app.period_ends(y, p) > app.now()', '', once),
  piece('is_counted', `c.line not in ('about_mayor', 'integrity') and`, '', uncounted),
  piece('is_counted', 'and not exists (select from barred b where b.case_id = c.id)', '', uncounted),
  piece('count_quarter', 'and app.is_counted(c)', '', uncounted),
  piece('count_year', 'and app.is_counted(c)', '', unmeasured),
  piece('release_subject', 'q = p and (head[q] or s.parent = s.subject)', 'q = p', divides),
  piece('is_safe', '>= 5', '>= 3', few),
  piece('withhold', 'if not told[i] and n[i] > 0 and', 'if false and', derived),
  statement('drop trigger append_only on figure_cell', once),
  statement('drop trigger append_only on figure_release', once),
]
