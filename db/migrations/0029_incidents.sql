set local search_path = weerbaar, pg_temp;

-- What cases of one incident share, and with whom: nobody who is named in one of them finds anything of any of them, whatever
-- they are to the others.
create or replace function app.is_named(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i join incident_case o on o.incident_id = i.incident_id
    join barred b on b.case_id = o.id and b.person_id = person where i.id = c) $$;
create or replace function app.barred_cases() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select o.id from barred b join incident_case i on i.id = b.case_id join incident_case o on o.incident_id = i.incident_id
  where b.person_id = app.viewer() $$;
create or replace function app.handles(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from participant p where p.case_id = c and p.person_id = app.viewer() and p.ended_at is null and p.role in ('handler', 'deputy', 'duty')
      and exists (select from membership m where m.person_id = app.viewer() and m.organisation_id = p.organisation_id and m.role in ('handler', 'manager')
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now())))
    and not app.is_named(c, app.viewer()) $$;
create or replace function app.works_on(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.handles(c) or exists (
    select from incident_case i where i.id = c and i.reported_at is not null
      and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'helper', 'confidant'))
      and not app.is_named(c, app.viewer())
      and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))) $$;
create or replace function app.may_open(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from incident_case i where i.id = c
      and not app.is_named(c, app.viewer())
      and ((i.reporter_id = app.viewer() and i.reported_at is null)
        or (i.owner_id = app.viewer() and i.organisation_id in (select app.my_desks()))
        or i.id in (select app.my_cases())
        or (i.reported_at is not null and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))))) $$;
create or replace function app.coordinates(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and i.reported_at is not null
    and (i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l)
    and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.ended_at is null and p.role in ('reporter', 'person_hit', 'helper'))
    and not app.is_named(c, app.viewer())) $$;

-- Evidence of another case is for those who handle the incident, and for the others when it is shared. Who watches over a line
-- or a unit finds that of their own cases only: the incident may go beyond it.
alter policy see on file using (
  (exists (select from incident_case c where c.id = case_id) and (added_by = (select app.viewer()) or case_id not in (select app.helped_cases())))
  or exists (select from incident_case c where c.incident_id = file.incident_id and c.id <> file.case_id
    and c.id not in (select app.helped_cases()) and (file.shared_at is not null or app.handles(c.id))));

-- The manager whom somebody wanted to be passed over: of staff a case has a unit, unless the manager must not find it.
create function app.is_passed_over(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i join membership own on own.person_id = i.hit_id and own.organisation_id = i.organisation_id
    join membership m on m.person_id = is_passed_over.person and m.organisation_id = i.organisation_id and m.role = 'manager' and m.unit_id = own.unit_id
    where i.id = c and i.line = 'administrative' and i.unit_id is null) $$;
create or replace function app.check_joining(c uuid, i uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.is_unused(i) then return; end if;
  if not exists (select from incident_case o where o.incident_id = i and o.id <> c and app.handles(o.id)) then
    raise exception 'a case is joined only by who handles both' using errcode = 'insufficient_privilege', constraint = 'handlers_join';
  end if;
  if exists (
    select from incident_case o join participant p on p.ended_at is null and p.case_id in (c, o.id)
    where o.incident_id = i and o.id <> c
      and (app.is_named(case when p.case_id = c then o.id else c end, p.person_id)
        or (p.role in ('handler', 'deputy', 'duty') and app.is_passed_over(case when p.case_id = c then o.id else c end, p.person_id)))) then
    raise exception 'somebody who is named in one case has a part in the other' using errcode = 'check_violation', constraint = 'joined_not_barred';
  end if;
end $$;

-- The other cases of the incident, for who handles this one and for jobs: also those that they do not see.
create function app.cases_beside(c uuid) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select o.id from incident_case i join incident_case o on o.incident_id = i.incident_id and o.id <> i.id
  where i.id = c and (app.handles(c) or i.organisation_id = app.system_of()) $$;
-- Holds the incidents of these cases until the transaction ends, always in the same order, so that what comes into them and
-- what goes out of them waits. False when one of the cases went to another incident while this waited.
create function app.hold_incidents(cases uuid[]) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare held uuid[] := array(select incident_id from incident_case i where i.id = any(cases) and app.handles(i.id)); begin
  perform from incident where id = any(held) order by id for update;
  return not exists (select from incident_case i where i.id = any(cases) and app.handles(i.id) and i.incident_id <> all(held));
end $$;
-- What is shared comes into the incident that its case lies in at that moment.
create function app.guard_shared() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  perform from incident where id = new.incident_id for key share;
  if not exists (select from incident_case where id = new.case_id and incident_id = new.incident_id) then
    raise exception 'the case lies in another incident' using errcode = 'check_violation', constraint = 'shared_in_place';
  end if;
  return new;
end $$;
create trigger guard_shared before insert on file for each row execute function app.guard_shared();
create trigger guard_shared before insert on incident_entry for each row execute function app.guard_shared();
-- A piece whose case went to another incident while it arrived is not complete there.
create or replace function app.guard_file() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if old.state = 'complete' and (new.state, new.media_type, new.size, new.chunks, new.sealed_facts)
     is distinct from (old.state, old.media_type, old.size, old.chunks, old.sealed_facts) then
    raise exception 'evidence is never changed' using errcode = 'check_violation', constraint = 'evidence_stays';
  end if;
  if old.state = 'arriving' and not exists (select from incident_case where id = new.case_id and incident_id = new.incident_id) then
    raise exception 'the case lies in another incident' using errcode = 'check_violation', constraint = 'shared_in_place';
  end if;
  return new;
end $$;

-- What was decided holds for a case that goes out too, and for those that stay: a copy, with the same words under the same key.
create unique index content_once on incident_entry (incident_id, content_id);
create function app.may_copy(c uuid, copy incident_entry) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_entry o where (o.content_id, o.kind, o.code, o.author_id, o.written_at, o.sealed)
      = (copy.content_id, copy.kind, copy.code, copy.author_id, copy.written_at, copy.sealed)
    and (app.handles(c) or app.handles(o.case_id))) $$;
alter policy write on incident_entry with check (
  (author_id = (select app.viewer()) and app.handles(case_id)) or app.may_copy(case_id, incident_entry));
drop function app.is_copy(uuid, uuid, timestamptz, bytea);

-- What one form tells of several people begins together, in one incident: as long as all of it is a draft of who writes it.
create function app.begun_together(i uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select not exists (select from incident_case where incident_id = i and (state <> 'draft' or reporter_id <> app.viewer())) $$;
alter policy begin_draft on incident_case with check (
  reporter_id = (select app.viewer()) and state = 'draft' and organisation_id in (select app.my_organisations()) and app.begun_together(incident_id));

grant execute on function app.cases_beside(uuid), app.hold_incidents(uuid[]), app.may_copy(uuid, incident_entry), app.begun_together(uuid) to weerbaar_app;
