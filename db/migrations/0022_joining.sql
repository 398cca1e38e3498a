set local search_path = weerbaar, pg_temp;

-- Whether more people are in the incident of this case: for who sees the case, and no more than that.
create function app.is_joined(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.may_open(c) and exists (
    select from incident_case i join incident_case o on o.incident_id = i.incident_id and o.id <> i.id where i.id = c) $$;
grant execute on function app.is_joined(uuid) to weerbaar_app;

-- Whoever is named in one case of an incident takes no part in any of its cases: its evidence is shared.
create function app.is_named(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from barred b where b.case_id = c and b.person_id = person)
    or exists (select from incident_case i join incident_case o on o.incident_id = i.incident_id and o.id <> i.id
      join barred b on b.case_id = o.id and b.person_id = person where i.id = c) $$;
create or replace function app.guard_participant() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if new.ended_at is null and app.is_named(new.case_id, new.person_id) then
    raise exception 'a person named as the one who did it takes no part in the case' using errcode = 'check_violation', constraint = 'participant_not_barred';
  end if;
  if new.role in ('handler', 'deputy', 'duty') and new.ended_at is null and exists (
    select from participant p where p.case_id = new.case_id and p.person_id = new.person_id and p.role = 'person_hit' and p.ended_at is null) then
    raise exception 'the person hit does not handle the own case' using errcode = 'check_violation', constraint = 'participant_not_hit';
  end if;
  return new;
end $$;
create or replace function app.may_be_given(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and app.on_line(i.organisation_id, i.line, i.unit_id, person)
    and not app.is_named(c, person)
    and not exists (select from participant p where p.case_id = c and p.person_id = person and p.role = 'person_hit' and p.ended_at is null)) $$;
