set local search_path = weerbaar, pg_temp;

-- The breadth of the main job: reports for somebody else, series, more states, incidents of many cases, hand-over.

-- The states of the chart (src/features/incidents/incident.chart.ts).
alter table incident_case
  drop constraint incident_case_state_check,
  drop constraint incident_case_check, drop constraint incident_case_check1,
  drop constraint incident_case_check2, drop constraint incident_case_check3;
alter table incident_case
  add column for_whom text not null check (for_whom in ('self', 'colleague', 'household', 'witness', 'entered')),
  -- The person hit, when that person has an account here.
  add column hit_id uuid references person,
  add column happened_at timestamptz,
  add column channel text check (channel ~ '^[a-z_]{2,40}$'),
  add column influence text check (influence in ('yes', 'tried', 'no', 'unknown')),
  add column waiting_for text check (waiting_for ~ '^[a-z_]{2,40}$'),
  add column waiting_until timestamptz,
  add column duplicate_of uuid,
  -- Somebody else reported it: the person hit is asked whether it is right.
  add column confirm_asked_at timestamptz,
  add column confirmed_at timestamptz,
  add constraint incident_case_state_check check (state in ('draft', 'reported', 'in_progress', 'waiting', 'closed', 'withdrawn', 'duplicate', 'not_an_incident')),
  -- From the first second a report has a reference, a line, an owner and a moment. A draft that was thrown away never had.
  add constraint report_is_whole check (
    (reported_at is null and state in ('draft', 'withdrawn'))
    or (state <> 'draft' and reference is not null and line is not null and owner_id is not null and function is not null and reported_at is not null)),
  add constraint taken_up_first check (state not in ('in_progress', 'waiting', 'closed', 'duplicate', 'not_an_incident') or taken_up_at is not null),
  add constraint ended_has_moment check ((state in ('closed', 'withdrawn', 'duplicate', 'not_an_incident')) = (closed_at is not null)),
  add constraint closed_is_whole check (state <> 'closed' or (category is not null and outcome is not null)),
  add constraint waits_until check ((state = 'waiting') = (waiting_for is not null and waiting_until is not null)),
  add constraint duplicate_has_other check ((state = 'duplicate') = (duplicate_of is not null)),
  add constraint hit_is_known check ((for_whom = 'self') <= (hit_id is not distinct from reporter_id)),
  add foreign key (organisation_id, duplicate_of) references incident_case (organisation_id, id);
create index case_of_hit on incident_case (hit_id, reported_at desc, id desc) where hit_id is not null;
create index case_alike on incident_case (organisation_id, channel, happened_at) where channel is not null;

alter table participant drop constraint participant_role_check;
alter table participant add constraint participant_role_check
  check (role in ('reporter', 'person_hit', 'helper', 'handler', 'deputy', 'duty', 'confidant'));

-- Every kind that a case was given, the main one too: what changes is ended, never overwritten.
create table case_category (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  category text not null check (category ~ '^[a-z_]{2,60}$'),
  main boolean not null,
  set_by uuid not null references person,
  set_at timestamptz not null,
  ended_at timestamptz,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create unique index category_once on case_category (case_id, category) where ended_at is null;
create unique index main_category_once on case_category (case_id) where ended_at is null and main;

-- A first report has the id of its case; what is told later is a report of its own. Sent, it is never changed.
alter table case_report drop constraint case_report_pkey;
alter table case_report
  add column id uuid primary key,
  add column author_id uuid not null references person,
  add column sent_at timestamptz;
create index report_of_case on case_report (case_id, saved_at);

alter table case_entry drop constraint case_entry_kind_check, drop constraint case_entry_audience_check, drop constraint case_entry_check;
alter table case_entry
  add constraint case_entry_kind_check check (kind in ('message', 'note', 'talk', 'closing', 'reopen_request', 'correction', 'occurrence', 'evaluation', 'withdrawal', 'waiting')),
  -- helper: between those who handle the case and who reported it for somebody else, or saw it happen.
  add constraint case_entry_audience_check check (audience in ('all', 'handlers', 'helper')),
  add constraint case_entry_check check ((kind = 'note') = (audience = 'handlers') and (audience <> 'helper' or kind in ('message', 'occurrence')));

-- A new event in a series, or more messages of the same sender. Its words are the entry with the same id.
create table occurrence (
  id uuid primary key references case_entry,
  case_id uuid not null,
  organisation_id uuid not null,
  happened_at timestamptz,
  channel text check (channel ~ '^[a-z_]{2,40}$'),
  messages integer not null check (messages between 1 and 1000),
  threat boolean not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index occurrence_of_case on occurrence (case_id, added_at);

-- What holds for the whole incident: the decision on the reaction. Under a key of its own that the incident's key wraps, so
-- that joining and splitting rewrap. A copy that goes along at a split keeps its content, hence its content_id.
create table incident_entry (
  id uuid primary key,
  content_id uuid not null,
  incident_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('decision')),
  code text not null check (code ~ '^[a-z_]{2,60}$'),
  author_id uuid not null references person,
  written_at timestamptz not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  foreign key (organisation_id, incident_id) references incident (organisation_id, id),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index entry_of_incident on incident_entry (incident_id, written_at, id);
create index incident_entry_of_case on incident_entry (case_id);

-- Evidence of another case in the same incident is for those who handle it, until it is shared with every person hit.
alter table file add column shared_at timestamptz;

-- Done, not done (with a reason, sealed), or open. One's own words for a task are sealed with it.
alter table task
  add column outcome text check (outcome in ('done', 'not_done')),
  add column sealed bytea,
  add constraint outcome_when_done check ((outcome is null) or (done_at is not null and done_by is not null)),
  add constraint reason_when_not_done check (outcome <> 'not_done' or sealed is not null);
drop index open_once;
create unique index open_once on task (case_id, kind) where done_at is null and kind in ('answer', 'reopen_request', 'wrap_up', 'correction');

-- Where the viewer only helps: reported for somebody else, or saw it happen. There they find their own words, and answers to them.
create function app.helped_cases() returns setof uuid language sql stable security definer rows 5 set search_path = weerbaar, pg_temp as $$
  select p.case_id from participant p
  where p.person_id = app.viewer() and p.role = 'helper' and p.ended_at is null
    and not exists (select from participant q where q.case_id = p.case_id and q.person_id = app.viewer() and q.ended_at is null
      and (q.role in ('reporter', 'person_hit') or (q.role in ('handler', 'deputy', 'duty') and q.organisation_id in (select app.my_desks())))) $$;
-- May the viewer give this case to somebody else, as the coordinator of its line?
create function app.coordinates(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and i.reported_at is not null
    and (i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l)
    and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.ended_at is null and p.role in ('reporter', 'person_hit', 'helper'))
    and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer())) $$;
-- Whether somebody who handles cases may be given one of this line: those of its routes and its rota, the manager of the unit,
-- and who stands in no route at all. So that a hand-over never carries a case from one line into another.
create function app.on_line(o uuid, l text, u uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from membership m where m.person_id = person and m.organisation_id = o and m.role in ('handler', 'manager')
      and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
    and (exists (select from route r where r.organisation_id = o and r.line = l and person in (r.handler_id, r.deputy_id))
      or exists (select from duty_shift d where d.organisation_id = o and d.line = l and d.person_id = person)
      or exists (select from membership m where m.person_id = person and m.organisation_id = o and m.role = 'manager' and m.unit_id = u
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
      or (l <> 'about_mayor' and not exists (select from route r where r.organisation_id = o and person in (r.handler_id, r.deputy_id)))) $$;
create function app.may_be_given(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i where i.id = c and app.on_line(i.organisation_id, i.line, i.unit_id, person)
    and not exists (select from barred b where b.case_id = c and b.person_id = person)
    and not exists (select from participant p where p.case_id = c and p.person_id = person and p.role = 'person_hit' and p.ended_at is null)) $$;
grant execute on function app.helped_cases(), app.coordinates(uuid), app.on_line(uuid, text, uuid, uuid), app.may_be_given(uuid, uuid) to weerbaar_app;

create or replace function app.my_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select case_id from participant p
  where p.person_id = app.viewer() and p.ended_at is null and (
    p.role in ('reporter', 'person_hit', 'helper')
    or (p.role in ('handler', 'deputy', 'duty') and p.organisation_id in (select app.my_desks()))
    or (p.role = 'confidant' and p.organisation_id in (select app.organisations_as('confidant')))) $$;
create or replace function app.my_open_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select id from incident_case where owner_id = app.viewer() and state in ('reported', 'in_progress', 'waiting')
    and organisation_id in (select app.my_desks()) and id not in (select app.barred_cases()) $$;
create or replace function app.works_on(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.handles(c) or exists (
    select from incident_case i where i.id = c and i.reported_at is not null
      and not exists (select from participant p where p.case_id = c and p.person_id = app.viewer() and p.role in ('reporter', 'person_hit', 'helper', 'confidant'))
      and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer())
      and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))) $$;

-- The person hit does not handle the own case; somebody who began the draft for another is not the person hit any more.
create or replace function app.guard_participant() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if new.ended_at is null and exists (select from barred b where b.case_id = new.case_id and b.person_id = new.person_id) then
    raise exception 'a person named as the one who did it takes no part in the case' using errcode = 'check_violation', constraint = 'participant_not_barred';
  end if;
  if new.role in ('handler', 'deputy', 'duty') and new.ended_at is null and exists (
    select from participant p where p.case_id = new.case_id and p.person_id = new.person_id and p.role = 'person_hit' and p.ended_at is null) then
    raise exception 'the person hit does not handle the own case' using errcode = 'check_violation', constraint = 'participant_not_hit';
  end if;
  return new;
end $$;

-- Row-level security says which rows, this says which changes.
create or replace function app.guard_case() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare own boolean; begin
  -- What a case waits for, and what it repeats, goes with that state.
  if new.state <> 'waiting' then new.waiting_for := null; new.waiting_until := null; end if;
  if new.state <> 'duplicate' then new.duplicate_of := null; end if;
  if (old.state = 'draft' and new.state not in ('draft', 'reported', 'withdrawn')) or (old.state <> 'draft' and new.state = 'draft')
     or (old.reported_at is null and old.state = 'withdrawn') then
    raise exception 'a draft becomes a report or is thrown away, and a report never becomes a draft' using errcode = 'check_violation', constraint = 'report_stays';
  end if;
  if old.state <> 'draft' and (new.reference, new.line, new.function, new.reported_at, new.unit_id, new.safe_now, new.for_whom, new.hit_id, new.confirm_asked_at)
     is distinct from (old.reference, old.line, old.function, old.reported_at, old.unit_id, old.safe_now, old.for_whom, old.hit_id, old.confirm_asked_at) then
    raise exception 'a report is never rewritten' using errcode = 'check_violation', constraint = 'report_stays';
  end if;
  if old.state <> 'draft' and app.viewer() is not null and not app.handles(old.id) then
    own := app.is_own(old.id);
    -- The person hit may withdraw, and a new event takes up an ended case anew; all else is for those who handle it.
    if (new.state, new.closed_at, new.outcome, new.waiting_for, new.waiting_until, new.duplicate_of)
       is distinct from (old.state, old.closed_at, old.outcome, old.waiting_for, old.waiting_until, old.duplicate_of)
       and not (own and new.state in ('withdrawn', 'reported', 'in_progress') and new.outcome is null) then
      raise exception 'only those who handle a case change it' using errcode = 'insufficient_privilege', constraint = 'handlers_change';
    end if;
    if (new.category, new.taken_up_at, new.happened_at, new.channel, new.influence, new.incident_id)
       is distinct from (old.category, old.taken_up_at, old.happened_at, old.channel, old.influence, old.incident_id)
       or ((new.owner_id, new.deputy_id) is distinct from (old.owner_id, old.deputy_id) and not app.coordinates(old.id)) then
      raise exception 'only those who handle a case change it' using errcode = 'insufficient_privilege', constraint = 'handlers_change';
    end if;
    if new.confirmed_at is distinct from old.confirmed_at and not own then
      raise exception 'only the person hit confirms a report' using errcode = 'insufficient_privilege', constraint = 'handlers_change';
    end if;
  end if;
  if (new.owner_id, new.deputy_id) is distinct from (old.owner_id, old.deputy_id) and (
    exists (select from barred b where b.case_id = new.id and b.person_id in (new.owner_id, new.deputy_id))
    or exists (select from participant p where p.case_id = new.id and p.role = 'person_hit' and p.ended_at is null and p.person_id in (new.owner_id, new.deputy_id))) then
    raise exception 'neither the person named nor the person hit gets the case' using errcode = 'check_violation', constraint = 'owner_not_involved';
  end if;
  if new.incident_id <> old.incident_id then perform app.check_joining(new.id, new.incident_id); end if;
  return new;
end $$;

-- A case moves into an incident in which the viewer handles a case too, or into an empty one. Nobody who is named in one of
-- its cases may have a part in another: the shared evidence would reach the one who did it.
create function app.check_joining(c uuid, i uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.is_unused(i) then return; end if;
  if not exists (select from incident_case o where o.incident_id = i and o.id <> c and app.handles(o.id)) then
    raise exception 'a case is joined only by who handles both' using errcode = 'insufficient_privilege', constraint = 'handlers_join';
  end if;
  if exists (
    select from barred b join participant p on p.person_id = b.person_id and p.ended_at is null
    where (b.case_id = c and p.case_id in (select id from incident_case where incident_id = i))
       or (p.case_id = c and b.case_id in (select id from incident_case where incident_id = i))) then
    raise exception 'somebody who is named in one case has a part in the other' using errcode = 'check_violation', constraint = 'joined_not_barred';
  end if;
end $$;

-- Rows: what changed in who sees and who writes. Who wrote a draft sees it; once reported, it is seen by who has a part in it.
alter policy see on incident_case using (
  (reporter_id = (select app.viewer()) and reported_at is null)
  or (owner_id = (select app.viewer()) and organisation_id in (select app.my_desks()))
  or (reported_at is not null and (organisation_id, line) in (select l.organisation_id, l.line from app.my_lines() l))
  or (reported_at is not null and unit_id in (select app.my_units()))
  or id in (select app.my_cases())
  or organisation_id = (select app.system_of()));
create or replace function app.may_open(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from incident_case i where i.id = c
      and not exists (select from barred b where b.case_id = c and b.person_id = app.viewer())
      and ((i.reporter_id = app.viewer() and i.reported_at is null)
        or (i.owner_id = app.viewer() and i.organisation_id in (select app.my_desks()))
        or i.id in (select app.my_cases())
        or (i.reported_at is not null and ((i.organisation_id, i.line) in (select l.organisation_id, l.line from app.my_lines() l) or i.unit_id in (select app.my_units()))))) $$;
grant update (incident_id, for_whom, hit_id, happened_at, channel, influence, waiting_for, waiting_until, duplicate_of, confirm_asked_at, confirmed_at)
  on incident_case to weerbaar_app;
alter policy finish_draft on incident_case
  with check (reporter_id = (select app.viewer()) and state in ('draft', 'reported', 'withdrawn'));
drop policy ask_reopening on incident_case;
create policy own_case on incident_case for update
  using (state <> 'draft' and id in (select app.own_cases())) with check (state <> 'draft' and id in (select app.own_cases()));
create policy hand_over on incident_case for update using (app.coordinates(id)) with check (app.coordinates(id));

alter policy add on participant with check (
  app.drafts(case_id)
  or (role in ('handler', 'deputy', 'duty') and organisation_id = (select app.system_of()))
  or (role in ('handler', 'deputy') and ((app.handles(case_id) and person_id = (select app.viewer()))
    or ((app.handles(case_id) or app.coordinates(case_id)) and app.may_be_given(case_id, person_id))))
  or (role = 'confidant' and app.is_own(case_id)));
alter policy let_go on participant
  using ((role = 'confidant' and app.is_own(case_id)) or (role in ('handler', 'deputy', 'duty') and (app.handles(case_id) or app.coordinates(case_id) or organisation_id = (select app.system_of())))
    or (role in ('reporter', 'person_hit') and person_id = (select app.viewer()) and app.drafts(case_id)))
  with check ((role = 'confidant' and app.is_own(case_id)) or (role in ('handler', 'deputy', 'duty')
      and (ended_at is not null or ((app.handles(case_id) or app.coordinates(case_id)) and app.may_be_given(case_id, person_id)) or organisation_id = (select app.system_of())))
    or (role in ('reporter', 'person_hit') and ended_at is not null and person_id = (select app.viewer()) and app.drafts(case_id)));

alter policy see on case_report using (
  exists (select from incident_case c where c.id = case_id)
  and (author_id = (select app.viewer()) or (sent_at is not null and case_id not in (select app.helped_cases()))));
alter policy add on case_report with check (
  author_id = (select app.viewer()) and (app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or case_id in (select app.helped_cases())));
alter policy change on case_report using (author_id = (select app.viewer()) and sent_at is null) with check (author_id = (select app.viewer()));
grant update (sent_at) on case_report to weerbaar_app;

alter policy see on case_entry using (
  exists (select from incident_case c where c.id = case_id) and case audience
    when 'all' then case_id not in (select app.helped_cases())
    when 'helper' then case_id in (select app.helped_cases()) or app.works_on(case_id)
    else app.works_on(case_id) end);
alter policy write on case_entry with check (
  author_id = (select app.viewer()) and (
    (kind in ('message', 'reopen_request', 'correction', 'occurrence', 'evaluation', 'withdrawal') and audience = 'all' and app.is_own(case_id))
    or (kind in ('message', 'occurrence') and audience = 'helper' and case_id in (select app.helped_cases()))
    or (kind not in ('reopen_request', 'correction', 'evaluation', 'withdrawal') and app.handles(case_id))));

alter policy see on case_event using (
  exists (select from incident_case c where c.id = case_id)
  and (case_id not in (select app.helped_cases()) or event in ('submit', 'take_up', 'close', 'reopen', 'withdraw', 'mark_duplicate', 'refuse_incident', 'add_event')));
alter policy add on case_event with check (
  (actor_id = (select app.viewer()) and (app.is_own(case_id) or app.handles(case_id) or app.coordinates(case_id) or app.drafts(case_id) or case_id in (select app.helped_cases())))
  or (actor_id is null and organisation_id = (select app.system_of())));

grant update (outcome, sealed) on task to weerbaar_app;
alter policy see on task using (
  case_id in (select app.my_open_cases())
  or (case_id not in (select app.helped_cases()) and exists (select from incident_case c where c.id = case_id offset 0)));
alter policy add on task with check (
  app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or case_id in (select app.helped_cases()) or organisation_id = (select app.system_of()));
alter policy change on task using (app.handles(case_id) or app.coordinates(case_id) or organisation_id = (select app.system_of()));

alter policy add on job with check (
  organisation_id = (select app.system_of())
  or (case_id is null and organisation_id in (select app.my_organisations()))
  or case_id in (select app.my_cases()) or app.coordinates(case_id)
  or (organisation_id is null and case_id is null and person_id = (select app.viewer())));

alter table case_category enable row level security;
alter table occurrence enable row level security;
alter table incident_entry enable row level security;

grant select, insert, update (ended_at) on case_category to weerbaar_app;
create policy see on case_category for select using (
  exists (select from incident_case c where c.id = case_id) and (case_id not in (select app.helped_cases()) or set_by = (select app.viewer())));
create policy add on case_category for insert with check (
  set_by = (select app.viewer()) and ended_at is null and (app.drafts(case_id) or app.handles(case_id)));
create policy change on case_category for update
  using (ended_at is null and (app.drafts(case_id) or app.handles(case_id))) with check (app.drafts(case_id) or app.handles(case_id));

grant select, insert on occurrence to weerbaar_app;
create policy see on occurrence for select using (exists (select from case_entry e where e.id = occurrence.id));
create policy add on occurrence for insert with check (
  added_by = (select app.viewer()) and exists (select from case_entry e where e.id = occurrence.id and e.case_id = occurrence.case_id
    and e.kind = 'occurrence' and e.author_id = (select app.viewer())));
create trigger append_only before update or delete on occurrence execute function app.refuse_change();

-- Whether these very words were written by this person at this moment: a case that is split off takes them along.
create function app.is_copy(content uuid, author uuid, at timestamptz, bytes bytea) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_entry o where o.content_id = content and o.author_id = author and o.written_at = at and o.sealed = bytes) $$;
grant execute on function app.is_copy(uuid, uuid, timestamptz, bytea) to weerbaar_app;
grant select, insert, update (incident_id, wrapped_key) on incident_entry to weerbaar_app;
create policy see on incident_entry for select using (
  exists (select from incident_case c where c.incident_id = incident_entry.incident_id and c.id not in (select app.helped_cases()))
  or app.handles(case_id));
create policy write on incident_entry for insert with check (
  app.handles(case_id) and exists (select from incident_case c where c.id = case_id and c.incident_id = incident_entry.incident_id)
  and (author_id = (select app.viewer()) or app.is_copy(content_id, author_id, written_at, sealed)));
create policy regroup on incident_entry for update using (app.handles(case_id))
  with check (exists (select from incident_case c where c.id = case_id and c.incident_id = incident_entry.incident_id));

-- The own case shows all of its pieces, to who only helps those that they added; another case of the incident shows what was
-- shared, and everything to who works on it.
alter policy see on file using (
  (exists (select from incident_case c where c.id = case_id) and (added_by = (select app.viewer()) or case_id not in (select app.helped_cases())))
  or exists (select from incident_case c where c.incident_id = file.incident_id and c.id <> file.case_id
    and c.id not in (select app.helped_cases()) and (file.shared_at is not null or app.works_on(c.id))));
grant update (incident_id, wrapped_key, shared_at) on file to weerbaar_app;
alter policy add on file with check (
  added_by = (select app.viewer()) and state = 'arriving'
  and (app.is_own(case_id) or app.drafts(case_id) or app.handles(case_id) or case_id in (select app.helped_cases()))
  and exists (select from incident_case c where c.id = case_id and c.incident_id = file.incident_id));
create policy regroup on file for update using (state = 'complete' and app.handles(case_id))
  with check (exists (select from incident_case c where c.id = case_id and c.incident_id = file.incident_id));
-- A piece that is there stays what it is: only the incident it belongs to and its sharing may change.
create function app.guard_file() returns trigger language plpgsql as $$
begin
  if old.state = 'complete' and (new.state, new.media_type, new.size, new.chunks, new.sealed_facts)
     is distinct from (old.state, old.media_type, old.size, old.chunks, old.sealed_facts) then
    raise exception 'evidence is never changed' using errcode = 'check_violation', constraint = 'evidence_stays';
  end if;
  return new;
end $$;
create trigger guard_file before update on file for each row execute function app.guard_file();

-- A case that is split off gets an incident of its own, with a key that is made by who handles it.
create function app.has_no_key(i uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select not exists (select from incident_key where incident_id = i) $$;
grant execute on function app.has_no_key(uuid) to weerbaar_app;
alter policy add on incident_key with check (exists (select from incident_case c where c.incident_id = incident_key.incident_id
  and (app.drafts(c.id) or (app.handles(c.id) and app.has_no_key(incident_key.incident_id)))));
