set local search_path = weerbaar, pg_temp;

create function app.leads_round(r uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from answer_round x where x.id = r and x.facilitator_id = app.viewer()
    and x.organisation_id in (select app.organisations_as('coordinator'))) $$;

-- The key of what was talked over about a round, wrapped by that of the organisation.
create table round_key (
  round_id uuid primary key,
  organisation_id uuid not null references organisation,
  key_version integer not null,
  wrapped bytea not null,
  foreign key (organisation_id, key_version) references organisation_key,
  foreign key (organisation_id, round_id) references answer_round (organisation_id, id) on delete cascade
);
alter table round_key enable row level security;
grant select, insert on round_key to weerbaar_app;
create policy see on round_key for select using (organisation_id in (select app.my_organisations())
  and (round_id in (select app.rounds_i_am_in()) or app.leads_round(round_id)));
create policy add on round_key for insert with check (app.leads_round(round_id));

-- What was talked over, by theme.
create table round_note (
  round_id uuid not null references round_key on delete cascade,
  theme text not null check (theme ~ '^[a-z][a-z_]{1,39}$'),
  sealed bytea not null,
  primary key (round_id, theme)
);
alter table round_note enable row level security;
grant select, insert, delete on round_note to weerbaar_app;
create policy see on round_note for select using (exists (select from round_key k where k.round_id = round_note.round_id));
create policy add on round_note for insert with check (app.leads_round(round_id));
create policy remove on round_note for delete using (app.leads_round(round_id));

create function app.open_round(new_id uuid, o uuid, q text, v integer) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not (o in (select app.organisations_as('coordinator'))) then return false; end if;
  -- One after the other, so that each gets its number.
  perform from questionnaire_privacy p where p.questionnaire = q and p.privacy = 'team' for update;
  if not found then return false; end if;
  insert into answer_round (id, organisation_id, questionnaire, version, number, facilitator_id, opened_on)
    select new_id, o, q, v, coalesce(max(r.number), 0) + 1, app.viewer(), app.today()
    from answer_round r where r.organisation_id = o and r.questionnaire = q;
  return true;
end $$;

-- Who was asked stays so: by who can be taken back, one would see who began.
create function app.ask_in_round(r uuid, who uuid, kind text) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.leads_round(r) or who = app.viewer() then return false; end if;
  insert into round_member (round_id, person_id, role_code)
    select x.id, who, kind from answer_round x where x.id = r and x.ended_on is null and exists (
      select from membership m where m.organisation_id = x.organisation_id and m.person_id = who
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
    on conflict do nothing;
  return found;
end $$;

create function app.round_members(r uuid) returns table (person_id uuid, name text, role_code text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.person_id, p.name, m.role_code from round_member m join person p on p.id = m.person_id
  where m.round_id = r and app.leads_round(r) order by p.name, p.id $$;

-- How many finished, in threes: by somebody who is asked later one sees not that they are done, but that three more are.
create function app.finished_in_round(r uuid) returns integer language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case when count(*) >= 3 then (count(*) / 3 * 3)::integer end from answer_set a
  where a.round_id = r and a.state = 'done' and app.leads_round(r) $$;

-- Whether an entry for the trail says that the viewer did this.
create function app.says_of_round(entry text, done text, r uuid) returns boolean language sql stable set search_path = weerbaar, pg_temp as $$
  select (entry::jsonb) ->> 'actor' = app.viewer()::text and (entry::jsonb) ->> 'action' = done and (entry::jsonb) ->> 'result' = 'done'
    and (entry::jsonb) ->> 'object' = 'round:' || r and (entry::jsonb) ->> 'case' is null
    and (entry::jsonb) ->> 'organisation' = (select x.organisation_id::text from answer_round x where x.id = r) $$;

-- Ends it, with an entry in the trail: who did that cannot count, and who counts cannot end it.
create function app.end_round(r uuid, entry text, salt bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.leads_round(r) or not app.says_of_round(entry, 'scan.round_ended', r) then return false; end if;
  -- Whoever is finishing now is waited for, and whoever begins to finish waits, and finds the round ended.
  update answer_round x set ended_on = app.today() where x.id = r and x.ended_on is null;
  if not found then return false; end if;
  insert into audit_entry (entry, salt) values (end_round.entry, end_round.salt);
  return true;
end $$;

-- For a job of the organisation: the finished answers of a round that was ended, with their kind of work, and not those of fewer than three.
create function app.hand_round(r uuid) returns table (id uuid, role_code text, sealed bytea, master_key_id text, wrapped bytea)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  perform from answer_round x where x.id = r and x.organisation_id = app.system_of() and x.ended_on is not null and x.closed_on is null for update;
  if not found then return; end if;
  return query select a.id, m.role_code, a.sealed, k.master_key_id, k.wrapped
    from answer_set a join round_member m on m.round_id = a.round_id and m.person_id = a.person_id join answer_key k on k.set_id = a.id
    where a.round_id = r and a.state = 'done'
      and (select count(*) from answer_set b where b.round_id = r and b.state = 'done') >= 3
    order by a.id;
end $$;

-- Closes it with what that job counted. What was not finished goes unread.
create function app.close_round(r uuid, told jsonb) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  update answer_round x set closed_on = app.today(), result = told
    where x.id = r and x.organisation_id = app.system_of() and x.closed_on is null and x.ended_on is not null;
  if not found then return false; end if;
  delete from answer_set a where a.round_id = r and a.state = 'open';
  return true;
end $$;

-- Whether who led an open round leads nothing here any more.
create function app.round_is_left(r uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from answer_round x where x.id = r and x.ended_on is null
    and x.organisation_id in (select app.organisations_as('coordinator')) and not exists (
      select from membership m where m.organisation_id = x.organisation_id and m.person_id = x.facilitator_id and m.role = 'coordinator'
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))) $$;
-- Then another coordinator takes it over, with an entry in the trail; nobody who was asked in it.
create function app.take_round(r uuid, entry text, salt bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.says_of_round(entry, 'scan.round_taken', r) or r in (select app.rounds_i_am_in()) then return false; end if;
  perform from answer_round x where x.id = r for update;
  if not app.round_is_left(r) then return false; end if;
  update answer_round x set facilitator_id = app.viewer() where x.id = r;
  insert into audit_entry (entry, salt) values (take_round.entry, take_round.salt);
  return true;
end $$;

-- The last round before this one of the same organisation of which something was shown.
create function app.round_before(r uuid) returns table (version integer, number integer, closed_on date, result jsonb)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select b.version, b.number, b.closed_on, b.result
  from answer_round x join answer_round b on b.organisation_id = x.organisation_id and b.questionnaire = x.questionnaire and b.number < x.number
  where x.id = r and x.organisation_id in (select app.my_organisations())
    and (x.id in (select app.rounds_i_am_in()) or x.organisation_id in (select app.organisations_as('coordinator')))
    and b.result ->> 'people' is not null
  order by b.number desc limit 1 $$;

-- Who was asked and what was talked over goes after two years and a month; the counts stay, to compare with.
create function app.expire_rounds(o uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o is distinct from app.system_of() then return; end if;
  delete from round_key k using answer_round r where r.id = k.round_id and r.organisation_id = o and r.opened_on <= app.today() - interval '25 months';
  delete from round_member m using answer_round r where r.id = m.round_id and r.organisation_id = o and r.opened_on <= app.today() - interval '25 months';
end $$;

grant execute on function app.leads_round(uuid), app.open_round(uuid, uuid, text, integer), app.ask_in_round(uuid, uuid, text), app.round_members(uuid),
  app.finished_in_round(uuid), app.end_round(uuid, text, bytea), app.hand_round(uuid), app.close_round(uuid, jsonb), app.round_is_left(uuid),
  app.take_round(uuid, text, bytea), app.round_before(uuid), app.expire_rounds(uuid) to weerbaar_app;
