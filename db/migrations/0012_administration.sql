set local search_path = weerbaar, pg_temp;

-- May a report of the council say who did it? Personal data of a third person: only when the privacy officer said yes.
-- The default is for the organisations that are there; a new one says it itself, as it does everything else.
alter table organisation add column perpetrator_council boolean not null default false;
alter table organisation alter column perpetrator_council drop default;

-- Kinds of incident that an organisation does not offer. Cases of that kind keep it.
create table organisation_category_off (
  organisation_id uuid not null references organisation,
  category text not null check (category ~ '^[a-z_]{2,60}$' and category <> 'other'),
  primary key (organisation_id, category)
);

-- An organisation's own words in the places that content/organisation-texts.yaml names; what is not here has the words of
-- the product.
create table organisation_text (
  organisation_id uuid not null references organisation,
  text_id text not null check (text_id ~ '^[a-z_]{2,40}$'),
  words text not null check (length(words) between 1 and 4000),
  primary key (organisation_id, text_id)
);

-- What was changed in the administration of an organisation, from what to what. People stand in it by their id only.
create table setting_change (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation,
  subject_kind text not null check (subject_kind ~ '^[a-z_]{2,40}$'),
  subject_id text not null check (subject_id ~ '^[0-9a-z_-]{1,60}$'),
  field text not null check (field ~ '^[a-z_]{2,40}$'),
  old text check (length(old) <= 25000),
  new text check (length(new) <= 25000),
  actor_id uuid not null references person,
  at timestamptz not null,
  check (old is distinct from new)
);
create index setting_change_of_organisation on setting_change (organisation_id, at desc, id desc);
create trigger append_only before update or delete or truncate on setting_change execute function app.refuse_change();

alter table organisation_category_off enable row level security;
alter table organisation_text enable row level security;
alter table setting_change enable row level security;

grant select, insert, delete on organisation_category_off to weerbaar_app;
create policy member on organisation_category_off for select using (
  organisation_id in (select app.my_organisations()) or organisation_id = (select app.system_of()));
create policy add on organisation_category_off for insert with check (organisation_id in (select app.organisations_as('administrator')));
create policy remove on organisation_category_off for delete using (organisation_id in (select app.organisations_as('administrator')));

grant select, insert, delete, update (words) on organisation_text to weerbaar_app;
create policy member on organisation_text for select using (
  organisation_id in (select app.my_organisations()) or organisation_id in (select app.organisations_of_my_cases())
  or organisation_id = (select app.system_of()));
create policy add on organisation_text for insert with check (organisation_id in (select app.organisations_as('administrator')));
create policy change on organisation_text for update using (organisation_id in (select app.organisations_as('administrator')));
create policy remove on organisation_text for delete using (organisation_id in (select app.organisations_as('administrator')));

grant select, insert on setting_change to weerbaar_app;
create policy watch on setting_change for select using (
  organisation_id in (select app.organisations_as('administrator'))
  or organisation_id in (select app.organisations_as('privacy_officer'))
  or organisation_id in (select app.organisations_as('auditor')));
create policy record on setting_change for insert with check (
  actor_id = (select app.viewer()) and organisation_id in (select app.organisations_as('administrator')));

-- A privacy officer changes this one setting and nothing else of the organisation; an administrator not this one.
-- Returns whether it changed.
create function app.allow_perpetrator(o uuid, allowed boolean) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare before boolean; begin
  if o not in (select app.organisations_as('privacy_officer')) then
    raise exception 'only the privacy officer decides this' using errcode = 'insufficient_privilege';
  end if;
  select perpetrator_council into before from organisation where id = o for no key update;
  if before = allowed then return false; end if;
  update organisation set perpetrator_council = allowed where id = o;
  insert into setting_change (organisation_id, subject_kind, subject_id, field, old, new, actor_id, at)
    values (o, 'organisation', o::text, 'perpetrator_council', before::text, allowed::text, app.viewer(), app.now());
  return true;
end $$;

-- How many tasks somebody who leaves still has open, for the administrator who ends the role: a number, of cases that an
-- administrator may know to exist. What concerns the chair does not count, nor what names the administrator.
create function app.open_tasks_of(o uuid, p uuid) returns bigint language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select count(*) from task t join incident_case c on c.id = t.case_id
  where t.owner_id = p and t.done_at is null and c.organisation_id = o
    and o in (select app.organisations_as('administrator'))
    and c.line <> 'about_mayor' and c.id not in (select app.barred_cases()) $$;

-- The functions of the public bodies in the Caribbean have lines as those of the others (migration 0010).
create or replace function app.line_of(subject text) returns text language sql immutable parallel safe as $$
  select case
    when subject = 'about_mayor' then 'about_mayor'
    when subject in ('council_member', 'states_member', 'general_board_member', 'island_council_member', 'committee_member', 'candidate') then 'political'
    when subject in ('alderman', 'deputy', 'executive_board_member', 'executive_council_member', 'mayor', 'kings_commissioner', 'water_board_chair',
      'island_governor', 'municipal_secretary', 'provincial_secretary', 'water_board_secretary', 'island_secretary') then 'mayor'
    when subject in ('council_clerk', 'states_clerk', 'island_clerk', 'clerk_staff') then 'clerk_office'
    when subject in ('civil_servant', 'enforcement_officer') then 'administrative'
  end $$;

grant execute on function app.allow_perpetrator(uuid, boolean), app.open_tasks_of(uuid, uuid) to weerbaar_app;
