set local search_path = weerbaar, pg_temp;

-- The aggression protocol of an organisation, in versions that never change: what it says, and the settings that drive the cases.
create table protocol_version (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  number integer not null check (number > 0),
  -- The version of our model that it was made from.
  model integer not null check (model > 0),
  settings jsonb not null check (jsonb_typeof(settings) = 'object' and length(settings::text) <= 20000),
  -- The answers in words, by the ids of the model.
  words jsonb not null check (jsonb_typeof(words) = 'object' and length(words::text) <= 40000),
  -- Of an organisation whose text is a document of its own: what it is called, and where it lies.
  document_name text check (length(document_name) between 1 and 200),
  document_place text check (length(document_place) between 1 and 500),
  made_by uuid not null references person,
  made_at timestamptz not null,
  check ((document_name is null) = (document_place is null)),
  unique (organisation_id, number),
  unique (organisation_id, id)
);
create trigger no_change before update or truncate on protocol_version execute function app.refuse_change();

-- Council, executive and employer each adopt their own part. It holds from when that was written down here, so that a case that
-- was reported before keeps what held then. Of the part of the staff: when
-- the works council consented.
create table protocol_adoption (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  version_id uuid not null,
  part text not null check (part in ('council', 'executive', 'staff')),
  adopted_on date not null,
  consent_on date,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  check ((part = 'staff') = (consent_on is not null)),
  -- Asked at the end: what keeps an adopted version is the policy of removing, and this only when something is done to both at once.
  foreign key (organisation_id, version_id) references protocol_version (organisation_id, id) deferrable initially deferred
);
create index adoption_of_part on protocol_adoption (organisation_id, part, recorded_at desc);
create trigger append_only before update or delete or truncate on protocol_adoption execute function app.refuse_change();

alter table protocol_version enable row level security;
alter table protocol_adoption enable row level security;

grant select, insert on protocol_adoption to weerbaar_app;
create policy member on protocol_adoption for select using (
  organisation_id in (select app.my_organisations()) or organisation_id in (select app.organisations_of_my_cases())
  or organisation_id = (select app.system_of()));
create policy add on protocol_adoption for insert with check (
  recorded_by = (select app.viewer()) and recorded_at = app.now()
  and organisation_id in (select app.organisations_as('administrator')));

-- What nobody adopted is a draft of the administrators; only that can go.
grant select, insert, delete on protocol_version to weerbaar_app;
create policy member on protocol_version for select using (
  organisation_id in (select app.organisations_as('administrator'))
  or exists (select from protocol_adoption a where a.version_id = protocol_version.id));
create policy add on protocol_version for insert with check (
  made_by = (select app.viewer()) and organisation_id in (select app.organisations_as('administrator')));
create policy remove on protocol_version for delete using (
  organisation_id in (select app.organisations_as('administrator'))
  and not exists (select from protocol_adoption a where a.version_id = protocol_version.id));
