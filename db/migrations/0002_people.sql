set local search_path = weerbaar, pg_temp;

create table organisation (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z]{2}[0-9A-Z]{2,8}$'),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('municipality', 'province', 'water_board', 'public_body')),
  tooi text,
  fictitious boolean not null,
  take_up_hours integer not null check (take_up_hours between 1 and 72),
  session_idle_minutes integer not null check (session_idle_minutes between 5 and 240),
  session_hours integer not null check (session_hours between 1 and 24),
  created_at timestamptz not null
);

-- An organisation's own tokens over the theme of the product, and its logo.
create table organisation_theme (
  organisation_id uuid primary key references organisation,
  tokens jsonb not null,
  logo bytea check (length(logo) <= 200000),
  logo_type text check (logo_type in ('image/png', 'image/jpeg', 'image/webp')),
  changed_at timestamptz not null,
  check ((logo is null) = (logo_type is null))
);

-- Wrapped by the master key, which is never in the database.
create table organisation_key (
  organisation_id uuid not null references organisation,
  version integer not null,
  master_key_id text not null,
  wrapped bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (organisation_id, version)
);

create table unit (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  unique (organisation_id, name),
  unique (organisation_id, id)
);

-- Name and work address are directory data and stay in clear (docs/security.md).
create table person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (email = lower(email) and length(email) <= 254),
  created_at timestamptz not null
);

create table credential (
  person_id uuid primary key references person,
  password_hash text not null,
  changed_at timestamptz not null
);

-- A role of a person in an organisation during a period. Everyone who has one may report.
create table membership (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  unit_id uuid,
  role text not null check (role in ('reporter', 'handler', 'manager', 'coordinator', 'confidant', 'administrator', 'privacy_officer', 'auditor')),
  function text not null check (function ~ '^[a-z_]{2,40}$'),
  line text check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor')),
  starts timestamptz not null,
  ends timestamptz check (ends >= starts),
  check ((role = 'coordinator') = (line is not null)),
  check (role <> 'manager' or unit_id is not null),
  foreign key (organisation_id, unit_id) references unit (organisation_id, id)
);
create index membership_of_person on membership (person_id, organisation_id);
create index membership_in_organisation on membership (organisation_id, role);

-- Whoever manages the people must not be able to appoint themselves to the cases.
create function app.keep_administrators_apart() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  -- Two roles given at the same moment must see each other.
  perform from person p where p.id = new.person_id for no key update;
  if exists (
    select from membership m
    where m.person_id = new.person_id and m.organisation_id = new.organisation_id and m.id <> new.id
      and (m.ends is null or m.ends > new.starts) and (new.ends is null or new.ends > m.starts)
      and ((new.role = 'administrator' and m.role in ('handler', 'manager', 'coordinator', 'confidant', 'privacy_officer', 'auditor'))
        or (m.role = 'administrator' and new.role in ('handler', 'manager', 'coordinator', 'confidant', 'privacy_officer', 'auditor'))))
  then raise exception 'an administrator of an organisation has no role in its cases' using errcode = 'check_violation', constraint = 'administrators_apart';
  end if;
  return new;
end $$;
create trigger keep_administrators_apart before insert or update on membership for each row execute function app.keep_administrators_apart();

create table absence (
  id uuid primary key,
  person_id uuid not null references person,
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts)
);
create index absence_of_person on absence (person_id, ends);

-- Who gets the cases of whom. subject is a function, or about_mayor: anything in which the mayor is named.
create table route (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  subject text not null check (subject ~ '^[a-z_]{2,40}$'),
  unit_id uuid,
  line text not null check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor')),
  handler_id uuid references person,  -- null: the manager of the unit of the person hit
  deputy_id uuid not null references person,
  check (handler_id is distinct from deputy_id),
  unique nulls not distinct (organisation_id, subject, unit_id),
  foreign key (organisation_id, unit_id) references unit (organisation_id, id)
);

-- Hours of the week (in the organisation's own time) in which somebody reads reports at once.
create table duty_shift (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  line text not null check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor')),
  weekday integer not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null,  -- at or before starts: until the next day
  person_id uuid not null references person
);
create index duty_shift_of_line on duty_shift (organisation_id, line, weekday);

create table contact_point (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  position integer not null,
  name text not null check (length(name) between 1 and 200),
  phone text not null check (length(phone) <= 40),
  url text not null check (length(url) <= 300),
  description text not null check (length(description) <= 2000),
  source text not null check (length(source) <= 500),
  checked_on date
);
create index contact_point_of_organisation on contact_point (organisation_id, position);

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  organisation_id uuid references organisation,
  assurance integer not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
create index session_of_person on session (person_id);
create index session_by_start on session (started_at);

create table one_time_link (
  token_hash bytea primary key,
  person_id uuid not null references person,
  purpose text not null check (purpose in ('invitation', 'reset')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_link_of_person on one_time_link (person_id);

-- Questions about the viewer that a policy may ask without reading the table that it guards.
create function app.my_organisations() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where person_id = app.viewer() and starts <= app.now() and (ends is null or ends > app.now()) $$;
create function app.organisations_as(wanted text) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where person_id = app.viewer() and role = wanted and starts <= app.now() and (ends is null or ends > app.now()) $$;
create function app.my_lines() returns table (organisation_id uuid, line text) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.organisation_id, m.line from membership m
  where person_id = app.viewer() and role = 'coordinator' and starts <= app.now() and (ends is null or ends > app.now()) $$;
create function app.my_units() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select unit_id from membership
  where person_id = app.viewer() and role = 'manager' and starts <= app.now() and (ends is null or ends > app.now()) $$;
grant execute on function app.my_organisations(), app.organisations_as(text), app.my_lines(), app.my_units() to weerbaar_app;

alter table organisation enable row level security;
alter table organisation_theme enable row level security;
alter table organisation_key enable row level security;
alter table unit enable row level security;
alter table person enable row level security;
alter table credential enable row level security;
alter table membership enable row level security;
alter table absence enable row level security;
alter table route enable row level security;
alter table duty_shift enable row level security;
alter table contact_point enable row level security;
alter table session enable row level security;
alter table one_time_link enable row level security;

-- organisation and person are also seen by people in a shared case: see 0004.
grant select, update (name, take_up_hours, session_idle_minutes, session_hours) on organisation to weerbaar_app;
create policy member on organisation for select using (id in (select app.my_organisations()) or id = (select app.system_of()));
create policy administer on organisation for update using (id in (select app.organisations_as('administrator')));

grant select, insert, update on organisation_theme to weerbaar_app;
create policy member on organisation_theme for select using (organisation_id in (select app.my_organisations()));
create policy administer on organisation_theme for insert with check (organisation_id in (select app.organisations_as('administrator')));
create policy change on organisation_theme for update using (organisation_id in (select app.organisations_as('administrator')));

grant select, insert on person to weerbaar_app;
grant update (name) on person to weerbaar_app;
create policy self on person for select using (id = (select app.viewer()));
create policy colleague on person for select using (exists (select from membership m where m.person_id = person.id));
create policy change_self on person for update using (id = (select app.viewer()));
create policy administer on person for insert with check (exists (select app.organisations_as('administrator')));

grant select, insert, update (ends) on membership to weerbaar_app;
create policy see on membership for select using (
  person_id = (select app.viewer()) or organisation_id in (select app.my_organisations()) or organisation_id = (select app.system_of()));
create policy administer on membership for insert with check (
  organisation_id in (select app.organisations_as('administrator')) and person_id <> (select app.viewer()));
create policy change on membership for update using (
  organisation_id in (select app.organisations_as('administrator')) and person_id <> (select app.viewer()));

grant select, insert, delete on absence to weerbaar_app;
create policy colleague on absence for select using (exists (select from membership m where m.person_id = absence.person_id));
create policy record on absence for insert with check (person_id = (select app.viewer()));
create policy take_back on absence for delete using (person_id = (select app.viewer()));

grant select, insert, delete, update (name) on unit to weerbaar_app;
grant select, insert, delete, update (line, handler_id, deputy_id) on route to weerbaar_app;
grant select, insert, delete on duty_shift to weerbaar_app;
grant select, insert, delete, update (position, name, phone, url, description, source, checked_on) on contact_point to weerbaar_app;
do $$ declare t text; begin
  foreach t in array array['unit', 'route', 'duty_shift', 'contact_point'] loop
    execute format($p$
      create policy member on weerbaar.%1$I for select using (organisation_id in (select app.my_organisations()) or organisation_id = (select app.system_of()));
      create policy add on weerbaar.%1$I for insert with check (organisation_id in (select app.organisations_as('administrator')));
      create policy remove on weerbaar.%1$I for delete using (organisation_id in (select app.organisations_as('administrator')));
    $p$, t);
  end loop;
  foreach t in array array['unit', 'route', 'contact_point'] loop
    execute format('create policy change on weerbaar.%I for update using (organisation_id in (select app.organisations_as(%L)))', t, 'administrator');
  end loop;
end $$;
