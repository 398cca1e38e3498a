set local search_path = weerbaar, pg_temp;

-- The chain of custody: who added, opened, saved, described or packed each piece, for whose case it is and who handles it. It is
-- the trail of that case, and no other.
create function app.custody_of(c uuid) returns table (piece uuid, action text, actor_id uuid, at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select object::uuid, action, actor_id, at from audit_entry
  where case_id = c and action like 'evidence.%' and object is not null and result = 'done' and (app.is_own(c) or app.handles(c))
  order by id $$;
grant execute on function app.custody_of(uuid) to weerbaar_app;

-- "Let somebody else read this first": who asked it does not see the piece, but how another describes it, until they choose to.
create table piece_reading (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  file_id uuid not null references file on delete cascade,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  described_by uuid references person,
  described_at timestamptz,
  sealed bytea,           -- the description
  seen_at timestamptz,    -- since when who asked it wants to see the piece; null: hidden
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id),
  check ((described_by is null) = (described_at is null) and (described_by is null) = (sealed is null))
);
create unique index reading_once on piece_reading (file_id, asked_by);
create index reading_of_case on piece_reading (case_id);

alter table piece_reading enable row level security;
grant select, insert, update (described_by, described_at, sealed, seen_at) on piece_reading to weerbaar_app;
create policy see on piece_reading for select using (
  case_id not in (select app.helped_cases()) and exists (select from incident_case c where c.id = case_id)
  and exists (select from file f where f.id = file_id));
create policy ask on piece_reading for insert with check (
  asked_by = (select app.viewer()) and app.is_own(case_id) and not app.drafts(case_id) and described_by is null and seen_at is null
  and exists (select from file f join incident_case c on c.incident_id = f.incident_id where f.id = file_id and c.id = case_id and f.state = 'complete'));
create policy choose on piece_reading for update using (asked_by = (select app.viewer()) and app.is_own(case_id));
create policy describe on piece_reading for update
  using (described_by is null and (app.handles(case_id) or exists (
    select from participant p where p.case_id = piece_reading.case_id and p.person_id = (select app.viewer()) and p.role = 'confidant' and p.ended_at is null)))
  with check (described_by = (select app.viewer()));

-- Who asked it chooses to see it, or not; another describes it once. Neither does what the other does.
create function app.guard_reading() returns trigger language plpgsql as $$
begin
  if old.asked_by = app.viewer() and (new.described_by, new.described_at, new.sealed) is distinct from (old.described_by, old.described_at, old.sealed) then
    raise exception 'who asked somebody else to read a piece does not describe it' using errcode = 'check_violation', constraint = 'read_by_another';
  end if;
  if old.asked_by <> app.viewer() and new.seen_at is distinct from old.seen_at then
    raise exception 'only who asked it chooses to see a piece' using errcode = 'check_violation', constraint = 'seen_by_choice';
  end if;
  return new;
end $$;
create trigger guard_reading before update on piece_reading for each row execute function app.guard_reading();

-- A confidant who describes a piece does what was asked of who handles the case too.
create function app.end_reading() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  update task set done_at = app.now(), done_by = coalesce(new.described_by, new.asked_by), outcome = 'done'
  where case_id = new.case_id and kind = 'read_first' and done_at is null
    and not exists (select from piece_reading r where r.case_id = new.case_id and r.described_at is null and r.seen_at is null);
  return null;
end $$;
create trigger end_reading after update on piece_reading for each row execute function app.end_reading();

-- Many messages of one campaign: its name, the platform, how many, from when until when, and the pieces that are of it.
create table campaign (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  sealed bytea not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index campaign_of_case on campaign (case_id);
alter table campaign enable row level security;
grant select, insert, update (changed_at, sealed) on campaign to weerbaar_app;
create policy see on campaign for select using (
  case_id not in (select app.helped_cases()) and exists (select from incident_case c where c.id = case_id));
create policy add on campaign for insert with check (
  added_by = (select app.viewer()) and (app.handles(case_id) or (app.is_own(case_id) and not app.drafts(case_id))));
create policy change on campaign for update using (app.handles(case_id) or app.is_own(case_id));
