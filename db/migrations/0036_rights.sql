set local search_path = weerbaar, pg_temp;

-- Somebody asks what is known of them, or asks to mend, remove, restrict or stop it (GDPR art. 15 to 18 and 21). Written by the functions
-- below only. What was asked, by whom, and what was answered is sealed under a key of its own.
create table rights_request (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  number text not null check (number ~ '^R-[0-9]{4}-[0-9]{3,}$'),
  -- With an account; null for who has none.
  person_id uuid references person,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'objection')),
  state text not null check (state in ('received', 'identified', 'decided', 'answered', 'withdrawn', 'lapsed')),
  received_on date not null,
  due_on date not null,
  extended_on date,
  decision text check (decision in ('granted', 'partly', 'refused')),
  finished_on date,
  sealed bytea not null,
  -- Art. 12(3): within one month, and two more when that is said, with why, within the first.
  check (due_on = (received_on + case when extended_on is null then interval '1 month' else interval '3 months' end)::date),
  check (extended_on between received_on and (received_on + interval '1 month')::date),
  check ((decision is not null) = (state in ('decided', 'answered'))),
  check ((finished_on is not null) = (state in ('answered', 'withdrawn', 'lapsed'))),
  unique (organisation_id, number),
  unique (organisation_id, id)
);
create index rights_request_of_person on rights_request (person_id) where person_id is not null;

-- Wrapped by the key of the organisation, and handed out by app.open_request only.
create table rights_key (
  request_id uuid primary key,
  organisation_id uuid not null,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, request_id) references rights_request (organisation_id, id),
  foreign key (organisation_id, key_version) references organisation_key
);

-- What was done for it, in order: the code of it, and words under the key of the request.
create table rights_step (
  id uuid primary key,
  request_id uuid not null,
  organisation_id uuid not null,
  event text not null check (event ~ '^[a-z_]{2,40}$'),
  to_state text not null,
  code text check (code ~ '^[a-z_]{2,40}$'),
  sealed bytea,
  done_by uuid not null references person,
  done_at timestamptz not null,
  foreign key (organisation_id, request_id) references rights_request (organisation_id, id)
);
create index rights_step_of_request on rights_step (request_id, done_at);
create trigger append_only before update or truncate on rights_step execute function app.refuse_change();

-- Asked of somebody who handles cases, who answers with what may be given: the privacy officer reads no case.
create table rights_question (
  id uuid primary key,
  request_id uuid not null,
  organisation_id uuid not null,
  asked_of uuid not null references person,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  sealed bytea not null,
  outcome text check (outcome in ('found', 'done', 'nothing', 'not_mine')),
  answered_at timestamptz,
  sealed_answer bytea,
  check (asked_of <> asked_by),
  check ((outcome is null) = (answered_at is null) and (outcome is null) = (sealed_answer is null)),
  foreign key (organisation_id, request_id) references rights_request (organisation_id, id)
);
create unique index rights_asked_once on rights_question (request_id, asked_of) where answered_at is null;
create index rights_question_of_person on rights_question (asked_of, answered_at);

-- A privacy officer who is part of what a request is about leaves it to another.
create table rights_recusal (
  request_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null references person,
  at timestamptz not null,
  primary key (request_id, person_id),
  foreign key (organisation_id, request_id) references rights_request (organisation_id, id)
);

-- The chart of src/features/rights/rights.chart.ts; a test holds the two together.
create table rights_transition (from_state text not null, event text not null, to_state text not null, primary key (from_state, event));
insert into rights_transition values
  ('received', 'identify', 'identified'), ('received', 'extend', 'received'), ('received', 'withdraw', 'withdrawn'), ('received', 'lapse', 'lapsed'),
  ('identified', 'ask', 'identified'), ('identified', 'extend', 'identified'), ('identified', 'decide', 'decided'), ('identified', 'withdraw', 'withdrawn'),
  ('decided', 'ask', 'decided'), ('decided', 'answer', 'answered');

alter table rights_request enable row level security;
alter table rights_key enable row level security;
alter table rights_step enable row level security;
alter table rights_question enable row level security;
alter table rights_recusal enable row level security;
alter table rights_transition enable row level security;

create function app.today() returns date language sql stable set search_path = weerbaar, pg_temp as $$
  select (app.now() at time zone 'Europe/Amsterdam')::date $$;

-- Whether somebody is named in a report of who asks: they handle no request of theirs, and are not told why.
create function app.is_named_by_asker(r uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from rights_request q join participant p on p.person_id = q.person_id and p.role in ('reporter', 'person_hit', 'helper')
    where q.id = r and app.is_named(p.case_id, person)) $$;
-- The requests that the viewer handles: as a privacy officer, never the own one, none that was left to another, and none of who named them.
create function app.rights_desk() returns setof uuid language sql stable security definer rows 20 set search_path = weerbaar, pg_temp as $$
  select q.id from rights_request q
  where q.organisation_id in (select app.organisations_as('privacy_officer')) and q.person_id is distinct from app.viewer()
    and not exists (select from rights_recusal l where l.request_id = q.id and l.person_id = app.viewer())
    and not app.is_named_by_asker(q.id, app.viewer()) $$;
-- The requests about which the viewer was asked something, for as long as they handle cases.
create function app.rights_asked() returns setof uuid language sql stable security definer rows 20 set search_path = weerbaar, pg_temp as $$
  select a.request_id from rights_question a where a.asked_of = app.viewer() and a.organisation_id in (select app.my_desks()) $$;
create function app.own_requests() returns setof uuid language sql stable security definer rows 5 set search_path = weerbaar, pg_temp as $$
  select q.id from rights_request q where q.person_id = app.viewer() $$;
create function app.own_answered_requests() returns setof uuid language sql stable security definer rows 5 set search_path = weerbaar, pg_temp as $$
  select q.id from rights_request q where q.person_id = app.viewer() and q.state = 'answered' $$;
-- What who was asked reads of the request: which one it is, and not who asks.
create function app.asked_requests() returns table (id uuid, number text, kind text, due_on text, finished_on text, by_account boolean)
  language sql stable security definer rows 20 set search_path = weerbaar, pg_temp as $$
  select q.id, q.number, q.kind, q.due_on::text, q.finished_on::text,
    exists (select from rights_step s where s.request_id = q.id and s.event = 'receive' and s.code = 'account')
  from rights_request q where q.id in (select app.rights_asked()) $$;
-- The requests whose trail is not for the viewer: the own ones, those left to another, and those of who named them.
create function app.closed_requests() returns setof text language sql stable security definer rows 5 set search_path = weerbaar, pg_temp as $$
  select q.id::text from rights_request q where q.organisation_id in (select app.my_organisations()) and (q.person_id = app.viewer()
    or exists (select from rights_recusal l where l.request_id = q.id and l.person_id = app.viewer()) or app.is_named_by_asker(q.id, app.viewer())) $$;
grant execute on function app.rights_desk(), app.rights_asked(), app.own_requests(), app.own_answered_requests(), app.asked_requests(), app.closed_requests() to weerbaar_app;
-- An auditor or a privacy officer would read there who was asked about them, and that something was found, before an answer and despite a refusal.
create policy not_own_request on audit_entry as restrictive for select using (object is null or object not like 'request:%'
  or actor_id = (select app.viewer()) or substr(object, 9, 36) not in (select app.closed_requests()));

grant select on rights_request, rights_step, rights_question to weerbaar_app;
create policy see on rights_request for select using (
  person_id = (select app.viewer()) or id in (select app.rights_desk()) or organisation_id = (select app.system_of()));
create policy see on rights_step for select using (request_id in (select app.rights_desk())
  -- What the privacy officer noted on the way is not part of the answer, and the answer is not there before it is given.
  or (event in ('receive', 'extend') and request_id in (select app.own_requests()))
  or (event in ('decide', 'answer') and request_id in (select app.own_answered_requests())));
create policy see on rights_question for select using (
  request_id in (select app.rights_desk())
  or (asked_of = (select app.viewer()) and organisation_id in (select app.my_desks()))
  -- What was found for them comes with the answer, and not before.
  or (outcome in ('found', 'done') and request_id in (select app.own_answered_requests())));

-- Hands out the key of a request after writing down the look, as app.open_case does.
create function app.open_request(r uuid, entry text, salt bytea)
  returns table (organisation_id uuid, wrapped bytea, key_version integer, master_key_id text, organisation_key bytea)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if r not in (select app.rights_desk() union all select app.rights_asked() union all select app.own_requests()) then return; end if;
  if (entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or (entry::jsonb) ->> 'object' is distinct from 'request:' || r
     or (entry::jsonb) ->> 'result' is distinct from 'done' or (entry::jsonb) ->> 'action' is distinct from 'rights.open'
     or (entry::jsonb) ->> 'organisation' is distinct from (select q.organisation_id::text from rights_request q where q.id = r) then
    raise exception 'the entry does not name this viewer and this request' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_entry (entry, salt) values (open_request.entry, open_request.salt);
  return query select k.organisation_id, k.wrapped, k.key_version, g.master_key_id, g.wrapped
    from rights_key k join organisation_key g on g.organisation_id = k.organisation_id and g.version = k.key_version
    where k.request_id = r;
end $$;

create function app.rights_job(what text, o uuid, person uuid, at timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into job (id, kind, organisation_id, person_id, run_at, attempts, created_at) values (gen_random_uuid(), what, o, person, at, 0, app.now()) $$;
-- A mail to everybody who may handle this request. Where there is nobody, the administrators hear that, and nothing of why.
create function app.tell_rights_desk(r uuid, what text) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare told integer; begin
  perform app.rights_job(what, q.organisation_id, m.person_id, app.now())
  from rights_request q join (select distinct organisation_id, person_id from membership
    where role = 'privacy_officer' and starts <= app.now() and (ends is null or ends > app.now())) m on m.organisation_id = q.organisation_id
  where q.id = r and m.person_id is distinct from q.person_id
    and not exists (select from rights_recusal l where l.request_id = q.id and l.person_id = m.person_id)
    and not app.is_named_by_asker(q.id, m.person_id);
  get diagnostics told = row_count;
  if told > 0 then return; end if;
  perform app.rights_job('rights_unattended_mail', q.organisation_id, m.person_id, app.now())
  from rights_request q join (select distinct organisation_id, person_id from membership
    where role = 'administrator' and starts <= app.now() and (ends is null or ends > app.now())) m on m.organisation_id = q.organisation_id
  where q.id = r and m.person_id is distinct from q.person_id;
end $$;

-- Whose account this is, for a privacy officer who writes down a request: somebody who works here, or did.
create function app.rights_person(o uuid, address text) returns uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select p.id from person p where p.email = address and p.id <> app.viewer() and o in (select app.organisations_as('privacy_officer'))
    and exists (select from membership m where m.person_id = p.id and m.organisation_id = o) $$;

-- Begins a request: by the person themself, whose account says who it is, or by a privacy officer for somebody else. Null when five of
-- somebody's own go on already: nobody hides the requests of others under theirs.
create function app.begin_request(r uuid, o uuid, about uuid, what text, day date, words bytea, version integer, wrapping bytea, step uuid) returns text
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare own boolean := about is not distinct from app.viewer(); year text := to_char(app.today(), 'YYYY'); made text; begin
  -- "is not true": nobody has no organisation, and then the answer is neither yes nor no.
  if ((own and o in (select app.my_organisations())) or (not own and o in (select app.organisations_as('privacy_officer')))) is not true
     or day > app.today() then
    raise exception 'this is not for this viewer' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtext('weerbaar.rights ' || o));
  if own and (select count(*) from rights_request where person_id = about and organisation_id = o and finished_on is null) >= 5 then return null; end if;
  select 'R-' || year || '-' || lpad((coalesce(max(substr(number, 8)::integer), 0) + 1)::text, 3, '0') into made
    from rights_request where organisation_id = o and number like 'R-' || year || '-%';
  insert into rights_request (id, organisation_id, number, person_id, kind, state, received_on, due_on, sealed)
    values (r, o, made, about, what, case when own then 'identified' else 'received' end, day, (day + interval '1 month')::date, words);
  insert into rights_key (request_id, organisation_id, key_version, wrapped) values (r, o, version, wrapping);
  insert into rights_step (id, request_id, organisation_id, event, to_state, code, done_by, done_at)
    values (step, r, o, 'receive', case when own then 'identified' else 'received' end, case when own then 'account' end, app.viewer(), app.now());
  if own then perform app.tell_rights_desk(r, 'rights_new_mail');
  elsif about is not null then perform app.rights_job('rights_told_mail', null, about, app.now()); end if;
  -- A week before the day that it is due.
  perform app.rights_job('rights_due', o, null, greatest(app.now(), (day + interval '1 month' - interval '7 days')::timestamptz));
  return made;
end $$;

-- One step of the chart. False when it may not be taken now, or not by this viewer.
create function app.step_request(r uuid, what text, step uuid, why text, words bytea, keep_months integer) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare q rights_request; next text; ends boolean; begin
  select * into q from rights_request where id = r for update;
  if not found or r not in (select app.rights_desk()) or what = 'ask' then return false; end if;
  select t.to_state into next from rights_transition t where t.from_state = q.state and t.event = what;
  if next is null then return false; end if;
  if what = 'extend' and (q.extended_on is not null or app.today() > q.due_on) then return false; end if;
  ends := next in ('answered', 'withdrawn', 'lapsed');
  update rights_request set state = next,
    extended_on = case when what = 'extend' then app.today() else extended_on end,
    due_on = case when what = 'extend' then (received_on + interval '3 months')::date else due_on end,
    decision = case when what = 'decide' then why else decision end,
    finished_on = case when ends then app.today() end
    where id = r;
  insert into rights_step (id, request_id, organisation_id, event, to_state, code, sealed, done_by, done_at)
    values (step, r, q.organisation_id, what, next, why, words, app.viewer(), app.now());
  if what = 'extend' then perform app.rights_job('rights_due', q.organisation_id, null, (q.received_on + interval '3 months' - interval '7 days')::timestamptz); end if;
  if what in ('extend', 'answer', 'withdraw', 'lapse') and q.person_id is not null then perform app.rights_job('rights_told_mail', null, q.person_id, app.now()); end if;
  if ends then perform app.rights_job('rights_remove', q.organisation_id, null, app.now() + make_interval(months => keep_months, days => 1)); end if;
  return true;
end $$;

-- Who may be asked: handles cases here today, and is not who asks.
create function app.rights_askable(r uuid) returns table (id uuid, name text) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct p.id, p.name from rights_request q join membership m on m.organisation_id = q.organisation_id join person p on p.id = m.person_id
  where q.id = r and r in (select app.rights_desk()) and m.role in ('handler', 'manager') and m.starts <= app.now() and (m.ends is null or m.ends > app.now())
    and p.id is distinct from q.person_id and p.id <> app.viewer()
    and not exists (select from rights_recusal l where l.request_id = r and l.person_id = p.id)
    and not exists (select from rights_question a where a.request_id = r and a.asked_of = p.id and a.answered_at is null)
  order by p.name, p.id $$;
create function app.ask_about(r uuid, question uuid, whom uuid, words bytea, step uuid) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare q rights_request; begin
  select * into q from rights_request where id = r for update;
  if not found or whom not in (select a.id from app.rights_askable(r) a)
     or not exists (select from rights_transition t where t.from_state = q.state and t.event = 'ask') then return false; end if;
  insert into rights_question (id, request_id, organisation_id, asked_of, asked_by, asked_at, sealed)
    values (question, r, q.organisation_id, whom, app.viewer(), app.now(), words);
  insert into rights_step (id, request_id, organisation_id, event, to_state, done_by, done_at)
    values (step, r, q.organisation_id, 'ask', q.state, app.viewer(), app.now());
  perform app.rights_job('rights_asked_mail', q.organisation_id, whom, app.now());
  return true;
end $$;
create function app.answer_about(question uuid, what text, words bytea) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare a rights_question; begin
  select * into a from rights_question where id = question for update;
  if not found or a.asked_of <> app.viewer() or a.answered_at is not null or a.organisation_id not in (select app.my_desks())
     or exists (select from rights_request q where q.id = a.request_id and q.finished_on is not null) then return false; end if;
  update rights_question set outcome = what, answered_at = app.now(), sealed_answer = words where id = question;
  perform app.tell_rights_desk(a.request_id, 'rights_answered_mail');
  return true;
end $$;
create function app.leave_request(r uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if r not in (select app.rights_desk()) then return false; end if;
  insert into rights_recusal (request_id, organisation_id, person_id, at) select r, q.organisation_id, app.viewer(), app.now() from rights_request q where q.id = r;
  -- To those who are left; an administrator makes somebody privacy officer when there is nobody.
  perform app.tell_rights_desk(r, 'rights_new_mail');
  return true;
end $$;
-- How many others could handle a request that the viewer leaves.
create function app.others_at_rights_desk(r uuid) returns integer language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select count(distinct m.person_id)::integer from rights_request q join membership m on m.organisation_id = q.organisation_id
  where q.id = r and r in (select app.rights_desk()) and m.role = 'privacy_officer' and m.starts <= app.now() and (m.ends is null or m.ends > app.now())
    and m.person_id <> app.viewer() and m.person_id is distinct from q.person_id
    and not exists (select from rights_recusal l where l.request_id = r and l.person_id = m.person_id) $$;

-- For a job: mails who handles what is due within a week; and removes what was finished longer ago than its term, keys first.
create function app.remind_rights_desk(o uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o is distinct from app.system_of() then raise exception 'only a job of the organisation reminds' using errcode = 'insufficient_privilege'; end if;
  perform app.tell_rights_desk(q.id, 'rights_due_mail') from rights_request q where q.organisation_id = o and q.finished_on is null and q.due_on <= app.today() + 7;
end $$;
create function app.remove_requests(o uuid, before date) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare gone uuid[]; begin
  if o is distinct from app.system_of() then raise exception 'only a job of the organisation removes' using errcode = 'insufficient_privilege'; end if;
  gone := array(select id from rights_request where organisation_id = o and finished_on < before);
  delete from rights_key where request_id = any(gone);
  delete from rights_question where request_id = any(gone);
  delete from rights_recusal where request_id = any(gone);
  delete from rights_step where request_id = any(gone);
  delete from rights_request where id = any(gone);
  return cardinality(gone);
end $$;
grant execute on function app.open_request(uuid, text, bytea), app.rights_person(uuid, text),
  app.begin_request(uuid, uuid, uuid, text, date, bytea, integer, bytea, uuid), app.step_request(uuid, text, uuid, text, bytea, integer),
  app.rights_askable(uuid), app.ask_about(uuid, uuid, uuid, bytea, uuid), app.answer_about(uuid, text, bytea), app.leave_request(uuid),
  app.others_at_rights_desk(uuid), app.remind_rights_desk(uuid), app.remove_requests(uuid, date) to weerbaar_app;
