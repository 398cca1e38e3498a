set local search_path = weerbaar, pg_temp;

-- There is one way to destroy: app.destroy_incident (migration 0034), which asks app.may_destroy. What happened together goes
-- together, so that no incident of which a case went must get another key.
drop function app.destroy_key(uuid);
drop function app.incident_to_rekey(uuid);
drop function app.rekey_incident(uuid, bytea, integer, uuid[], bytea[], uuid[], bytea[]);

-- An incident that its last case has left, as that was joined with another, has nothing that its key opens, but in older backups.
-- It goes at once, so that destroying the case later leaves no key behind.
create function app.forget_empty_incident() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  delete from incident_key where incident_id = old.incident_id
    and not exists (select from incident_case where incident_id = old.incident_id);
  return null;
end $$;
create trigger forget_empty_incident after update of incident_id on incident_case
  for each row when (old.incident_id <> new.incident_id) execute function app.forget_empty_incident();
delete from incident_key k where not exists (select from incident_case c where c.incident_id = k.incident_id);

-- In a backup from before cases were joined each of them has an incident of its own: its key goes with that of its last case.
create or replace function app.reapply_destruction() returns integer language plpgsql set search_path = weerbaar, pg_temp as $$
declare n integer; begin
  delete from case_words where case_id in (select id from destroyed_key where kind = 'case');
  delete from file_chunk where file_id in (select f.id from file f where f.case_id in (select id from destroyed_key where kind = 'case'));
  delete from file where case_id in (select id from destroyed_key where kind = 'case');
  delete from incident_key where incident_id in (select id from destroyed_key where kind = 'incident');
  delete from case_key where case_id in (select id from destroyed_key where kind = 'case');
  get diagnostics n = row_count;
  delete from incident_key where incident_id in (
    select c.incident_id from incident_case c join destroyed_key d on d.kind = 'case' and d.id = c.id
    where not exists (select from incident_case o join case_key k on k.case_id = o.id where o.incident_id = c.incident_id));
  return n;
end $$;

-- Who sees a case stands in the policies on incident_case. A search reads as the owner of the tables, to get at the keys, and asks
-- that very rule: this is it, as it stands in the catalogue.
create function app.rule_of_cases() returns text language sql stable set search_path = weerbaar, pg_temp as $$
  select concat('(', coalesce(string_agg(rule, ' or ') filter (where polpermissive), 'false'), ')',
    string_agg(' and ' || rule, '') filter (where not polpermissive))
  from pg_policy cross join lateral (select '(' || pg_get_expr(polqual, polrelid) || ')' as rule) it
  where polrelid = 'incident_case'::regclass and polcmd in ('r', '*') $$;
-- The reported cases of an organisation that the viewer sees.
create function app.cases_in_sight(o uuid) returns table (id uuid) language plpgsql stable security definer rows 1000 set search_path = weerbaar, pg_temp as $$
begin
  return query execute 'select id from incident_case where organisation_id = $1 and reported_at is not null and ' || app.rule_of_cases() using o;
end $$;
create or replace function app.open_words(o uuid, entry text, salt bytea)
  returns table (case_id uuid, sight text, incident_id uuid, wrapped bytea, key_version integer, master_key_id text, organisation_key bytea,
    content_id uuid, content_key bytea, sealed bytea)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if (entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or (entry::jsonb) ->> 'organisation' is distinct from o::text
     or (entry::jsonb) ->> 'case' is not null or (entry::jsonb) ->> 'action' is distinct from 'case.search_words'
     or (entry::jsonb) ->> 'result' is distinct from 'done' then
    raise exception 'the entry does not name this viewer, this organisation and what is done';
  end if;
  if o not in (select app.my_organisations()) then return; end if;
  insert into audit_entry (entry, salt) values (open_words.entry, open_words.salt);
  return query
    with handled as (
      select p.case_id as id from participant p
      where p.person_id = app.viewer() and p.ended_at is null and p.role in ('handler', 'deputy', 'duty')
        and p.organisation_id in (select app.my_desks())),
    involved as (
      select p.case_id as id from participant p
      where p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'helper', 'confidant')),
    watched as (
      select i.id from incident_case i where i.organisation_id = o
        and (i.line in (select l.line from app.my_lines() l where l.organisation_id = o) or i.unit_id in (select app.my_units()))),
    seen as materialized (
      select i.id, i.incident_id as incident, case
        when i.id in (select h.id from handled h) then 'handles'
        when i.id in (select app.emergency_cases())
          or (i.id in (select w.id from watched w) and i.id not in (select v.id from involved v)) then 'works'
        when i.id in (select app.helped_cases()) then 'helps'
        else 'reads' end as sees
      from app.cases_in_sight(o) s join incident_case i on i.id = s.id),
    held as (
      select m.id, m.sees, null::uuid as incident, k.wrapped as key, k.key_version as version,
        null::uuid as content, null::bytea as own_key, s.sealed as bytes
      from seen m join case_key k on k.case_id = m.id join case_words s on s.case_id = m.id
      union all
      select m.id, m.sees, m.incident, k.wrapped, k.key_version, e.content_id, e.wrapped_key, e.sealed
      from seen m join incident_key k on k.incident_id = m.incident join incident_entry e on e.incident_id = m.incident
      where m.sees <> 'helps'),
    -- The key of the organisation once for each version.
    numbered as (select h.*, row_number() over (partition by h.version) as nth from held h)
    select n.id, n.sees, n.incident, n.key, n.version, g.master_key_id, g.wrapped, n.content, n.own_key, n.bytes
    from numbered n left join organisation_key g on n.nth = 1 and g.organisation_id = o and g.version = n.version;
end $$;

-- Reports from before there were word lists, or from before names of files came into them: "weerbaar fill-words" fills the lists and
-- strikes them off here. It works as the owner, with the master key: no key is handed out for it.
create table words_to_fill (
  case_id uuid primary key references incident_case
);
alter table words_to_fill enable row level security;
insert into words_to_fill (case_id) select id from incident_case where reported_at is not null;

-- From when roles are reviewed and drafts are removed, where people were at work before that began: what was there counts as
-- confirmed, and as touched, at that moment. Null: from the beginning.
alter table organisation add terms_from timestamptz;
update organisation set terms_from = now();

-- All that hangs on an incident and its cases, their keys first.
create function app.remove_incident(i uuid, cases uuid[]) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare t record; begin
  perform app.destroy_keys(i);
  for t in select * from app.hanging_on('incident_case') loop
    execute format('delete from %s where %I = any($1)', t.child, t.through) using cases;
  end loop;
  for t in select * from app.hanging_on('incident') loop
    execute format('delete from %s where %I = $1', t.child, t.through) using i;
  end loop;
  delete from incident_case where id = any(cases);
  delete from incident where id = i;
end $$;
create or replace function app.destroy_incident(i uuid) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare cases uuid[]; named_in uuid[]; begin
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
  perform app.remove_incident(i, cases);
  update destruction_item set destroyed_at = app.now(), named = case_id = any(named_in)
    where case_id = any(cases) and decision = 'approved' and destroyed_at is null;
  return cardinality(cases);
end $$;

-- A draft is nobody's but its writer's. It goes when it was thrown away, or when nobody touched it for the term of the organisation
-- (retention_rule, 'any' kind, ending 'draft'; content/retention.yaml). May it be removed, by a job?
create function app.may_remove_draft(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and i.reported_at is null and i.state in ('draft', 'withdrawn')
    and i.organisation_id = app.system_of()
    and not exists (select from incident_case o where o.incident_id = i.incident_id and o.id <> c)) $$;
create or replace function app.refuse_change_but_destruction() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if tg_op = 'DELETE' and app.system_of() is not null then return null; end if;
  raise exception '% is append-only', tg_table_name;
end $$;
create or replace function app.refuse_destruction() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.may_destroy(old.case_id) or app.may_remove_draft(old.case_id) then return old; end if;
  raise exception '% is append-only', tg_table_name;
end $$;

create function app.draft_touched(c uuid) returns timestamptz language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select greatest(i.created_at, o.terms_from, (select max(saved_at) from case_report where case_id = c),
    (select max(saved_at) from perpetrator where case_id = c), (select max(added_at) from file where case_id = c))
  from incident_case i join organisation o on o.id = i.organisation_id where i.id = c $$;

-- For who wrote it: when a draft, or an addition that was not sent, was last touched, and the organisation's own term if it has one.
create function app.draft_term(c uuid) returns table (touched timestamptz, own boolean, months integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select t.touched, r.organisation_id is not null, r.months
  from incident_case i join organisation o on o.id = i.organisation_id
    left join retention_rule r on r.organisation_id = o.id and r.category = 'any' and r.outcome = 'draft'
    cross join lateral (select case when app.drafts(c) then app.draft_touched(c) else (
      select greatest(o.terms_from, max(saved_at)) from case_report
      where case_id = c and author_id = app.viewer() and sent_at is null and id <> case_id having max(saved_at) is not null) end as touched) t
  where i.id = c and t.touched is not null $$;

-- Removes what was thrown away, and what nobody touched since a moment; none: for ever. Returns how many drafts that were.
create function app.remove_drafts(o uuid, untouched_since timestamptz) returns integer
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare it record; n integer := 0; additions integer; begin
  if o is distinct from app.system_of() then
    raise exception 'only a job of the organisation removes drafts' using errcode = 'insufficient_privilege';
  end if;
  for it in select id, incident_id from incident_case i where i.organisation_id = o and i.reported_at is null
      and (i.state = 'withdrawn' or app.draft_touched(i.id) < untouched_since)
    order by id for update skip locked
  loop
    -- Asked again now that it is held: somebody may have gone on with it a moment ago.
    if app.may_remove_draft(it.id) and exists (select from incident_case i where i.id = it.id
        and (i.state = 'withdrawn' or app.draft_touched(i.id) < untouched_since)) then
      perform app.remove_incident(it.incident_id, array[it.id]);
      n := n + 1;
    end if;
  end loop;
  delete from case_report r using organisation g where g.id = o and r.organisation_id = o and r.sent_at is null and r.id <> r.case_id
    and greatest(r.saved_at, g.terms_from) < untouched_since
    and exists (select from incident_case i where i.id = r.case_id and i.reported_at is not null);
  get diagnostics additions = row_count;
  delete from perpetrator p using organisation g where g.id = o and p.organisation_id = o and p.sent_at is null
    and greatest(p.saved_at, g.terms_from) < untouched_since
    and exists (select from incident_case i where i.id = p.case_id and i.reported_at is not null);
  return n + additions;
end $$;
grant execute on function app.draft_term(uuid), app.remove_drafts(uuid, timestamptz) to weerbaar_app;

-- A provider that was turned off waits for nobody, until somebody fills it in anew.
alter table identity_provider add stopped_version integer;
create or replace function app.stop_provider(o uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o not in (select app.organisations_as('administrator')) and o not in (select app.organisations_as('privacy_officer')) then return false; end if;
  delete from provider_attempt where organisation_id = o;
  update identity_provider set approved_at = null, approved_by = null, version = version + 1, stopped_version = version + 1
    where organisation_id = o and approved_at is not null;
  return found;
end $$;
create function app.provider_waits(o uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from identity_provider where organisation_id = o and approved_at is null and stopped_version is distinct from version)
    and o in (select app.organisations_as('privacy_officer')) $$;
grant execute on function app.provider_waits(uuid) to weerbaar_app;

-- That the demonstration was loaded to its end: what was broken off on the way is not one. Of before this mark we take it on trust.
create table demonstration_loaded (
  whole boolean primary key check (whole),
  loaded_at timestamptz not null
);
alter table demonstration_loaded enable row level security;
insert into demonstration_loaded (whole, loaded_at) select true, now() from organisation where code = 'GM9001';
