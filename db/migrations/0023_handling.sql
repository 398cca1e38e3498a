set local search_path = weerbaar, pg_temp;

-- What somebody wants for themself: one mail a day instead of one for each thing.
create table person_setting (
  person_id uuid primary key references person,
  daily_digest boolean not null
);
alter table person_setting enable row level security;
grant select, insert, update (daily_digest) on person_setting to weerbaar_app;
create policy self on person_setting for select using (person_id = (select app.viewer())
  or exists (select from membership m where m.person_id = person_setting.person_id and m.organisation_id = (select app.system_of())));
create policy choose on person_setting for insert with check (person_id = (select app.viewer()));
create policy change on person_setting for update using (person_id = (select app.viewer()));
