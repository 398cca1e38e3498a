set local search_path = weerbaar, pg_temp;

-- What the organisation does towards the one who did it: on concrete facts, for a time, heard and looked at again. Data about
-- offences of a person (AVG art. 10, UAVG art. 31-33): for who handles the case. What it rests on is asked as codes; one that
-- rests only on what everybody may do (complain, object, ask, protest, publish) does not exist here.
create table measure (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('talk', 'verbal_warning', 'meeting', 'written_warning', 'contact_measure', 'access_ban',
    'police_stop_talk', 'police_report', 'civil_measure', 'damages')),
  grounds text[] not null check (grounds && array['threat', 'violence', 'stalking', 'insult', 'intrusion', 'damage', 'disturbance', 'doxing', 'extortion']),
  begins_on date not null,
  review_on date not null,
  ends_on date not null,
  sealed bytea not null,
  -- Who it is about, apart from why: it goes first.
  sealed_who bytea,
  made_by uuid not null references person,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('lifted', 'expired')),
  check (begins_on <= review_on and review_on <= ends_on),
  check ((ended_at is null) = (ended_how is null)),
  unique (organisation_id, id),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index measure_of_case on measure (case_id, begins_on);
create index measure_to_end on measure (organisation_id, ends_on) where ended_at is null;

-- Looked at again: whether it is still needed, and why.
create table measure_review (
  id uuid primary key,
  measure_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  outcome text not null check (outcome in ('stands', 'shortened', 'lifted')),
  sealed bytea not null,
  reviewed_by uuid not null references person,
  reviewed_at timestamptz not null,
  foreign key (organisation_id, measure_id) references measure (organisation_id, id) on delete cascade,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index review_of_measure on measure_review (measure_id, reviewed_at);

-- A measure becomes shorter and never longer: what lasts longer is a new one, on new facts. It is not opened again either.
create function app.guard_measure() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if new.ends_on > old.ends_on then
    raise exception 'a measure never becomes longer' using errcode = 'check_violation', constraint = 'measure_not_longer';
  end if;
  if old.ended_at is not null and (new.ended_at, new.ended_how) is distinct from (old.ended_at, old.ended_how) then
    raise exception 'a measure that ended stays so' using errcode = 'check_violation', constraint = 'measure_stays_ended';
  end if;
  if new.sealed_who is not null and new.sealed_who is distinct from old.sealed_who then
    raise exception 'who it is about is not changed' using errcode = 'check_violation', constraint = 'measure_identity';
  end if;
  return new;
end $$;
create trigger guard_measure before update on measure for each row execute function app.guard_measure();

alter table measure enable row level security;
alter table measure_review enable row level security;

grant select, insert, update (review_on, ends_on, ended_at, ended_how) on measure to weerbaar_app;
create policy see on measure for select using (
  (exists (select from incident_case c where c.id = case_id) and app.handles(case_id)) or organisation_id = (select app.system_of()));
create policy make on measure for insert with check (
  made_by = (select app.viewer()) and ended_at is null and app.handles(case_id)
  and (sealed_who is null or app.may_name_perpetrator(case_id)));
create policy change on measure for update using (ended_at is null and app.handles(case_id)) with check (ended_how is distinct from 'expired' and app.handles(case_id));
-- A job ends what its last day has passed of, and nothing else.
create policy expire on measure for update using (ended_at is null and organisation_id = (select app.system_of()))
  with check (ended_how = 'expired' and organisation_id = (select app.system_of()) and ends_on < (app.now() at time zone 'Europe/Amsterdam')::date);

-- What whose case it is may know of it: which step and from when to when, and not why, about whom or by whom. In an incident of
-- several cases a step that is taken in one of them is there for all who were hit.
create function app.measures_for_own(c uuid) returns table (kind text, begins_on date, review_on date, ends_on date, ended_on date, ended_how text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.kind, m.begins_on, m.review_on, m.ends_on, (m.ended_at at time zone 'Europe/Amsterdam')::date, m.ended_how
  from incident_case i join measure m on m.case_id = i.id
  where app.is_own(c) and i.incident_id = (select incident_id from incident_case where id = c)
  order by m.ended_at is not null, m.begins_on desc, m.id $$;
grant execute on function app.measures_for_own(uuid) to weerbaar_app;

grant select, insert on measure_review to weerbaar_app;
create policy see on measure_review for select using (exists (select from incident_case c where c.id = case_id) and app.handles(case_id));
create policy add on measure_review for insert with check (
  reviewed_by = (select app.viewer()) and app.handles(case_id)
  and exists (select from measure m where m.id = measure_id and m.case_id = measure_review.case_id));

-- Letters to the one who did it, as they were made: to whom, where, and what they say.
create table measure_letter (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  measure_id uuid,
  kind text not null check (kind in ('warning', 'talk_invitation', 'contact_measure', 'access_ban', 'lifting', 'data_notice')),
  sealed bytea not null,
  made_by uuid not null references person,
  made_at timestamptz not null,
  foreign key (organisation_id, measure_id) references measure (organisation_id, id) on delete cascade,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index letter_of_case on measure_letter (case_id, made_at);
alter table measure_letter enable row level security;
grant select, insert on measure_letter to weerbaar_app;
create policy see on measure_letter for select using (exists (select from incident_case c where c.id = case_id) and app.handles(case_id));
create policy make on measure_letter for insert with check (
  made_by = (select app.viewer()) and app.handles(case_id) and app.may_name_perpetrator(case_id)
  and (measure_id is null or exists (select from measure m where m.id = measure_id and m.case_id = measure_letter.case_id)));

-- What somebody must know who guards a door: who is refused, where, until when, what to do, whom to call. Told to them by name,
-- under a key of its own that is handed out after the look was written down; the case itself stays shut for them. Who handles the
-- case reads it by the key of the case.
create table measure_told (
  id uuid primary key,
  measure_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null references person,
  sealed bytea not null,
  wrapped_key bytea not null,
  told_by uuid not null references person,
  told_at timestamptz not null,
  ended_at timestamptz,
  foreign key (organisation_id, measure_id) references measure (organisation_id, id) on delete cascade,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create unique index told_once on measure_told (measure_id, person_id) where ended_at is null;
create index told_of_person on measure_told (person_id) where ended_at is null;
create table told_key (
  told_id uuid primary key references measure_told on delete cascade,
  organisation_id uuid not null,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, key_version) references organisation_key
);

-- What the viewer was told of measures that hold today: in an organisation where they work, and never of a case in which they
-- are named as the one who did it. Nothing of it is said here.
create function app.told_of() returns table (id uuid, measure_id uuid, case_id uuid, organisation_id uuid)
  language sql stable security definer rows 5 set search_path = weerbaar, pg_temp as $$
  select t.id, t.measure_id, t.case_id, t.organisation_id from measure_told t join measure m on m.id = t.measure_id
  where t.person_id = app.viewer() and t.ended_at is null and m.ended_at is null
    and (app.now() at time zone 'Europe/Amsterdam')::date <= m.ends_on
    and t.organisation_id in (select app.my_organisations()) and not app.is_named(t.case_id, app.viewer())
  order by m.ends_on, t.id $$;
-- Hands out what the viewer was told, with its key, after writing down the look.
create function app.open_told(told uuid, entry text, salt bytea)
  returns table (sealed bytea, begins_on text, ends_on text, wrapped bytea, key_version integer, master_key_id text, organisation_key bytea)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare t record; begin
  select * into t from app.told_of() o where o.id = told;
  if not found then return; end if;
  if (entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or (entry::jsonb) ->> 'case' is distinct from t.case_id::text
     or (entry::jsonb) ->> 'object' is distinct from 'measure:' || t.measure_id or (entry::jsonb) ->> 'result' is distinct from 'done'
     or (entry::jsonb) ->> 'action' is distinct from 'case.measure_read' or (entry::jsonb) ->> 'organisation' is distinct from t.organisation_id::text then
    raise exception 'the entry does not name this viewer and this measure' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_entry (entry, salt) values (open_told.entry, open_told.salt);
  return query select w.sealed, m.begins_on::text, m.ends_on::text, k.wrapped, k.key_version, g.master_key_id, g.wrapped
    from measure_told w join measure m on m.id = w.measure_id join told_key k on k.told_id = w.id
      join organisation_key g on g.organisation_id = k.organisation_id and g.version = k.key_version
    where w.id = told;
end $$;
-- Who may be told: somebody who works here today, and is not named as the one who did it. That is for who handles the case to know.
create function app.may_be_told(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.handles(c) and not app.is_named(c, may_be_told.person) and exists (select from incident_case i join membership m on m.organisation_id = i.organisation_id
    where i.id = c and m.person_id = may_be_told.person and m.starts <= app.now() and (m.ends is null or m.ends > app.now())) $$;
grant execute on function app.told_of(), app.open_told(uuid, text, bytea), app.may_be_told(uuid, uuid) to weerbaar_app;

alter table measure_told enable row level security;
alter table told_key enable row level security;
grant select, insert, update (ended_at) on measure_told to weerbaar_app;
create policy see on measure_told for select using (exists (select from incident_case c where c.id = case_id) and app.handles(case_id));
create policy tell on measure_told for insert with check (told_by = (select app.viewer()) and ended_at is null and app.handles(case_id)
  and app.may_name_perpetrator(case_id) and app.may_be_told(case_id, person_id)
  and exists (select from measure m where m.id = measure_id and m.case_id = measure_told.case_id and m.ended_at is null));
create policy take_back on measure_told for update using (ended_at is null and app.handles(case_id)) with check (app.handles(case_id));
grant insert on told_key to weerbaar_app;
create policy tell on told_key for insert with check (
  exists (select from measure_told t where t.id = told_id and t.organisation_id = told_key.organisation_id and t.ended_at is null));

-- That the one it is about was told that data are kept (GDPR art. 14), or why that waits and until when.
create table data_notice (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  outcome text not null check (outcome in ('given', 'deferred')),
  -- When it was given, or until when it waits.
  day date not null,
  reason text check (reason ~ '^[a-z_]{2,40}$'),
  sealed bytea not null,
  made_by uuid not null references person,
  made_at timestamptz not null,
  check ((outcome = 'deferred') = (reason is not null)),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index notice_of_case on data_notice (case_id, made_at);
-- That a case is about the same person as an earlier one, for a purpose. Nobody looks for a person: who handles both cases names
-- the earlier one by its reference. Within one organisation only, by both keys.
create table case_link (
  case_id uuid not null,
  other_id uuid not null,
  organisation_id uuid not null,
  purpose text not null check (purpose in ('earlier_steps', 'safety', 'procedure')),
  sealed bytea not null,
  linked_by uuid not null references person,
  linked_at timestamptz not null,
  primary key (case_id, other_id),
  check (case_id <> other_id),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id),
  foreign key (organisation_id, other_id) references incident_case (organisation_id, id)
);
create index link_to_case on case_link (other_id);
alter table data_notice enable row level security;
alter table case_link enable row level security;
grant select, insert on data_notice, case_link to weerbaar_app;
create policy see on data_notice for select using (exists (select from incident_case c where c.id = case_id) and app.handles(case_id));
create policy add on data_notice for insert with check (made_by = (select app.viewer()) and app.handles(case_id));
create policy see on case_link for select using (
  exists (select from incident_case c where c.id = case_id) and app.handles(case_id) and app.handles(other_id));
create policy link on case_link for insert with check (linked_by = (select app.viewer()) and app.handles(case_id) and app.handles(other_id));

-- Takes away who did it, from cases that are over, in which nothing happened and no measure held since a moment, and which nobody must
-- keep. A case that was linked for the same person counts too. What happened stays. Returns in which cases something went.
create function app.forget_identities(o uuid, before timestamptz) returns setof uuid language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare gone uuid[]; begin
  if o is distinct from app.system_of() then
    raise exception 'this is done by a job of the organisation' using errcode = 'insufficient_privilege';
  end if;
  with recent as (
    select i.id from incident_case i
    where i.organisation_id = o and (i.closed_at is null
      or greatest(i.reported_at, i.happened_at) > before
      or exists (select from occurrence c where c.case_id = i.id and greatest(c.happened_at, c.added_at) > before)
      or exists (select from measure m where m.case_id = i.id and (m.ended_at is null or m.ended_at > before))
      or exists (select from legal_hold h where h.case_id = i.id and h.ended_at is null)))
  select coalesce(array_agg(i.id order by i.id), '{}') into gone from incident_case i
  where i.organisation_id = o and i.reported_at is not null and i.id not in (select id from recent)
    and not exists (select from case_link l where (l.case_id = i.id and l.other_id in (select id from recent))
      or (l.other_id = i.id and l.case_id in (select id from recent)))
    and (exists (select from perpetrator p where p.case_id = i.id) or exists (select from measure m where m.case_id = i.id and m.sealed_who is not null)
      or exists (select from measure_letter m where m.case_id = i.id) or exists (select from measure_told t where t.case_id = i.id)
      or exists (select from case_link l where i.id in (l.case_id, l.other_id)));
  delete from perpetrator where case_id = any(gone);
  update measure set sealed_who = null where case_id = any(gone) and sealed_who is not null;
  delete from measure_letter where case_id = any(gone);
  delete from measure_told where case_id = any(gone);
  delete from case_link where case_id = any(gone) or other_id = any(gone);
  -- A name can stand in the words by which a case is found.
  delete from case_words where case_id = any(gone);
  insert into words_to_fill (case_id) select unnest(gone) on conflict do nothing;
  return query select unnest(gone);
end $$;

-- Whose names stand in no answer to somebody else: who reported, was hit or helped, in the cases that the viewer handles. Not
-- that of who asked: their own name may stand in their answer.
create function app.names_to_keep(question uuid) returns setof text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct p.name from rights_question q join rights_request r on r.id = q.request_id
    join participant s on s.organisation_id = q.organisation_id and s.role in ('reporter', 'person_hit', 'helper')
    join person p on p.id = s.person_id
  where q.id = question and q.asked_of = app.viewer() and q.organisation_id in (select app.my_desks()) and app.handles(s.case_id)
    and s.person_id is distinct from r.person_id $$;
grant execute on function app.forget_identities(uuid, timestamptz), app.names_to_keep(uuid) to weerbaar_app;
