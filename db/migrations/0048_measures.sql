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
  identity bytea,
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
  if new.identity is not null and new.identity is distinct from old.identity then
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
  and (identity is null or app.may_name_perpetrator(case_id)));
create policy change on measure for update using (ended_at is null and app.handles(case_id)) with check (ended_how is distinct from 'expired');
-- A job ends what its last day has passed of, and nothing else.
create policy expire on measure for update using (ended_at is null and organisation_id = (select app.system_of()))
  with check (ended_how = 'expired' and ends_on < (app.now() at time zone 'Europe/Amsterdam')::date);

grant select, insert on measure_review to weerbaar_app;
create policy see on measure_review for select using (exists (select from incident_case c where c.id = case_id) and app.handles(case_id));
create policy add on measure_review for insert with check (
  reviewed_by = (select app.viewer()) and app.handles(case_id)
  and exists (select from measure m where m.id = measure_id and m.case_id = measure_review.case_id));
