set local search_path = weerbaar, pg_temp;

-- Emergency access: the deputy of a case reads it for one hour when the privacy officer approves, and the person hit is told.
-- No grant and no policy: it is asked, decided and read by the functions below only.
create table emergency_access (
  id uuid primary key,
  organisation_id uuid not null,
  case_id uuid not null,
  asker_id uuid not null references person,
  reason text not null check (reason ~ '^[a-z_]{2,60}$'),
  asked_at timestamptz not null,
  decision text check (decision in ('approved', 'refused', 'lapsed')),
  decided_by uuid references person,
  decided_at timestamptz,
  ends_at timestamptz,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id),
  check ((decision is null) = (decided_at is null)),
  check ((decided_by is not null) = (decision in ('approved', 'refused')) or decision is null and decided_by is null),
  check (decided_by <> asker_id),
  -- One hour, and never longer.
  check (case when decision = 'approved' then ends_at is not distinct from decided_at + interval '1 hour' else ends_at is null end)
);
create unique index emergency_asked_once on emergency_access (case_id, asker_id) where decision is null;
create index emergency_of_asker on emergency_access (asker_id, ends_at);
create index emergency_to_decide on emergency_access (organisation_id, asked_at) where decision is null;
alter table emergency_access enable row level security;

-- For whom it is: the deputy of an open case, who handles cases today and has no part in this one. Never an administrator, the
-- person named, the person hit, or the manager who was passed over.
create function app.may_have_emergency(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and i.deputy_id = may_have_emergency.person
      and i.state in ('reported', 'in_progress', 'waiting')
      and i.reporter_id <> may_have_emergency.person and i.hit_id is distinct from may_have_emergency.person
      and exists (select from membership m where m.person_id = may_have_emergency.person and m.organisation_id = i.organisation_id and m.role in ('handler', 'manager')
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
      and not exists (select from membership m where m.person_id = may_have_emergency.person and m.organisation_id = i.organisation_id and m.role = 'administrator'
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now())))
    and not exists (select from participant p where p.case_id = c and p.person_id = may_have_emergency.person and p.ended_at is null)
    and not app.is_named(c, may_have_emergency.person) and not app.is_passed_over(c, may_have_emergency.person) $$;
-- Which cases the viewer has that way at this moment. Asked in every statement, so that it is gone in an open session too.
create function app.emergency_cases() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select e.case_id from emergency_access e
  where e.asker_id = app.viewer() and e.decision = 'approved' and e.decided_at <= app.now() and e.ends_at > app.now()
    and e.organisation_id in (select app.my_desks()) and app.may_have_emergency(e.case_id, e.asker_id) $$;

-- What it gives: reading all that handlers read, and writing a message or a note. Nothing by which the case stays with them:
-- app.handles, which every other change asks, is as it was.
create or replace function app.my_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select case_id from participant p
  where p.person_id = app.viewer() and p.ended_at is null and (
    p.role in ('reporter', 'person_hit', 'helper')
    or (p.role in ('handler', 'deputy', 'duty') and p.organisation_id in (select app.my_desks()))
    or (p.role = 'confidant' and p.organisation_id in (select app.organisations_as('confidant'))))
  union all select app.emergency_cases() $$;
create or replace function app.works_on(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.handles(c) or c in (select app.emergency_cases()) or exists (
    select from incident_case i where i.id = c and i.reported_at is not null
      and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'helper', 'confidant'))
      and not app.is_named(c, app.viewer())
      and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))) $$;
create policy write_in_emergency on case_entry for insert with check (
  author_id = (select app.viewer()) and case_id in (select app.emergency_cases())
  and ((kind = 'message' and audience = 'all') or (kind = 'note' and audience = 'handlers')));

-- What they write is found as well as all else (0032).
alter policy write on case_words using (
  exists (select from incident_case c where c.id = case_id)
  and (app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or case_id in (select app.helped_cases())
    or case_id in (select app.emergency_cases())));

-- The case of this reference, for who may ask. Nothing for everybody else, whether there is such a case or not.
create function app.emergency_case(o uuid, wanted text) returns uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select i.id from incident_case i where i.organisation_id = o and i.reference = wanted and o in (select app.my_desks())
    and app.may_have_emergency(i.id, app.viewer()) and not app.may_open(i.id) $$;
-- Who may decide on it: a privacy officer who has no part in the case and is not named in it, and never the asker.
create function app.decides_emergency(c uuid, asker uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select decides_emergency.person <> asker
    and exists (select from incident_case i join membership m on m.organisation_id = i.organisation_id and m.person_id = decides_emergency.person
      where i.id = c and i.hit_id is distinct from decides_emergency.person and i.reporter_id <> decides_emergency.person
        and m.role = 'privacy_officer' and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
    and not exists (select from participant p where p.case_id = c and p.person_id = decides_emergency.person and p.role in ('reporter', 'person_hit', 'helper'))
    and not app.is_named(c, decides_emergency.person) and not app.is_passed_over(c, decides_emergency.person) $$;

create function app.record_emergency(c uuid, o uuid, wanted text, entry text, salt bytea) returns void
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if (entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or (entry::jsonb) ->> 'case' is distinct from c::text
     or (entry::jsonb) ->> 'organisation' is distinct from o::text or (entry::jsonb) ->> 'result' is distinct from 'done'
     or (entry::jsonb) ->> 'action' is distinct from wanted then
    raise exception 'the entry does not say what was done' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_entry (entry, salt) values (record_emergency.entry, record_emergency.salt);
end $$;
-- What was not decided within a day lapses: an emergency is now.
create function app.ask_emergency(request uuid, c uuid, why text, entry text, salt bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare o uuid := (select i.organisation_id from incident_case i where i.id = c); begin
  if o is null or o not in (select app.my_desks()) or not app.may_have_emergency(c, app.viewer()) or app.may_open(c) then return false; end if;
  update emergency_access set decision = 'lapsed', decided_at = app.now()
    where case_id = c and asker_id = app.viewer() and decision is null and asked_at <= app.now() - interval '1 day';
  insert into emergency_access (id, organisation_id, case_id, asker_id, reason, asked_at) values (request, o, c, app.viewer(), why, app.now())
    on conflict (case_id, asker_id) where decision is null do nothing;
  -- The button pressed twice.
  if not found then return true; end if;
  perform app.record_emergency(c, o, 'case.emergency_asked', entry, salt);
  insert into job (id, kind, organisation_id, person_id, run_at, attempts, created_at)
    select gen_random_uuid(), 'emergency_asked_mail', o, p.id, app.now(), 0, app.now() from person p
    where p.id in (select m.person_id from membership m where m.organisation_id = o and m.role = 'privacy_officer')
      and app.decides_emergency(c, app.viewer(), p.id);
  return true;
end $$;
-- What the viewer asked here, of the last week.
create function app.own_emergencies(o uuid) returns table (case_id uuid, reference text, reason text, asked_at timestamptz, decision text, ends_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case when e.case_id in (select app.emergency_cases()) then e.case_id end, i.reference, e.reason, e.asked_at,
    case when e.decision is null and e.asked_at <= app.now() - interval '1 day' then 'lapsed' else e.decision end, e.ends_at
  from emergency_access e join incident_case i on i.id = e.case_id
  where e.organisation_id = o and e.asker_id = app.viewer() and e.asked_at > app.now() - interval '7 days' and o in (select app.my_desks())
    and not app.is_named(e.case_id, app.viewer())
  order by e.asked_at desc, e.id limit 20 $$;
-- What waits for this privacy officer: reference, who and why, and nothing else of the case.
create function app.emergencies_to_decide(o uuid) returns table (id uuid, case_id uuid, reference text, asker_id uuid, asker text, reason text, asked_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select e.id, e.case_id, i.reference, e.asker_id, p.name, e.reason, e.asked_at
  from emergency_access e join incident_case i on i.id = e.case_id join person p on p.id = e.asker_id
  where e.organisation_id = o and e.decision is null and e.asked_at > app.now() - interval '1 day'
    and o in (select app.organisations_as('privacy_officer')) and app.decides_emergency(e.case_id, e.asker_id, app.viewer())
  order by e.asked_at, e.id $$;
-- Decides once. Giving access, the step in the case, the entry in the trail and the mail to the person hit are one.
create function app.decide_emergency(request uuid, approve boolean, entry text, salt bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare e emergency_access; i incident_case; begin
  select * into e from emergency_access where id = request for update;
  if not found or e.id not in (select d.id from app.emergencies_to_decide(e.organisation_id) d) then return false; end if;
  if approve and not app.may_have_emergency(e.case_id, e.asker_id) then return false; end if;
  update emergency_access set decision = case when approve then 'approved' else 'refused' end, decided_by = app.viewer(), decided_at = app.now(),
    ends_at = case when approve then app.now() + interval '1 hour' end where id = request;
  perform app.record_emergency(e.case_id, e.organisation_id, case when approve then 'case.emergency_access' else 'case.emergency_refused' end, entry, salt);
  insert into job (id, kind, organisation_id, person_id, run_at, attempts, created_at)
    values (gen_random_uuid(), 'emergency_decided_mail', e.organisation_id, e.asker_id, app.now(), 0, app.now());
  if approve then
    select * into i from incident_case where id = e.case_id;
    insert into case_event (id, case_id, organisation_id, event, from_state, to_state, code, actor_id, at)
      values (gen_random_uuid(), i.id, i.organisation_id, 'emergency_access', i.state, i.state, e.reason, e.asker_id, app.now());
    insert into job (id, kind, organisation_id, person_id, case_id, detail, run_at, attempts, created_at)
      values (gen_random_uuid(), 'case_mail', i.organisation_id, coalesce(i.hit_id, i.reporter_id), i.id, 'emergency_told', app.now(), 0, app.now());
  end if;
  return true;
end $$;
grant execute on function app.emergency_cases(), app.emergency_case(uuid, text), app.ask_emergency(uuid, uuid, text, text, bytea),
  app.own_emergencies(uuid), app.emergencies_to_decide(uuid), app.decide_emergency(uuid, boolean, text, bytea) to weerbaar_app;

-- Access review: who confirmed, when, that somebody still needs a role. Written once; ending a role is written down as it was.
create table membership_confirmation (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  membership_id uuid not null references membership,
  confirmed_by uuid not null references person,
  confirmed_at timestamptz not null
);
create index confirmation_of_membership on membership_confirmation (membership_id, confirmed_at desc);
create index confirmation_in_organisation on membership_confirmation (organisation_id, confirmed_at desc, id desc);
create trigger append_only before update or delete on membership_confirmation execute function app.refuse_change();
alter table membership_confirmation enable row level security;
grant select, insert on membership_confirmation to weerbaar_app;
create policy watch on membership_confirmation for select using (
  organisation_id in (select app.organisations_as('administrator')) or organisation_id in (select app.organisations_as('auditor'))
  or organisation_id in (select app.organisations_as('privacy_officer')) or organisation_id = (select app.system_of()));
-- Never the own role: somebody else must.
create policy confirm on membership_confirmation for insert with check (
  confirmed_by = (select app.viewer()) and organisation_id in (select app.organisations_as('administrator')) and confirmed_at <= app.now()
  and exists (select from membership m where m.id = membership_id and m.organisation_id = membership_confirmation.organisation_id
    and m.person_id <> (select app.viewer()) and (m.ends is null or m.ends > app.now())));

-- The organisations of before get their weekly look at what is due; each look asks for the next.
insert into job (id, kind, organisation_id, run_at, attempts, created_at)
  select gen_random_uuid(), 'review_due', id, now(), 0, now() from organisation;
