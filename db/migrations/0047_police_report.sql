set local search_path = weerbaar, pg_temp;

-- The concept of a report to the police, in two versions: that of the organisation, for who handles the case, and that of the
-- person hit, for whose case it is. Neither reads the version of the other. The author is who began it; who changed it stands
-- in the trail.
create table police_report (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  version text not null check (version in ('organisation', 'person')),
  sealed bytea not null,
  author_id uuid not null references person,
  saved_at timestamptz not null,
  unique (case_id, version),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);

-- What became of it, step by step. What the police know or think is never kept: only that, when and to whom a case went. Names
-- and numbers are sealed. A step is never changed: what turns out otherwise is a step more.
create table police_step (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{2,40}$'),
  code text check (code ~ '^[a-z_]{2,60}$'),
  on_day date not null,
  sealed bytea,
  author_id uuid not null references person,
  added_at timestamptz not null,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index police_step_of_case on police_step (case_id, added_at, id);

alter table police_report enable row level security;
alter table police_step enable row level security;

grant select, insert, update (sealed, saved_at) on police_report to weerbaar_app;
create policy see on police_report for select using (
  exists (select from incident_case c where c.id = case_id and c.reported_at is not null)
  and ((version = 'person' and app.is_own(case_id)) or (version = 'organisation' and app.handles(case_id))));
create policy write on police_report for insert with check (
  author_id = (select app.viewer())
  and exists (select from incident_case c where c.id = case_id and c.reported_at is not null)
  and ((version = 'person' and app.is_own(case_id)) or (version = 'organisation' and app.handles(case_id))));
create policy change on police_report for update
  using (exists (select from incident_case c where c.id = case_id and c.reported_at is not null)
    and ((version = 'person' and app.is_own(case_id)) or (version = 'organisation' and app.handles(case_id))))
  with check (exists (select from incident_case c where c.id = case_id and c.reported_at is not null)
    and ((version = 'person' and app.is_own(case_id)) or (version = 'organisation' and app.handles(case_id))));

grant select, insert on police_step to weerbaar_app;
create policy see on police_step for select using (
  exists (select from incident_case c where c.id = case_id) and case_id not in (select app.helped_cases()));
create policy add on police_step for insert with check (author_id = (select app.viewer()) and app.handles(case_id));
