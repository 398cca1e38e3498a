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
