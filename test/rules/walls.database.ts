import type { Wall } from '../support/walls.ts'

// Each wall in the database that a rule must miss when it is gone. Policies are not in this list: all of them are taken
// from the database itself.

const noJob = 'no job, and so no mail, is made for who is named in the case that it is about'
const audited = 'a key that was handed out is in the trail, in the same transaction'
const notNamed =
  'no key is handed out for an entry that names somebody else, another case, another organisation or a refusal'
const keyless = 'who may not open a case gets no key, whatever entry they write'
const tasksGo = 'whose case it was, and is no more, finds no task of it'
const sees = 'who sees a case, and who may open it, is who should by the text of the issue'
const ended = 'a clerk whose role ends loses it at once, in the session that is open'
const kept = 'a council member whose membership ends keeps the own cases, answers in them and reads who looked'
const named = 'who turns out to be named loses the case at once, whatever they were in it'
const noRow = 'the person named as the one who did it finds no row of the case in any table'
const letIn = 'a colleague who was named is let in by nobody: not as handler, not as confidant, not as owner'
const rights = 'the role of the application has on each table what was written down, and nothing more'
const apart = 'an administrator gives nobody a part in the cases who is administrator too, and oneself no role at all'
const idle = 'a session ends after half an hour of silence, and after twelve hours in any case'
const link = 'a one-time link works once, makes every other one worthless, and ends every session'
const rewritten = 'a report is never rewritten: not by who handles it, and not by a job'
const door = 'at the door nothing is recorded but that somebody unknown was refused'
const accounts =
  'only an administrator learns whether an address has an account, and of the own people who has no password yet'
const key = 'an organisation’s key, wrapped as it is, is for its people and for who has a case there'
const confidant = 'a confidant reads along until the person hit says otherwise, and longer than that finds nothing'
const tomorrow = 'a role that begins tomorrow gives nothing today'
const trail = 'the trail is never changed: not by the application, and not by the owner'
const logged = 'the transparency log only grows: not even its owner changes a row of it'
const role = 'the role of the application owns nothing, bypasses nothing and is a member of nothing'

const today = 'and starts <= app.now() and (ends is null or ends > app.now())'

/** Pieces of functions: what stands there, and what stands there instead. */
const inFunctions: readonly Wall[] = [
  piece('open_case', 'insert into audit_entry (entry, salt) values (open_case.entry, open_case.salt);', '', audited),
  piece('open_case', 'if not app.may_open(c) then return; end if;', '', keyless),
  piece('open_case', `(entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or`, '', notNamed),
  piece('open_case', `(entry::jsonb) ->> 'case' is distinct from c::text`, 'false', notNamed),
  piece('open_case', `or (entry::jsonb) ->> 'result' is distinct from 'done'`, '', notNamed),
  piece(
    'open_case',
    `if (entry::jsonb) ->> 'organisation' is`,
    `if false and (entry::jsonb) ->> 'organisation' is`,
    notNamed,
  ),
  piece('may_open', 'and not app.is_named(c, app.viewer())', '', sees),
  piece('my_cases', 'and p.organisation_id in (select app.my_desks())', '', ended),
  piece('my_cases', `and p.organisation_id in (select app.organisations_as('confidant'))`, '', confidant),
  piece('my_cases', 'and p.ended_at is null', '', confidant),
  piece('barred_cases', 'where b.person_id = app.viewer()', 'where false', noRow),
  piece('handles', 'and not app.is_named(c, app.viewer())', '', named),
  piece('works_on', 'and not app.is_named(c, app.viewer())', '', named),
  piece(
    'works_on',
    `and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'helper', 'confidant'))`,
    '',
    'a coordinator who is the person hit does not read what handlers write for each other about it',
  ),
  piece('my_desks', today, '', ended),
  piece('my_organisations', today, '', kept),
  piece('my_lines', today, '', tomorrow),
  piece('my_units', today, '', sees),
  piece('organisations_as', today, '', confidant),
  piece(
    'session_actor',
    `s.seen_at <= moment - make_interval(mins => coalesce(o.session_idle_minutes, 30))
     or `,
    '',
    idle,
  ),
  piece('session_actor', `or s.started_at <= moment - make_interval(hours => coalesce(o.session_hours, 12))`, '', idle),
  piece('session_actor', `and m.starts <= moment and (m.ends is null or m.ends > moment)`, '', ended),
  piece(
    'choose_organisation',
    'm.organisation_id = organisation',
    'true',
    'a session is never for an organisation where somebody has no role',
  ),
  piece(
    'use_link',
    'and used_at is null and expires_at > moment returning',
    'and expires_at > moment returning',
    'a one-time link that is used twice at the same moment works once',
  ),
  piece('use_link', 'delete from session where person_id = person;', '', link),
  piece(
    'use_link',
    'update one_time_link set used_at = moment where person_id = person and used_at is null;',
    '',
    link,
  ),
  piece(
    'change_password',
    'delete from session where person_id = app.viewer() and token_hash <> token;',
    '',
    'a changed password ends every other session',
  ),
  piece('record_anonymous', `(entry::jsonb) ->> 'actor' is not null or`, '', door),
  piece('record_anonymous', `or (entry::jsonb) ->> 'action' not like 'account.%'`, '', door),
  piece('record_anonymous', `or (entry::jsonb) ->> 'result' <> 'refused'`, '', door),
  piece('organisation_key', 'o in (select app.my_organisations())', 'true', key),
  piece(
    'next_reference',
    'if o not in (select app.my_organisations())',
    'if false',
    'only who is a member of an organisation takes a reference number there',
  ),
  piece('person_by_email', `and exists (select app.organisations_as('administrator'))`, '', accounts),
  piece(
    'without_password',
    `and (o in (select app.organisations_as('administrator')) or o = app.system_of())`,
    '',
    accounts,
  ),
  piece(
    'log_state',
    `where o in (select app.organisations_as('auditor')) or o in (select app.organisations_as('privacy_officer'))`,
    '',
    'how the log stands is for who supervises the organisation',
  ),
  piece(
    'add_tree_head',
    `or split_part(note, E'\\n', 2)::bigint > app.log_size()`,
    '',
    'a tree head is about more than the last one, and about no more than there is',
  ),
  piece('guard_participant', 'and app.is_named(new.case_id, new.person_id)', 'and false', letIn),
  piece(
    'guard_participant',
    `if new.role in ('handler', 'deputy', 'duty') and`,
    'if false and',
    'the person hit never handles the own case',
  ),
  piece(
    'guard_case',
    `(old.state = 'draft' and new.state not in ('draft', 'reported', 'withdrawn'))`,
    'false',
    'who wrote a draft reports it, and does not handle or close it',
  ),
  piece(
    'guard_case',
    `(old.state <> 'draft' and new.state = 'draft')`,
    'false',
    'a report never becomes a draft again',
  ),
  piece('guard_case', `if old.state <> 'draft' and (new.reference,`, `if false and (new.reference,`, rewritten),
  piece(
    'guard_case',
    'and not app.handles(old.id)',
    'and false',
    'who reported asks to reopen a closed case, and changes nothing else in it',
  ),
  piece(
    'guard_case',
    'if (new.owner_id, new.deputy_id) is distinct',
    'if false and (new.owner_id, new.deputy_id) is distinct',
    letIn,
  ),
  piece('guard_job', 'if exists (select from barred b', 'if false and exists (select from barred b', noJob),
  piece(
    'keep_administrators_apart',
    'for no key update',
    '',
    'two administrators who give somebody two roles at the same moment cannot join what is kept apart',
  ),
]

export function piece(name: string, from: string, to: string, fails: string): Wall {
  return {
    wall: `in app.${name}: ${from.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
    fails,
    remove: { inFunction: name, from, to },
  }
}

export const statement = (sql: string, fails: string, undo?: string): Wall => ({
  wall: sql,
  fails,
  remove: { sql, ...(undo && { undo }) },
})

const triggers: readonly Wall[] = [
  statement('drop trigger append_only on audit_entry', trail),
  statement('drop trigger append_only on case_entry', trail),
  statement('drop trigger place_tasks on incident_case', tasksGo),
  statement('drop trigger append_only on case_event', trail),
  statement('drop trigger queue_audit_entry on audit_entry', 'every entry waits for its place in the tree'),
  ...['leaf', 'subtree', 'tree_head', 'tree_head_left', 'log_check'].map(table =>
    statement(`drop trigger append_only on ${table}`, logged),
  ),
  statement('drop trigger guard_case on incident_case', rewritten),
  statement('drop trigger guard_participant on participant', letIn),
  statement('drop trigger guard_job on job', noJob),
  statement('drop trigger keep_administrators_apart on membership', apart),
]

const grants: readonly Wall[] = [
  statement('grant select on case_key to weerbaar_app', 'no other statement gives a key'),
  statement('grant select on incident_key to weerbaar_app', 'no other statement gives a key'),
  statement('grant select on organisation_key to weerbaar_app', 'no other statement gives a key'),
  statement('grant update on case_key to weerbaar_app', 'no other statement gives a key'),
  statement('grant update on audit_entry to weerbaar_app', trail),
  statement('grant delete on audit_entry to weerbaar_app', trail),
  statement('grant select on session to weerbaar_app', rights),
  statement('grant select on credential to weerbaar_app', rights),
  statement('grant select on job to weerbaar_app', rights),
  statement('grant insert on leaf to weerbaar_app', rights),
  statement('grant delete on case_entry to weerbaar_app', rights),
  statement('grant update (reporter_id) on incident_case to weerbaar_app', rights),
  statement('grant update (role) on participant to weerbaar_app', rights),
  statement('grant update (person_id) on membership to weerbaar_app', rights),
  statement(
    'grant execute on function app.guard_case() to public',
    'nobody may call a function to whom it was not granted',
  ),
  statement(
    'grant create on schema weerbaar to weerbaar_app',
    'the role of the application can make nothing in a schema, and reach no other',
  ),
]

const structure: readonly Wall[] = [
  statement('alter table task owner to weerbaar_app', role),
  statement('alter role weerbaar_app bypassrls', role, 'alter role weerbaar_app nobypassrls'),
  statement('grant pg_read_all_data to weerbaar_app', role, 'revoke pg_read_all_data from weerbaar_app'),
  statement(
    'alter table task alter column created_at set default now()',
    'no table fills in a time, an id or anything else by itself',
  ),
  statement(
    'alter table task force row level security',
    'every table has row-level security, for everybody but its owner',
  ),
  statement(
    'alter function app.my_cases() reset search_path',
    'a function that runs with the rights of the owner looks nothing up in a schema that others may write in',
  ),
  statement(
    'create view all_cases as select * from incident_case',
    'there are no views, which would look past the policies',
  ),
  statement(
    'alter table case_entry drop constraint case_entry_check',
    'a note is for those who handle the case, and all else is for the reporter too',
  ),
]

export const databaseWalls: readonly Wall[] = [...inFunctions, ...triggers, ...grants, ...structure]
