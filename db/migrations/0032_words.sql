set local search_path = weerbaar, pg_temp;

-- The words of a case, by who may read them, sealed under the key of the case: one list for each case, to search in. Written
-- with every text; read by a search, and by who adds to it.
create table case_words (
  case_id uuid primary key,
  organisation_id uuid not null,
  sealed bytea not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
-- Random bytes do not get smaller.
alter table case_words alter column sealed set storage external;
alter table case_words enable row level security;
grant select, insert, update (sealed) on case_words to weerbaar_app;
create policy write on case_words using (
  exists (select from incident_case c where c.id = case_id)
  and (app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or case_id in (select app.helped_cases())));

-- The wrapped key of the organisation comes along with what it wraps, as it was at that same moment: while keys are rotated,
-- a version that was read a moment ago may be gone a statement later.
drop function app.open_case(uuid, text, bytea);
create function app.open_case(c uuid, entry text, salt bytea)
  returns table (organisation_id uuid, incident_id uuid,
    case_wrapped bytea, case_key_version integer, case_master_key_id text, case_organisation_key bytea,
    incident_wrapped bytea, incident_key_version integer, incident_master_key_id text, incident_organisation_key bytea)
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
    select i.organisation_id, i.incident_id, k.wrapped, k.key_version, ko.master_key_id, ko.wrapped,
      ik.wrapped, ik.key_version, io.master_key_id, io.wrapped
    from incident_case i
    join case_key k on k.case_id = i.id
    join organisation_key ko on ko.organisation_id = k.organisation_id and ko.version = k.key_version
    join incident_key ik on ik.incident_id = i.incident_id
    join organisation_key io on io.organisation_id = ik.organisation_id and io.version = ik.key_version
    where i.id = c;
end $$;
grant execute on function app.open_case(uuid, text, bytea) to weerbaar_app;

-- A look into the words of all cases of an organisation that the viewer may open: written down once, before anything is handed
-- out. Each row is something sealed with the key for it: the words of a case, or a text for its whole incident. "sight" says
-- which words of the case the viewer may read, as the policies on case_entry, case_report and perpetrator do.
create function app.open_words(o uuid, entry text, salt bytea)
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
        when i.id in (select w.id from watched w) and i.id not in (select v.id from involved v) then 'works'
        when i.id in (select app.helped_cases()) then 'helps'
        else 'reads' end as sees
      from incident_case i
      where i.organisation_id = o and i.reported_at is not null
        and i.id not in (select app.barred_cases())
        and ((i.owner_id = app.viewer() and o in (select app.my_desks()))
          or i.id in (select app.my_cases())
          or i.id in (select w.id from watched w))),
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
grant execute on function app.open_words(uuid, text, bytea) to weerbaar_app;

-- What is sealed anew is sealed under the version that is not retired, and holds it until it is written: whoever retires a
-- version waits for it, and finds nothing more under the old version that comes in later.
create or replace function app.organisation_key(o uuid, wanted integer)
  returns table (version integer, master_key_id text, wrapped bytea) language plpgsql volatile security definer set search_path = weerbaar, pg_temp as $$
begin
  -- "is not true": nobody has no organisation, and then the answer is neither yes nor no.
  if (o in (select app.my_organisations()) or o = app.system_of()
    or exists (select from participant p where p.person_id = app.viewer() and p.organisation_id = o)) is not true then return; end if;
  if wanted is not null then
    return query select k.version, k.master_key_id, k.wrapped from organisation_key k where k.organisation_id = o and k.version = wanted;
    return;
  end if;
  -- Waiting for one that is retired meanwhile finds no row; the next statement sees its successor.
  for attempt in 1 .. 3 loop
    return query select k.version, k.master_key_id, k.wrapped from organisation_key k
      where k.organisation_id = o and k.retired_at is null order by k.version desc limit 1 for share;
    if found then return; end if;
  end loop;
end $$;

-- Which keys were destroyed: ids and days, nothing else. It is kept beside the backups, and restoring one applies it again.
create table destroyed_key (
  id uuid primary key,  -- of the case or the incident, which is there no more
  kind text not null check (kind in ('case', 'incident')),
  organisation_id uuid not null references organisation,
  destroyed_at timestamptz not null
);
alter table destroyed_key enable row level security;

-- Destroys the key of a case, for a job of its organisation; that of the incident too when no case with a key is left in it.
-- False: cases are left, and what they share with this one must get another key (app.rekey_incident).
create function app.destroy_key(c uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare i uuid; o uuid; begin
  select incident_id, organisation_id into i, o from incident_case where id = c;
  if o is null or o is distinct from app.system_of() then
    raise exception 'only a job of the organisation destroys a key' using errcode = 'insufficient_privilege';
  end if;
  perform from incident where id = i for update;
  insert into destroyed_key (id, kind, organisation_id, destroyed_at) values (c, 'case', o, app.now()) on conflict do nothing;
  delete from case_words where case_id = c;
  delete from case_key where case_id = c;
  if exists (select from incident_case b join case_key k on k.case_id = b.id where b.incident_id = i) then return false; end if;
  insert into destroyed_key (id, kind, organisation_id, destroyed_at) values (i, 'incident', o, app.now()) on conflict do nothing;
  delete from incident_key where incident_id = i;
  return true;
end $$;

-- The key of an incident of which a case was destroyed and others are left, for the job that gives it another one.
create function app.incident_to_rekey(c uuid)
  returns table (incident_id uuid, wrapped bytea, key_version integer, master_key_id text, organisation_key bytea)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select i.incident_id, k.wrapped, k.key_version, g.master_key_id, g.wrapped
  from incident_case i join destroyed_key d on d.id = i.id and d.kind = 'case'
  join incident_key k on k.incident_id = i.incident_id
  join organisation_key g on g.organisation_id = k.organisation_id and g.version = k.key_version
  where i.id = c and i.organisation_id = app.system_of() $$;
-- Puts the new key in place of the old one, with what the cases that are left share wrapped anew. The evidence of the destroyed
-- case stays under the old key, which is nowhere any more. What was decided holds for the others: it goes with one of them.
create function app.rekey_incident(c uuid, new_wrapped bytea, new_version integer, files uuid[], file_keys bytea[], entries uuid[], entry_keys bytea[])
  returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare i uuid; heir uuid; begin
  select incident_case.incident_id into i from incident_case join destroyed_key d on d.id = incident_case.id and d.kind = 'case'
    where incident_case.id = c and incident_case.organisation_id = app.system_of();
  if i is null then raise exception 'only a job gives an incident another key, when a case in it was destroyed' using errcode = 'insufficient_privilege'; end if;
  select b.id into heir from incident_case b join case_key k on k.case_id = b.id where b.incident_id = i order by b.id limit 1;
  update incident_key set wrapped = new_wrapped, key_version = new_version where incident_key.incident_id = i;
  update file set wrapped_key = n.key from unnest(files, file_keys) as n (id, key) where file.id = n.id and file.incident_id = i and file.case_id <> c;
  update incident_entry set wrapped_key = n.key, case_id = case when case_id = c then heir else case_id end
    from unnest(entries, entry_keys) as n (id, key) where incident_entry.id = n.id and incident_entry.incident_id = i;
end $$;
grant execute on function app.destroy_key(uuid), app.incident_to_rekey(uuid), app.rekey_incident(uuid, bytea, integer, uuid[], bytea[], uuid[], bytea[]) to weerbaar_app;

-- For who restores a backup, as the owner: what was destroyed after it was made is destroyed in it too.
create function app.reapply_destruction() returns integer language plpgsql set search_path = weerbaar, pg_temp as $$
declare n integer; begin
  delete from case_words where case_id in (select id from destroyed_key where kind = 'case');
  delete from file_chunk where file_id in (select f.id from file f where f.case_id in (select id from destroyed_key where kind = 'case'));
  delete from file where case_id in (select id from destroyed_key where kind = 'case');
  delete from incident_key where incident_id in (select id from destroyed_key where kind = 'incident');
  delete from case_key where case_id in (select id from destroyed_key where kind = 'case');
  get diagnostics n = row_count;
  return n;
end $$;
