set local search_path = weerbaar, pg_temp;

-- A piece of evidence, sealed under a key of its own that the incident's key wraps. Name and hash are sealed too.
create table file (
  id uuid primary key,
  incident_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  parent_id uuid references file,   -- the mail of which this is an attachment
  state text not null check (state in ('arriving', 'complete')),
  media_type text not null check (media_type ~ '^[a-z0-9_]{2,20}$'),
  size bigint not null check (size >= 0),
  chunks integer not null check (chunks >= 0),
  wrapped_key bytea not null,
  sealed_facts bytea not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  foreign key (organisation_id, incident_id) references incident (organisation_id, id),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index file_of_incident on file (incident_id);
create index file_arriving on file (added_at) where state = 'arriving';

create table file_chunk (
  file_id uuid not null references file on delete cascade,
  n integer not null check (n >= 0),
  sealed bytea not null,
  primary key (file_id, n)
);
-- Sealed bytes do not compress.
alter table file_chunk alter column sealed set storage external;

alter table file enable row level security;
alter table file_chunk enable row level security;

grant select, insert, delete, update (state, media_type, size, chunks, sealed_facts) on file to weerbaar_app;
create policy see on file for select using (exists (select from incident_case c where c.incident_id = file.incident_id));
create policy add on file for insert with check (
  added_by = (select app.viewer()) and state = 'arriving' and (app.is_own(case_id) or app.drafts(case_id) or app.handles(case_id))
  and exists (select from incident_case c where c.id = case_id and c.incident_id = file.incident_id));
-- With its own check: without one the condition would hold for the row as it becomes, and no file would ever be complete.
create policy complete on file for update using (added_by = (select app.viewer()) and state = 'arriving') with check (added_by = (select app.viewer()));
-- Writing is not destroying: only what never became part of a report, or never arrived, goes.
create policy take_back on file for delete using (added_by = (select app.viewer()) and (state = 'arriving' or app.drafts(case_id)));
create policy sweep on file for delete using (organisation_id = (select app.system_of()) and state = 'arriving');

grant select, insert on file_chunk to weerbaar_app;
create policy see on file_chunk for select using (exists (select from file f where f.id = file_id));
create policy add on file_chunk for insert with check (exists (
  select from file f where f.id = file_id and f.state = 'arriving' and f.added_by = (select app.viewer())));
