import type { Wall } from '../support/walls.ts'

// Each wall in the source that a rule must miss when it is gone. `never` stands for what was called before.

const never = '(async (..._: unknown[]) => {})('
const everyRole = 'every route is tried with every role, and by a stranger'
const othersCase =
  'the case of somebody else is not there, for all who are not named in the table, and nothing in it changes'
const othersDraft = 'the draft of somebody else is not there, for nobody'
const foreignForm = 'a form that another website sent is refused, and nothing of it is kept'
const headers = 'no page runs a script of somebody else, is framed, or stays behind in a browser'
const saved = 'evidence as it came is saved and never shown as a page of ours'
const limits = 'who asks too much waits, by session and by address'
const cookie = 'a session is kept where no script reads it, and behind TLS for this website only'
const refused = 'a look that is refused is written down too, with who tried it'
const steps = 'every step of a case stands in the trail: who did what'
const signingIn = 'signing in and out, a wrong password and a changed one stand in the trail'
const absences = 'an absence and taking it back stand in the trail'
const logs = 'no word of anybody stands in a log, on a standard stream or in a statement that the server shows'
const sees = 'who sees a case, and who may open it, is who should by the text of the issue'

export const source = (wall: string, fails: string, file: string, ...edits: (readonly [string, string])[]): Wall => ({
  wall,
  fails,
  remove: { file: `src/${file}`, edits },
})

const http = 'platform/http.tsx'

const door: readonly Wall[] = [
  source('the permission that a route names is asked', everyRole, http, ['frame.may(actor, needs)', 'true']),
  source('who is not signed in has no permission', everyRole, http, [
    '(actor !== undefined && frame.may(actor, needs))',
    '(actor === undefined || frame.may(actor, needs))',
  ]),
  source(
    'roles count in the organisation of the session only',
    'an administrator elsewhere arranges nothing here',
    'engines/access/actor.ts',
    ['.filter(it => it.organisation === row.organisation_id)', ''],
  ),
  source('a form comes from our own pages', foreignForm, http, ['app.use(csrf(', 'void (csrf(']),
  source('a form has the shape that our pages send', 'a form in a shape that no page of ours sends is refused', http, [
    `if (c.req.method === 'POST' && !acceptsBody(`,
    `if (c.req.method === 'NEVER' && !acceptsBody(`,
  ]),
  source('we answer to our own name only', 'who asks for us under another name gets nothing', http, [
    'if (!hosts.has(',
    'if (false && !hosts.has(',
  ]),
  source('who asks too much waits', limits, http, ['if (limit.ok) return next()', 'return next()']),
  source('the address is counted as well', limits, 'app.ts', [
    'const byAddress = addresses.take(address)',
    'const byAddress = { ok: true } as const',
  ]),
  source('every answer has the headers that keep a page safe', headers, http, ['app.use(securityHeaders(secure))', '']),
  source('no script of somebody else', headers, 'platform/headers.ts', [`"default-src 'self'",`, '']),
  source('nothing stays behind in a browser', headers, 'platform/headers.ts', [`'cache-control': 'no-store',`, '']),
  source('a browser stays on TLS', 'behind TLS a browser is told to stay there', 'platform/headers.ts', [
    'if (secure) c.res.headers.set(',
    'if (false) c.res.headers.set(',
  ]),
  source('no script reads the session', cookie, http, ['httpOnly: true', 'httpOnly: false']),
  source('evidence as it came runs nothing', saved, http, [`'content-security-policy': savedPolicy,`, '']),
  source('evidence as it came is not shown', saved, http, [
    `inline ? 'inline' : \`attachment`,
    `true ? 'inline' : \`attachment`,
  ]),
]

const cases: readonly Wall[] = [
  source('only who reported sees who looked', othersCase, 'features/incidents/handle-routes.tsx', [
    `it?.part === 'own' ? { it, looks:`,
    `it ? { it, looks:`,
  ]),
  source('only who reported sees the receipt', othersCase, 'features/incidents/receipt-routes.tsx', [
    `it?.part === 'own' && it.reported_at\n        ?`,
    'it?.reported_at ?',
  ]),
  source(
    'only who handles a case gets a form for it',
    'who handles cases of others gets no form of a handler in the own case',
    'features/incidents/step-routes.tsx',
    [`return it?.part === 'handler' ? it : refuse(ask)`, 'return it ?? refuse(ask)'],
  ),
  source('a draft of somebody else is none', othersDraft, 'features/incidents/report-routes.tsx', [
    'if (!dossier) throw new Refusal(notFound)',
    `if (!dossier) return { dossier, refused: [] }`,
  ]),
  source('the route passes by who was hit and who was named', sees, 'engines/cases/routing.ts', [
    `const never = new Set([it.hit, it.accused].filter(person => typeof person === 'string'))`,
    'const never = new Set<string>()',
  ]),
  source(
    'who is named is barred',
    'the person named as the one who did it finds no row of the case in any table',
    'features/incidents/report.ts',
    ['if (it.accused !== undefined)\n', 'if (false)\n'],
  ),
  source(
    'a report about the mayor goes its own way',
    'the mayor sees nothing of a report about the mayor, and neither do the secretary and the administrator',
    'engines/cases/routing.ts',
    ['const route = namesChair ? routes.aboutMayor :', 'const route = false ? routes.aboutMayor :'],
  ),
]

const trail: readonly Wall[] = [
  source('a refused look at a case is written down', refused, 'features/incidents/opened-case.ts', [
    'if (!found) await refuseLook(house, look)',
    '',
  ]),
  source('a refused look at evidence is written down', refused, 'features/incidents/evidence-routes.tsx', [
    'if (found) return found\n  await refuseLook(house, look)',
    'if (found) return found',
  ]),
  source(
    'a refused act is written down',
    'an act in a case of somebody else is refused and written down',
    'features/incidents/acting.ts',
    [`if (done === 'gone') await refuseLook(house, look)`, ''],
  ),
  source('a step of a case is written down', steps, 'engines/cases/move.ts', ['await audit(', `await ${never}`]),
  source('a piece of evidence that is added is written down', steps, 'engines/cases/evidence.ts', [
    'await audit(tx',
    `await ${never}tx`,
  ]),
  source('signing in is written down', signingIn, 'engines/access/sessions.ts', [
    'await audit(tx, { action, actor: person, organisation }',
    `await ${never}tx, { action, actor: person, organisation }`,
  ]),
  source('signing out is written down', signingIn, 'engines/access/sessions.ts', [
    `await audit(tx, { action: 'account.sign_out'`,
    `await ${never}tx, { action: 'account.sign_out'`,
  ]),
  source('a wrong password is written down', signingIn, 'features/account/sign-in.ts', [
    'auditRefusalAtDoor(tx,',
    `${never}tx,`,
  ]),
  source('a changed password is written down', signingIn, 'features/account/account.ts', [
    `await audit(tx, changeFacts(actor, 'done'), now)`,
    '',
  ]),
  source('a password that could not be changed is written down', signingIn, 'features/account/account.ts', [
    `await auditChange(house, actor, 'refused')`,
    '',
  ]),
  source(
    'a password that is chosen is written down',
    'a password that is chosen by a link stands in the trail',
    'features/account/links.ts',
    [`await audit(tx`, `await ${never}tx`],
  ),
  source('an absence is written down', absences, 'features/account/absence.ts', [
    `await auditAbsence(tx, now, actor, 'account.absence_added', id)`,
    '',
  ]),
  source('an absence that is taken back is written down', absences, 'features/account/absence.ts', [
    `if (numDeletedRows > 0n) await auditAbsence(`,
    `if (numDeletedRows < 0n) await auditAbsence(`,
  ]),
]

const words: readonly Wall[] = [
  source('the log says nothing of what stands in an error', logs, 'platform/log.ts', [
    `name: identifier(error.name) ?? 'Error',`,
    `name: identifier(error.name) ?? 'Error', message: error.message,`,
  ]),
  source(
    'a session is stored by the hash of its token',
    'the token of a session or of a link stands nowhere but with who got it',
    'engines/access/actor.ts',
    [`createHash('sha256').update(token).digest()`, 'Buffer.from(token)'],
  ),
]

export const sourceWalls: readonly Wall[] = [...door, ...cases, ...trail, ...words]
