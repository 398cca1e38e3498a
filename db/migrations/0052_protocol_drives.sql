set local search_path = weerbaar, pg_temp;

-- Which part of the protocol a report followed goes by its function and line, and with it how long it is kept.
drop function app.retention_facts(uuid);
create function app.retention_facts(o uuid) returns table (case_id uuid, incident_id uuid, reference text, category text, outcome text,
    reported_at timestamptz, ended_at timestamptz, repeats uuid, held boolean, function text, line text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select c.id, c.incident_id, c.reference, c.category, case when c.state = 'closed' then c.outcome else c.state end,
    c.reported_at, c.closed_at, c.duplicate_of, exists (select from legal_hold h where h.case_id = c.id and h.ended_at is null),
    c.function, c.line
  from incident_case c
  where c.organisation_id = o and c.reported_at is not null and c.closed_at is not null
    and (o = app.system_of() or o in (select app.organisations_as('archivist')) or o in (select app.organisations_as('privacy_officer')))
    and c.id not in (select app.barred_cases()) $$;
revoke execute on function app.retention_facts(uuid) from public;
grant execute on function app.retention_facts(uuid) to weerbaar_app;

-- The text of an organisation that has a protocol of its own, with the version it belongs to: sealed under a key of its own that the
-- key of the organisation wraps, as there is no case. Of a draft it can be taken away for another; of what was adopted it stays.
create table protocol_document (
  version_id uuid primary key,
  organisation_id uuid not null,
  media_type text not null check (media_type in ('pdf', 'docx')),
  size integer not null check (size > 0),
  sealed bytea not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  foreign key (organisation_id, version_id) references protocol_version (organisation_id, id) on delete cascade
);
alter table protocol_document alter column sealed set storage external;
alter table protocol_document enable row level security;
grant select, insert, delete on protocol_document to weerbaar_app;
create policy member on protocol_document for select using (exists (select from protocol_version v where v.id = version_id));
create policy add on protocol_document for insert with check (
  added_by = (select app.viewer()) and added_at = app.now()
  and organisation_id in (select app.organisations_as('administrator'))
  and not exists (select from protocol_adoption a where a.version_id = protocol_document.version_id));
create policy remove on protocol_document for delete using (
  organisation_id in (select app.organisations_as('administrator'))
  and not exists (select from protocol_adoption a where a.version_id = protocol_document.version_id));

-- In a table of its own, as all keys: in a backup they are apart from what they open.
create table protocol_key (
  version_id uuid primary key references protocol_document on delete cascade,
  organisation_id uuid not null,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, key_version) references organisation_key
);
alter table protocol_key enable row level security;
grant select, insert on protocol_key to weerbaar_app;
create policy member on protocol_key for select using (exists (select from protocol_document d where d.version_id = protocol_key.version_id));
create policy add on protocol_key for insert with check (exists (
  select from protocol_document d where d.version_id = protocol_key.version_id and d.organisation_id = protocol_key.organisation_id
    and d.added_by = (select app.viewer()) and d.added_at = app.now()));

-- What is called a document of its own is in here now, and not somewhere else.
alter table protocol_version drop column document_place;
