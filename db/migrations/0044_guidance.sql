set local search_path = weerbaar, pg_temp;

-- What everybody may read without signing in: no contact point until the organisation says so, and no norm that nobody adopted.
alter table contact_point add column published boolean not null default false;
alter table contact_point alter column published drop default;
grant update (published) on contact_point to weerbaar_app;
create function app.public_norm(wanted text) returns table (organisation text, texts jsonb, contacts jsonb)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select o.name,
    (select coalesce(jsonb_object_agg(t.text_id, t.words), '{}') from organisation_text t
     where t.organisation_id = o.id and t.text_id in ('norm', 'norm_adopted_by', 'norm_adopted_on')),
    (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'phone', p.phone, 'url', p.url, 'description', p.description, 'checkedOn', p.checked_on)
       order by p.position, p.id), '[]') from contact_point p where p.organisation_id = o.id and p.published)
  from organisation o where o.code = wanted
    and exists (select from organisation_text t where t.organisation_id = o.id and t.text_id = 'norm_adopted_on') $$;
grant execute on function app.public_norm(text) to weerbaar_app;

-- The group of a function, as content/functions.yaml has it.
create function app.group_of(f text) returns text language sql immutable parallel safe as $$
  select case
    when app.line_of(f) = 'political' then 'council'
    when app.line_of(f) = 'clerk_office' then 'clerk_office'
    when f in ('mayor', 'kings_commissioner', 'water_board_chair', 'island_governor') then 'mayor'
    when f in ('alderman', 'deputy', 'executive_board_member', 'executive_council_member') then 'executive'
    when app.line_of(f) is not null then 'staff'
  end $$;

-- The conversation at the start of a term: when it was held and with which group, never with whom by name.
create table term_conversation (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  members text not null check (members in ('council', 'executive', 'mayor', 'clerk_office', 'staff')),
  held_on date not null,
  agenda integer not null check (agenda >= 1),  -- the version of content/term-conversation
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  unique (organisation_id, members, held_on)
);
alter table term_conversation enable row level security;
grant select, insert, delete on term_conversation to weerbaar_app;
create policy member on term_conversation for select using (organisation_id in (select app.my_organisations()));
create policy record on term_conversation for insert with check (
  organisation_id in (select app.organisations_as('administrator')) and recorded_by = (select app.viewer()));
create policy take_back on term_conversation for delete using (organisation_id in (select app.organisations_as('administrator')));

-- Who says to know the norm and the contact points. Nobody reads it, whatever their role: there is no grant and no policy.
-- The functions below tell somebody what they said themself, and everybody how it stands in a group.
create table norm_confirmation (
  conversation_id uuid not null references term_conversation on delete cascade,
  person_id uuid not null references person,
  confirmed_on date not null,
  primary key (conversation_id, person_id)
);
alter table norm_confirmation enable row level security;

create function app.confirm_norm(c uuid, knows boolean) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not exists (
    select from term_conversation t join membership m on m.organisation_id = t.organisation_id and app.group_of(m.function) = t.members
    where t.id = c and m.person_id = app.viewer() and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
  then return false; end if;
  if knows then
    insert into norm_confirmation (conversation_id, person_id, confirmed_on) values (c, app.viewer(), app.today()) on conflict do nothing;
  else
    delete from norm_confirmation k where k.conversation_id = c and k.person_id = app.viewer();
  end if;
  return true;
end $$;

create function app.my_confirmations() returns table (conversation_id uuid, members text, held_on date, confirmed_on date)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select t.id, t.members, t.held_on, k.confirmed_on from norm_confirmation k join term_conversation t on t.id = k.conversation_id
  where k.person_id = app.viewer() $$;

-- Of those who were in the group when the conversation was recorded, so that nobody finds somebody out by ending a role and
-- looking again. From five people in halves and from nine in quarters (0, or the first quarter that is reached), so that it is never
-- said that everybody or nobody did, and nobody learns it of all others by saying so and taking it back; and only what was
-- said before today, so that a change does not show with whom it came.
create function app.norm_shares(o uuid) returns table (conversation_id uuid, people integer, quarter integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select t.id, case when n.people >= 5 then n.people end, case
    when n.people >= 9 then least(3, n.confirmed * 4 / n.people)
    when n.people >= 5 then 2 * least(1, n.confirmed * 2 / n.people) end
  from term_conversation t cross join lateral (
    select count(distinct m.person_id)::integer as people, (count(distinct m.person_id) filter (where exists (
      select from norm_confirmation k where k.conversation_id = t.id and k.person_id = m.person_id and k.confirmed_on < app.today())))::integer as confirmed
    from membership m where m.organisation_id = t.organisation_id and app.group_of(m.function) = t.members
      and m.starts <= t.recorded_at and (m.ends is null or m.ends > t.recorded_at)) n
  where t.organisation_id = o and o in (select app.my_organisations()) $$;
grant execute on function app.confirm_norm(uuid, boolean), app.my_confirmations(), app.norm_shares(uuid) to weerbaar_app;

-- Reception and facility services: what teams flag is for them too.
create table reception_unit (
  unit_id uuid primary key,
  organisation_id uuid not null references organisation,
  foreign key (organisation_id, unit_id) references unit (organisation_id, id) on delete cascade
);
alter table reception_unit enable row level security;
grant select, insert, delete on reception_unit to weerbaar_app;
create policy member on reception_unit for select using (organisation_id in (select app.my_organisations()));
create policy add on reception_unit for insert with check (organisation_id in (select app.organisations_as('administrator')));
create policy remove on reception_unit for delete using (organisation_id in (select app.organisations_as('administrator')));

create function app.units_i_work_in() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct unit_id from membership
  where person_id = app.viewer() and unit_id is not null and starts <= app.now() and (ends is null or ends > app.now()) $$;
create function app.organisations_i_receive_for() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select organisation_id from reception_unit where unit_id in (select app.units_i_work_in()) $$;
grant execute on function app.units_i_work_in(), app.organisations_i_receive_for() to weerbaar_app;

-- What a team agreed with each other, in the words of its manager.
create table team_agreement (
  unit_id uuid primary key,
  organisation_id uuid not null references organisation,
  words text not null check (length(words) between 1 and 4000),
  changed_by uuid not null references person,
  changed_at timestamptz not null,
  foreign key (organisation_id, unit_id) references unit (organisation_id, id) on delete cascade
);
alter table team_agreement enable row level security;
grant select, insert, update (words, changed_by, changed_at) on team_agreement to weerbaar_app;
create policy team on team_agreement for select using (unit_id in (select app.units_i_work_in()));
create policy agree on team_agreement for insert with check (unit_id in (select app.my_units()) and changed_by = (select app.viewer()));
create policy change on team_agreement for update using (unit_id in (select app.my_units()));

-- An appointment that may go wrong, told beforehand to who opens the door. It says nothing of the visitor: there is no column
-- for it, and a room is a code with a number in it. It is there until the end of its day.
create table risky_appointment (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  unit_id uuid not null,
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts and ends <= starts + interval '12 hours'),
  place text not null check (place ~ '^[a-z_]{2,40}$'),
  room text not null check (room ~ '^([0-9A-Za-z. -]{0,11}[0-9][0-9A-Za-z. -]{0,11})?$' and length(room) <= 12),
  needs text not null check (needs ~ '^[a-z_]{2,40}( [a-z_]{2,40}){0,11}$'),  -- codes
  flagged_by uuid not null references person,
  flagged_at timestamptz not null,
  foreign key (organisation_id, unit_id) references unit (organisation_id, id) on delete cascade
);
create index risky_appointment_of_organisation on risky_appointment (organisation_id, starts);
alter table risky_appointment enable row level security;
grant select, insert, delete on risky_appointment to weerbaar_app;
create policy see on risky_appointment for select using (
  ((unit_id in (select app.units_i_work_in()) or organisation_id in (select app.organisations_i_receive_for()))
    and (ends at time zone 'Europe/Amsterdam')::date >= (select (app.now() at time zone 'Europe/Amsterdam')::date))
  or organisation_id = (select app.system_of()));
create policy flag on risky_appointment for insert with check (
  unit_id in (select app.units_i_work_in()) and flagged_by = (select app.viewer()));
create policy take_back on risky_appointment for delete using (
  unit_id in (select app.units_i_work_in()) or organisation_id = (select app.system_of()));
