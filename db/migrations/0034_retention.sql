set local search_path = weerbaar, pg_temp;

-- How long reports are kept, who says that they may go, and what stays behind of one that went.

-- Who approves a list for destruction has no other hand in the cases, and does not set the terms.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in
  ('reporter', 'handler', 'manager', 'coordinator', 'confidant', 'administrator', 'privacy_officer', 'auditor', 'archivist'));
create function app.keep_archivists_apart() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  -- Two roles given at the same moment must see each other.
  perform from person p where p.id = new.person_id for no key update;
  if exists (
    select from membership m
    where m.person_id = new.person_id and m.organisation_id = new.organisation_id and m.id <> new.id
      and (m.ends is null or m.ends > new.starts) and (new.ends is null or new.ends > m.starts)
      and ((new.role = 'archivist' and m.role in ('handler', 'manager', 'coordinator', 'administrator', 'privacy_officer'))
        or (m.role = 'archivist' and new.role in ('handler', 'manager', 'coordinator', 'administrator', 'privacy_officer'))))
  then raise exception 'who approves destruction neither handles cases nor sets the terms' using errcode = 'check_violation', constraint = 'archivists_apart';
  end if;
  return new;
end $$;
create trigger keep_archivists_apart before insert or update on membership for each row execute function app.keep_archivists_apart();

-- An organisation's own terms over those of content/retention.yaml. 'any' is every kind, every ending; no months is: for ever.
create table retention_rule (
  organisation_id uuid not null references organisation,
  category text not null check (category ~ '^[a-z_]{2,60}$'),
  outcome text not null check (outcome ~ '^[a-z_]{2,60}$'),
  months integer check (months between 1 and 1200),
  ground text not null check (length(ground) between 1 and 300),
  source text not null check (length(source) <= 300),
  checked_on date,
  primary key (organisation_id, category, outcome)
);

-- What must not be destroyed now, whatever its term: the reason as a code, the words under the key of the case.
create table legal_hold (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  reason text not null check (reason ~ '^[a-z_]{2,40}$'),
  sealed bytea not null,
  placed_by uuid not null references person,
  placed_at timestamptz not null,
  ended_by uuid references person,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null)),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create unique index one_hold on legal_hold (case_id) where ended_at is null;

-- A list for destruction, and afterwards its declaration. What it says of a report outlives the report: no content.
create table destruction_list (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  number text not null check (number ~ '^V-[0-9]{4}-[0-9]{3,}$'),
  made_at timestamptz not null,
  destroy_from timestamptz not null check (destroy_from > made_at),
  unique (organisation_id, number),
  unique (organisation_id, id)
);
create table destruction_item (
  list_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  organisation_id uuid not null,
  reference text not null check (reference ~ '^M-[0-9]{4}-[0-9]{6,}$'),
  category text check (category ~ '^[a-z_]{2,60}$'),
  outcome text not null check (outcome ~ '^[a-z_]{2,60}$'),
  reported_at timestamptz not null,
  ended_at timestamptz not null,
  due_at timestamptz not null,
  months integer not null,
  ground text not null check (length(ground) between 1 and 300),
  decision text check (decision in ('approved', 'kept')),
  decided_by uuid references person,
  decided_at timestamptz,
  keep_reason text check (keep_reason ~ '^[a-z_]{2,40}$'),
  keep_until timestamptz,
  destroyed_at timestamptz,
  -- A colleague had been named as the one who did it; who, is gone.
  named boolean not null,
  primary key (list_id, case_id),
  check ((decision is null) = (decided_at is null)),
  check ((decision = 'kept') = (keep_reason is not null) or decision is null),
  check (destroyed_at is null or decision = 'approved'),
  foreign key (organisation_id, list_id) references destruction_list (organisation_id, id)
);
create unique index listed_once on destruction_item (case_id) where destroyed_at is null and decision is distinct from 'kept';
create index destroyed_case on destruction_item (case_id) where destroyed_at is not null;

-- For whose report it was: that it was there, and that it is gone.
create table destroyed_report (
  case_id uuid not null,
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  reference text not null check (reference ~ '^M-[0-9]{4}-[0-9]{6,}$'),
  reported_at timestamptz not null,
  destroyed_at timestamptz not null,
  primary key (case_id, person_id)
);
create index destroyed_report_of_person on destroyed_report (person_id, destroyed_at desc);

-- What the figures count of a report that is gone: no id, no day, nobody.
create table kept_figure (
  organisation_id uuid not null references organisation,
  year integer not null,
  quarter text not null,
  state text not null,
  line text not null,
  category text,
  take_up text not null,
  decision text not null,
  talk text not null
);
create index kept_figure_of_year on kept_figure (organisation_id, year);

-- May this case go now? A list that a person approved names it, its day has come, and it stands as it did then.
create function app.may_destroy(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i
    join destruction_item d on d.case_id = i.id and d.ended_at = i.closed_at and d.decision = 'approved' and d.decided_by is not null and d.destroyed_at is null
    join destruction_list l on l.id = d.list_id and l.destroy_from <= app.now() and d.due_at <= app.now()
    where i.id = c and i.organisation_id = app.system_of() and i.state in ('closed', 'withdrawn', 'duplicate', 'not_an_incident'))
  and not exists (select from legal_hold where case_id = c and ended_at is null) $$;
-- A statement is refused, but a job's that destroys what was approved; then each row is asked whether its case may go.
create function app.refuse_change_but_destruction() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if tg_op = 'DELETE' and exists (select from destruction_item
    where organisation_id = app.system_of() and decision = 'approved' and destroyed_at is null) then return null; end if;
  raise exception '% is append-only', tg_table_name;
end $$;
create function app.refuse_destruction() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.may_destroy(old.case_id) then return old; end if;
  raise exception '% is append-only', tg_table_name;
end $$;
do $$ declare t text; begin
  foreach t in array array['case_entry', 'case_event', 'occurrence'] loop
    execute format($p$
      drop trigger append_only on weerbaar.%1$I;
      create trigger append_only before update or delete or truncate on weerbaar.%1$I execute function app.refuse_change_but_destruction();
      create trigger append_only_row before delete on weerbaar.%1$I for each row execute function app.refuse_destruction();
    $p$, t);
  end loop;
end $$;
alter table occurrence drop constraint occurrence_id_fkey,
  add constraint occurrence_id_fkey foreign key (id) references case_entry on delete cascade;

-- The clocks of a case, as the figures count them.
create function app.clocks_of(c uuid) returns table (take_up text, decision text, talk text) language sql stable set search_path = weerbaar, pg_temp as $$
  select case when i.taken_up_at <= t.take_up then 'in_time' else 'not' end,
    case when e.decided <= i.reported_at + interval '24 hours' then 'in_time' when e.decided is not null then 'late' else 'not' end,
    case when e.talked <= i.reported_at + interval '72 hours' then 'in_time' when e.talked is not null then 'late' else 'not' end
  from incident_case i
    cross join lateral (select coalesce(min(due_at), i.reported_at) as take_up from task where case_id = i.id and kind = 'take_up') t
    cross join lateral (
      -- What is decided in one case holds for every case of its incident.
      select min(at) filter (where event = 'decide') as decided, min(at) filter (where event = 'record_talk') as talked
      from incident_case o join case_event on case_id = o.id
      where o.incident_id = i.incident_id and (event = 'decide' or (event = 'record_talk' and o.id = i.id))) e
  where i.id = c $$;

-- The keys of an incident and of its cases: see destroyed_key in migration 0032, which a restored backup applies again.
create function app.destroy_keys(i uuid) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  with cases as (delete from case_key k using incident_case c where c.incident_id = i and k.case_id = c.id returning k.case_id, k.organisation_id),
    incidents as (delete from incident_key where incident_id = i returning incident_id, organisation_id)
  insert into destroyed_key (kind, id, organisation_id, destroyed_at)
    select 'case', case_id, organisation_id, app.now() from cases
    union all select 'incident', incident_id, organisation_id, app.now() from incidents
    on conflict do nothing $$;

-- All rows of a table that hangs on cases or incidents, whichever migration it is from.
create function app.hanging_on(parent regclass) returns table (child regclass, through name) language sql stable set search_path = weerbaar, pg_temp as $$
  select distinct f.conrelid::regclass, a.attname
  from pg_constraint f
    join pg_attribute id on id.attrelid = f.confrelid and id.attname = 'id'
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[array_position(f.confkey, id.attnum)]
  where f.contype = 'f' and f.confrelid = parent and f.conrelid not in ('incident_case'::regclass, 'incident'::regclass) $$;

-- Destroys what happened and everybody's report of it, or nothing of it. Returns how many cases that were.
create function app.destroy_incident(i uuid) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare cases uuid[]; named_in uuid[]; t record; begin
  perform from incident where id = i for update;
  perform from incident_case where incident_id = i order by id for update;
  cases := array(select id from incident_case where incident_id = i);
  if cases = '{}' or exists (select from unnest(cases) c where not app.may_destroy(c))
     or exists (select from incident_case where duplicate_of = any(cases) and id <> all(cases)) then
    return 0;
  end if;
  named_in := array(select distinct case_id from barred where case_id = any(cases));
  insert into kept_figure (organisation_id, year, quarter, state, line, category, take_up, decision, talk)
    select c.organisation_id, extract(year from c.reported_at at time zone 'Europe/Amsterdam'),
      extract(quarter from c.reported_at at time zone 'Europe/Amsterdam')::text, c.state, c.line, c.category, k.take_up, k.decision, k.talk
    from incident_case c cross join lateral app.clocks_of(c.id) k
    where c.id = any(cases) and c.line <> 'about_mayor' and c.id <> all(named_in);
  insert into destroyed_report (case_id, person_id, organisation_id, reference, reported_at, destroyed_at)
    select distinct c.id, p.person_id, c.organisation_id, c.reference, c.reported_at, app.now()
    from incident_case c join participant p on p.case_id = c.id and p.role in ('reporter', 'person_hit') and p.ended_at is null
    where c.id = any(cases);
  perform app.destroy_keys(i);
  for t in select * from app.hanging_on('incident_case') loop
    execute format('delete from %s where %I = any($1)', t.child, t.through) using cases;
  end loop;
  for t in select * from app.hanging_on('incident') loop
    execute format('delete from %s where %I = $1', t.child, t.through) using i;
  end loop;
  delete from incident_case where id = any(cases);
  delete from incident where id = i;
  update destruction_item set destroyed_at = app.now(), named = case_id = any(named_in)
    where case_id = any(cases) and decision = 'approved' and destroyed_at is null;
  return cardinality(cases);
end $$;

-- What a term is counted from, of every report that ended: references, kinds and dates, for who sets the terms, who approves, and
-- for the job that makes the list. A viewer who is named finds nothing.
create function app.retention_facts(o uuid) returns table (case_id uuid, incident_id uuid, reference text, category text, outcome text,
    reported_at timestamptz, ended_at timestamptz, repeats uuid, held boolean)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select c.id, c.incident_id, c.reference, c.category, case when c.state = 'closed' then c.outcome else c.state end,
    c.reported_at, c.closed_at, c.duplicate_of, exists (select from legal_hold h where h.case_id = c.id and h.ended_at is null)
  from incident_case c
  where c.organisation_id = o and c.reported_at is not null and c.closed_at is not null
    and (o = app.system_of() or o in (select app.organisations_as('archivist')) or o in (select app.organisations_as('privacy_officer')))
    and c.id not in (select app.barred_cases()) $$;
-- Incidents of which a report still goes on: what happened together goes together.
create function app.retention_open(o uuid) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct c.incident_id from incident_case c
  where c.organisation_id = o and c.closed_at is null
    and (o = app.system_of() or o in (select app.organisations_as('archivist')) or o in (select app.organisations_as('privacy_officer'))) $$;

-- Sets a term, or takes it back to that of the product; from what to what, written down with it. Only the privacy officer.
create function app.set_retention(o uuid, kind text, ending text, own boolean, term integer, why text, found_in text, checked date) returns void
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare before retention_rule; after retention_rule; begin
  if o not in (select app.organisations_as('privacy_officer')) then
    raise exception 'only the privacy officer decides this' using errcode = 'insufficient_privilege';
  end if;
  select * into before from retention_rule r where r.organisation_id = o and r.category = kind and r.outcome = ending for update;
  if own then
    insert into retention_rule (organisation_id, category, outcome, months, ground, source, checked_on)
      values (o, kind, ending, term, why, found_in, checked)
      on conflict (organisation_id, category, outcome) do update set months = term, ground = why, source = found_in, checked_on = checked
      returning * into after;
  else
    delete from retention_rule r where r.organisation_id = o and r.category = kind and r.outcome = ending;
  end if;
  insert into setting_change (organisation_id, subject_kind, subject_id, field, old, new, actor_id, at)
    select o, 'retention', kind || '-' || ending, field, was, becomes, app.viewer(), app.now()
    from (values
      ('months', case when before.organisation_id is not null then coalesce(before.months::text, 'never') end,
        case when after.organisation_id is not null then coalesce(after.months::text, 'never') end),
      ('ground', before.ground, after.ground),
      ('source', nullif(before.source, ''), nullif(after.source, '')),
      ('checked_on', before.checked_on::text, after.checked_on::text)) v (field, was, becomes)
    where was is distinct from becomes;
end $$;

-- The trail of a destroyed report in which a colleague was named: no policy knows any more whom to keep it from.
create function app.closed_trails() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select case_id from destruction_item where destroyed_at is not null and named $$;

grant execute on function app.destroy_incident(uuid), app.retention_facts(uuid), app.retention_open(uuid),
  app.set_retention(uuid, text, text, boolean, integer, text, text, date), app.closed_trails() to weerbaar_app;

alter table retention_rule enable row level security;
alter table legal_hold enable row level security;
alter table destruction_list enable row level security;
alter table destruction_item enable row level security;
alter table destroyed_report enable row level security;
alter table kept_figure enable row level security;

grant select on retention_rule to weerbaar_app;
create policy watch on retention_rule for select using (organisation_id in (select app.organisations_as('privacy_officer'))
  or organisation_id in (select app.organisations_as('archivist')) or organisation_id = (select app.system_of()));

grant select, insert, update (ended_by, ended_at) on legal_hold to weerbaar_app;
create policy see on legal_hold for select using (exists (select from incident_case c where c.id = case_id) and app.works_on(case_id));
create policy place on legal_hold for insert with check (placed_by = (select app.viewer()) and ended_at is null and app.handles(case_id));
create policy lift on legal_hold for update using (ended_at is null and app.handles(case_id)) with check (ended_by is null or ended_by = (select app.viewer()));

grant select, insert on destruction_list to weerbaar_app;
create policy watch on destruction_list for select using (organisation_id in (select app.organisations_as('archivist'))
  or organisation_id in (select app.organisations_as('privacy_officer')) or organisation_id = (select app.system_of())
  or exists (select from destruction_item i where i.list_id = id and i.case_id in (select app.own_cases())));
create policy make on destruction_list for insert with check (organisation_id = (select app.system_of()));

-- Whoever is named in a report finds it on no list, and in no declaration that they did not approve themselves.
grant select, insert, update (decision, decided_by, decided_at, keep_reason, keep_until) on destruction_item to weerbaar_app;
create policy watch on destruction_item for select using (organisation_id in (select app.organisations_as('archivist'))
  or organisation_id in (select app.organisations_as('privacy_officer')) or organisation_id = (select app.system_of())
  or case_id in (select app.own_cases()));
create policy make on destruction_item for insert with check (organisation_id = (select app.system_of()) and decision is null and destroyed_at is null);
create policy decide on destruction_item for update
  using (destroyed_at is null and organisation_id in (select app.organisations_as('archivist')))
  with check (decided_by = (select app.viewer()) and decision is not null);
create policy drop_out on destruction_item for update
  using (destroyed_at is null and organisation_id = (select app.system_of()))
  with check (decision = 'kept' and decided_by is null);
create policy not_the_accused on destruction_item as restrictive for select using (
  case_id not in (select app.barred_cases()) and (not named or destroyed_at is null or decided_by = (select app.viewer())));

grant select on destroyed_report to weerbaar_app;
create policy self on destroyed_report for select using (person_id = (select app.viewer()));

create policy not_the_destroyed on audit_entry as restrictive for select using (
  case_id is null or case_id not in (select app.closed_trails()));

-- Every organisation looks at its terms once a month: the first time when it begins.
create function app.begin_retention() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  insert into job (id, kind, organisation_id, run_at, attempts, created_at)
    values (gen_random_uuid(), 'retention_list', new.id, new.created_at, 0, new.created_at);
  return null;
end $$;
create trigger begin_retention after insert on organisation for each row execute function app.begin_retention();
insert into job (id, kind, organisation_id, run_at, attempts, created_at)
  select gen_random_uuid(), 'retention_list', id, now(), 0, now() from organisation;

-- Reports that are gone stay in the counts (migration 0010, and what changed in it since).
do $$ declare whole text; changed text; begin
  select pg_get_functiondef('app.figures(uuid, integer)'::regprocedure) into whole;
  changed := replace(whole,
    'and c.line <> ''about_mayor'' and not exists (select from barred b where b.case_id = c.id)),',
    'and c.line <> ''about_mayor'' and not exists (select from barred b where b.case_id = c.id)
    union all
    select k.state, k.line, k.category, k.quarter, k.take_up, k.decision, k.talk from kept_figure k where k.organisation_id = o and k.year = y),');
  if changed = whole then raise exception 'app.figures is not as this migration expects'; end if;
  execute changed;
end $$;

-- What somebody did, as the trail has it: for themself.
create index audit_of_actor on audit_entry (actor_id, at desc) where actor_id is not null;
create function app.own_trail(most integer) returns table (at timestamptz, action text, result text, origin text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select e.at, e.action, e.result, e.entry::jsonb ->> 'origin' from audit_entry e
  where e.actor_id = app.viewer() order by e.at desc, e.id desc limit most $$;
-- Where somebody signed in, and which links were made for them: moments only.
create function app.own_sign_ins() returns table (kind text, began timestamptz, last timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select 'session', started_at, seen_at from session where person_id = app.viewer()
  union all select purpose, null, coalesce(used_at, expires_at) from one_time_link where person_id = app.viewer() $$;
grant execute on function app.own_trail(integer), app.own_sign_ins() to weerbaar_app;
