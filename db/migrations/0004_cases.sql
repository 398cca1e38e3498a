set local search_path = weerbaar, pg_temp;

-- An incident is what happened; a case is one person's own report, thread and support.
create table incident (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  created_at timestamptz not null,
  unique (organisation_id, id)
);

create table incident_case (
  id uuid primary key,
  incident_id uuid not null,
  organisation_id uuid not null references organisation,
  state text not null check (state in ('draft', 'reported', 'in_progress', 'closed')),
  reporter_id uuid not null references person,
  function text check (function ~ '^[a-z_]{2,40}$'),  -- of the person hit, as chosen at reporting
  unit_id uuid,          -- the unit whose manager may see the case: only where the person hit is staff
  line text check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor')),
  reference text check (reference ~ '^M-[0-9]{4}-[0-9]{6,}$'),
  owner_id uuid references person,
  deputy_id uuid references person,
  safe_now text check (safe_now in ('yes', 'not_sure', 'no')),
  category text check (category ~ '^[a-z_]{2,60}$'),
  outcome text check (outcome ~ '^[a-z_]{2,60}$'),
  created_at timestamptz not null,
  reported_at timestamptz,
  taken_up_at timestamptz,
  closed_at timestamptz,
  reopen_asked_at timestamptz,
  unique (organisation_id, reference),
  unique (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id),
  foreign key (organisation_id, unit_id) references unit (organisation_id, id),
  -- From the first second a report has a reference, a line, an owner and a moment.
  check (state = 'draft' or (reference is not null and line is not null and owner_id is not null and function is not null and reported_at is not null)),
  check (state not in ('in_progress', 'closed') or taken_up_at is not null),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'closed' or (category is not null and outcome is not null))
);
create index case_of_incident on incident_case (incident_id);
create index case_of_reporter on incident_case (reporter_id, created_at desc, id desc);
-- Included is what the policy asks, so that counting what somebody watches over reads the index alone.
create index case_of_line on incident_case (organisation_id, line, state, reported_at desc, id desc) include (reporter_id, owner_id, unit_id);
create index case_of_unit on incident_case (unit_id, state, reported_at desc, id desc) include (organisation_id, line, reporter_id, owner_id)
  where unit_id is not null;
create index case_of_owner on incident_case (owner_id, state) include (organisation_id, id);

create table participant (
  case_id uuid not null,
  person_id uuid not null references person,
  role text not null check (role in ('reporter', 'person_hit', 'handler', 'deputy', 'duty', 'confidant')),
  organisation_id uuid not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (case_id, person_id, role),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index participant_of_person on participant (person_id, organisation_id, role) include (case_id) where ended_at is null;

-- The person named as the one who did it. A wall, not a list: no page shows it to those who may not see the case.
create table barred (
  case_id uuid not null,
  person_id uuid not null references person,
  organisation_id uuid not null,
  primary key (case_id, person_id),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index barred_person on barred (person_id);

create table incident_key (
  incident_id uuid primary key,
  organisation_id uuid not null,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, incident_id) references incident (organisation_id, id),
  foreign key (organisation_id, key_version) references organisation_key
);
create table case_key (
  case_id uuid primary key,
  organisation_id uuid not null,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id),
  foreign key (organisation_id, key_version) references organisation_key
);

-- The answers as given, with the questions as asked.
create table case_report (
  case_id uuid primary key,
  organisation_id uuid not null,
  questions text not null check (questions ~ '^[a-z-]+@[0-9]+$'),
  sealed bytea not null,
  saved_at timestamptz not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);

-- What people write in a case. Never changed: a correction is a new entry.
create table case_entry (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('message', 'note', 'decision', 'talk', 'closing', 'reopen_request')),
  audience text not null check (audience in ('all', 'handlers')),
  code text check (code ~ '^[a-z_]{2,60}$'),
  author_id uuid not null references person,
  written_at timestamptz not null,
  sealed bytea not null,
  check ((kind = 'note') = (audience = 'handlers')),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index entry_of_case on case_entry (case_id, written_at, id);

-- The steps of a case: coded facts only.
create table case_event (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  event text not null check (event ~ '^[a-z_]{2,40}$'),
  from_state text,
  to_state text not null,
  code text check (code ~ '^[a-z_]{2,60}$'),
  actor_id uuid references person,
  at timestamptz not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index event_of_case on case_event (case_id, at, id);

create table task (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{2,40}$'),
  owner_id uuid not null references person,
  due_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references person,
  created_at timestamptz not null,
  -- Ended by nobody: it was still open when the case was closed, and nobody did it.
  check (done_by is null or done_at is not null),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index open_task_of_owner on task (owner_id, due_at, id) include (organisation_id, case_id, kind) where done_at is null;
create index task_of_case on task (case_id);
-- What is asked once is open once, also when it is asked twice at the same moment.
create unique index open_once on task (case_id, kind) where done_at is null and kind in ('answer', 'reopen_request', 'wrap_up');

create table reference_counter (
  organisation_id uuid not null references organisation,
  year integer not null,
  last integer not null,
  primary key (organisation_id, year)
);

-- The numbers of rows are for the planner, which expects 1,000 of every function and then reads whole tables to be ready for them.
alter function app.my_organisations() rows 2;
alter function app.organisations_as(text) rows 2;
alter function app.my_lines() rows 2;
alter function app.my_units() rows 2;

-- Where the viewer handles cases today.
create function app.my_desks() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where person_id = app.viewer() and role in ('handler', 'manager') and starts <= app.now() and (ends is null or ends > app.now()) $$;

-- Cases in which the viewer takes part. A role in the work lapses with the membership that carried it; a person's own case never does.
create function app.my_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select case_id from participant p
  where p.person_id = app.viewer() and p.ended_at is null and (
    p.role in ('reporter', 'person_hit')
    or (p.role in ('handler', 'deputy', 'duty') and p.organisation_id in (select app.my_desks()))
    or (p.role = 'confidant' and p.organisation_id in (select app.organisations_as('confidant')))) $$;

create function app.own_cases() returns setof uuid language sql stable security definer rows 20 set search_path = weerbaar, pg_temp as $$
  select case_id from participant where person_id = app.viewer() and role in ('reporter', 'person_hit') and ended_at is null $$;

create function app.barred_cases() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select case_id from barred where person_id = app.viewer() $$;

-- Cases that the viewer owns and that are not closed.
create function app.my_open_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select id from incident_case where owner_id = app.viewer() and state in ('reported', 'in_progress')
    and organisation_id in (select app.my_desks()) and id not in (select app.barred_cases()) $$;

-- May the viewer act in this case, as one who handles it?
create function app.handles(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from participant p where p.case_id = c and p.person_id = app.viewer() and p.ended_at is null and p.role in ('handler', 'deputy', 'duty')
      and exists (select from membership m where m.person_id = app.viewer() and m.organisation_id = p.organisation_id and m.role in ('handler', 'manager')
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now())))
    and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer()) $$;

-- May the viewer read what handlers write for each other?
create function app.works_on(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.handles(c) or exists (
    select from incident_case i where i.id = c and i.state <> 'draft'
      and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'confidant'))
      and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer())
      and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))) $$;

create function app.may_open(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from incident_case i where i.id = c
      and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer())
      and (i.reporter_id = app.viewer()
        or (i.owner_id = app.viewer() and i.organisation_id in (select app.my_desks()))
        or i.id in (select app.my_cases())
        or (i.state <> 'draft' and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))))) $$;

grant execute on function app.my_desks(), app.my_cases(), app.my_open_cases(), app.own_cases(), app.barred_cases(), app.handles(uuid), app.works_on(uuid), app.may_open(uuid) to weerbaar_app;

-- The only way to a key: the look is written down before the key is handed out.
create function app.open_case(c uuid, entry text, salt bytea)
  returns table (organisation_id uuid, case_wrapped bytea, case_key_version integer, incident_id uuid, incident_wrapped bytea, incident_key_version integer)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if (entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or (entry::jsonb) ->> 'case' is distinct from c::text
     or (entry::jsonb) ->> 'result' is distinct from 'done' then
    raise exception 'the entry does not name this viewer, this case and its result';
  end if;
  if not app.may_open(c) then return; end if;
  if (entry::jsonb) ->> 'organisation' is distinct from (select i.organisation_id::text from incident_case i where i.id = c) then
    raise exception 'the entry does not name the organisation of this case';
  end if;
  insert into audit_entry (entry, salt) values (open_case.entry, open_case.salt);
  return query
    select i.organisation_id, k.wrapped, k.key_version, i.incident_id, ik.wrapped, ik.key_version
    from incident_case i join case_key k on k.case_id = i.id join incident_key ik on ik.incident_id = i.incident_id
    where i.id = c;
end $$;
grant execute on function app.open_case(uuid, text, bytea) to weerbaar_app;

-- An organisation's wrapped key: of no use without the master key, and still only for those who have business there.
create function app.organisation_key(o uuid, wanted integer)
  returns table (version integer, master_key_id text, wrapped bytea) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select k.version, k.master_key_id, k.wrapped from organisation_key k
  where k.organisation_id = o and (k.version = wanted or (wanted is null and k.retired_at is null))
    and (o in (select app.my_organisations()) or exists (select from participant p where p.person_id = app.viewer() and p.organisation_id = o))
  order by k.version desc limit 1 $$;
grant execute on function app.organisation_key(uuid, integer) to weerbaar_app;

-- Taken last in a submission: this row is the one point where reports of one organisation wait for each other.
create function app.next_reference(o uuid, y integer) returns text language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare n integer; begin
  if o not in (select app.my_organisations()) then raise exception 'not a member of this organisation'; end if;
  insert into reference_counter as r (organisation_id, year, last) values (o, y, 1)
    on conflict (organisation_id, year) do update set last = r.last + 1 returning last into n;
  return format('M-%s-%s', y, lpad(n::text, greatest(6, length(n::text)), '0'));
end $$;
grant execute on function app.next_reference(uuid, integer) to weerbaar_app;

-- Never to the person named as the one who did it, and never to the person hit: whatever the routing says.
create function app.guard_participant() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if exists (select from barred b where b.case_id = new.case_id and b.person_id = new.person_id) then
    raise exception 'a person named as the one who did it takes no part in the case' using errcode = 'check_violation', constraint = 'participant_not_barred';
  end if;
  if new.role in ('handler', 'deputy', 'duty') and exists (
    select from participant p where p.case_id = new.case_id and p.person_id = new.person_id and p.role = 'person_hit') then
    raise exception 'the person hit does not handle the own case' using errcode = 'check_violation', constraint = 'participant_not_hit';
  end if;
  return new;
end $$;
create trigger guard_participant before insert or update on participant for each row execute function app.guard_participant();
create trigger append_only before update or delete on case_entry execute function app.refuse_change();
create trigger append_only before update or delete on case_event execute function app.refuse_change();

alter table incident enable row level security;
alter table incident_case enable row level security;
alter table participant enable row level security;
alter table barred enable row level security;
alter table incident_key enable row level security;
alter table case_key enable row level security;
alter table case_report enable row level security;
alter table case_entry enable row level security;
alter table case_event enable row level security;
alter table task enable row level security;
alter table reference_counter enable row level security;

-- The rule of who sees a case. Every table that hangs on a case asks incident_case, so the rule stands here once for rows,
-- and once in app.may_open for content; a test holds the two against each other.
-- The arms stand in the order of their cost, and the first that holds ends it: for who owns thousands of cases,
-- app.my_cases() takes 2 ms in every statement (docs/performance.md).
grant select, insert on incident_case to weerbaar_app;
grant update (state, function, unit_id, line, reference, owner_id, deputy_id, safe_now, category, outcome, reported_at, taken_up_at, closed_at, reopen_asked_at)
  on incident_case to weerbaar_app;
create policy see on incident_case for select using (
  reporter_id = (select app.viewer())
  or (owner_id = (select app.viewer()) and organisation_id in (select app.my_desks()))
  or (state <> 'draft' and (organisation_id, line) in (select l.organisation_id, l.line from app.my_lines() l))
  or (state <> 'draft' and unit_id in (select app.my_units()))
  or id in (select app.my_cases())
  or organisation_id = (select app.system_of()));
create policy not_the_accused on incident_case as restrictive using (id not in (select app.barred_cases()));
-- In an incident of its own: with a case in the incident of somebody else would come its key and its evidence.
create function app.is_unused(i uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select not exists (select from incident_case where incident_id = i) $$;
grant execute on function app.is_unused(uuid) to weerbaar_app;
create policy begin_draft on incident_case for insert with check (
  reporter_id = (select app.viewer()) and state = 'draft' and organisation_id in (select app.my_organisations()) and app.is_unused(incident_id));
create policy finish_draft on incident_case for update
  using (state = 'draft' and reporter_id = (select app.viewer()))
  with check (reporter_id = (select app.viewer()) and state in ('draft', 'reported'));
-- The reporter may ask to reopen; the columns that matter are kept still by app.guard_case.
create policy ask_reopening on incident_case for update
  using (state = 'closed' and id in (select app.own_cases())) with check (state = 'closed' and id in (select app.own_cases()));
-- The checks of several policies hold for each other's rows: so each says in full whose case it is.
create policy handle on incident_case for update using (state <> 'draft' and app.handles(id)) with check (state <> 'draft' and app.handles(id));
create policy work_for_organisation on incident_case for update using (organisation_id = (select app.system_of()));

-- Row-level security says which rows, this says which changes: once reported, line, reference, reporter and moment stay.
create function app.guard_case() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if (old.state = 'draft' and new.state not in ('draft', 'reported')) or (old.state <> 'draft' and new.state = 'draft') then
    raise exception 'a draft becomes a report, and a report never a draft' using errcode = 'check_violation', constraint = 'report_stays';
  end if;
  if old.state <> 'draft' and (new.reference, new.line, new.function, new.reported_at, new.unit_id, new.safe_now)
     is distinct from (old.reference, old.line, old.function, old.reported_at, old.unit_id, old.safe_now) then
    raise exception 'a report is never rewritten' using errcode = 'check_violation', constraint = 'report_stays';
  end if;
  if old.state <> 'draft' and app.viewer() is not null and not app.handles(old.id)
     and (new.state, new.owner_id, new.deputy_id, new.category, new.outcome, new.taken_up_at, new.closed_at)
     is distinct from (old.state, old.owner_id, old.deputy_id, old.category, old.outcome, old.taken_up_at, old.closed_at) then
    raise exception 'only those who handle a case change it' using errcode = 'insufficient_privilege', constraint = 'handlers_change';
  end if;
  if (new.owner_id, new.deputy_id) is distinct from (old.owner_id, old.deputy_id) and (
    exists (select from barred b where b.case_id = new.id and b.person_id in (new.owner_id, new.deputy_id))
    or exists (select from participant p where p.case_id = new.id and p.role = 'person_hit' and p.person_id in (new.owner_id, new.deputy_id))) then
    raise exception 'neither the person named nor the person hit gets the case' using errcode = 'check_violation', constraint = 'owner_not_involved';
  end if;
  return new;
end $$;
create trigger guard_case before update on incident_case for each row execute function app.guard_case();

grant select, insert on incident to weerbaar_app;
create policy see on incident for select using (exists (select from incident_case c where c.incident_id = incident.id));
create policy add on incident for insert with check (organisation_id in (select app.my_organisations()));

-- Children of a case: seen by whoever sees the case, added by whoever may act in it.
create function app.drafts(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case where id = c and reporter_id = app.viewer() and state = 'draft') $$;
create function app.is_own(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from participant where case_id = c and person_id = app.viewer() and role in ('reporter', 'person_hit') and ended_at is null) $$;
grant execute on function app.drafts(uuid), app.is_own(uuid) to weerbaar_app;

grant select, insert, update (ended_at) on participant to weerbaar_app;
create policy see on participant for select using (exists (select from incident_case c where c.id = case_id));
create policy add on participant for insert with check (
  app.drafts(case_id)
  or (role in ('handler', 'deputy', 'duty') and (app.handles(case_id) or organisation_id = (select app.system_of())))
  or (role = 'confidant' and app.is_own(case_id)));
create policy let_go on participant for update using (role = 'confidant' and app.is_own(case_id)) with check (role = 'confidant');

grant select, insert on barred to weerbaar_app;
create policy see on barred for select using (exists (select from incident_case c where c.id = case_id));
create policy add on barred for insert with check (app.drafts(case_id));

grant insert on incident_key, case_key to weerbaar_app;
create policy add on case_key for insert with check (app.drafts(case_id));
create policy add on incident_key for insert with check (
  exists (select from incident_case c where c.incident_id = incident_key.incident_id and app.drafts(c.id)));

grant select, insert, update (sealed, questions, saved_at) on case_report to weerbaar_app;
create policy see on case_report for select using (exists (select from incident_case c where c.id = case_id));
create policy add on case_report for insert with check (app.drafts(case_id));
create policy change on case_report for update using (app.drafts(case_id));

grant select, insert on case_entry to weerbaar_app;
create policy see on case_entry for select using (
  exists (select from incident_case c where c.id = case_id) and (audience = 'all' or app.works_on(case_id)));
create policy write on case_entry for insert with check (
  author_id = (select app.viewer())
  and ((kind in ('message', 'reopen_request') and audience = 'all' and app.is_own(case_id)) or (kind <> 'reopen_request' and app.handles(case_id))));

grant select, insert on case_event to weerbaar_app;
create policy see on case_event for select using (exists (select from incident_case c where c.id = case_id));
create policy add on case_event for insert with check (
  (actor_id = (select app.viewer()) and (app.is_own(case_id) or app.handles(case_id)))
  or (actor_id is null and organisation_id = (select app.system_of())));

grant select, insert, update (owner_id, due_at, done_at, done_by) on task to weerbaar_app;
-- The same rule with a short cut before it, because a work list counts tasks by the thousand. The offset keeps the planner
-- from reading every case of the installation for the rest.
create policy see on task for select using (
  case_id in (select app.my_open_cases()) or exists (select from incident_case c where c.id = case_id offset 0));
create policy add on task for insert with check (app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or organisation_id = (select app.system_of()));
create policy change on task for update using (app.handles(case_id) or organisation_id = (select app.system_of()));

-- People and organisations of a case that one may see, also after one's own membership ended. Arms of the policies of 0002,
-- not policies of their own: those would be tried first, and they cost the most.
create function app.meets(p uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from participant where person_id = p
    and case_id in (select app.my_cases()) and case_id not in (select app.barred_cases())) $$;
create function app.organisations_of_my_cases() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from participant where person_id = app.viewer() and ended_at is null $$;
grant execute on function app.meets(uuid), app.organisations_of_my_cases() to weerbaar_app;
alter policy colleague on person using (exists (select from membership m where m.person_id = person.id) or app.meets(id));
alter policy member on organisation using (
  id in (select app.my_organisations()) or id = (select app.system_of()) or id in (select app.organisations_of_my_cases()));

-- What was done in a case is written by who sees it, in the trail of its organisation; what was refused by whom it was.
create policy record_refusal on audit_entry for insert with check (
  case_id is not null and result = 'refused' and actor_id = (select app.viewer())
  and (organisation_id is null or organisation_id in (select app.my_organisations())));
create policy record_step on audit_entry for insert with check (
  result = 'done' and (actor_id = (select app.viewer()) or (actor_id is null and organisation_id = (select app.system_of())))
  and exists (select from incident_case c where c.id = case_id and c.organisation_id = audit_entry.organisation_id));

-- Whose case it is sees who looked; the auditor of an organisation sees its entries, never a key.
create policy own_case on audit_entry for select using (case_id in (select app.own_cases()));
create policy audit on audit_entry for select using (
  organisation_id in (select app.organisations_as('auditor')) or organisation_id in (select app.organisations_as('privacy_officer')));
-- An auditor who is named as the one who did it would read there that there is a case, and who reported it.
create policy not_the_accused on audit_entry as restrictive for select using (
  case_id is null or case_id not in (select app.barred_cases()));
