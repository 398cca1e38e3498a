set local search_path = weerbaar, pg_temp;

-- In which province an organisation lies, as its administrator says; a province says it itself, by its code.
create table organisation_province (
  organisation_id uuid primary key references organisation,
  province text not null check (province ~ '^PV[0-9A-Z]{2,8}$')
);
alter table organisation_province enable row level security;
grant select, insert, update (province), delete on organisation_province to weerbaar_app;
create policy member on organisation_province for select using (
  organisation_id in (select app.my_organisations()) or organisation_id = (select app.system_of()));
create policy add on organisation_province for insert with check (organisation_id in (select app.organisations_as('administrator')));
create policy change on organisation_province for update using (organisation_id in (select app.organisations_as('administrator')));
create policy remove on organisation_province for delete using (organisation_id in (select app.organisations_as('administrator')));

-- Who agreed to show their shares, agreed with one province and not with another.
create function app.stop_sharing() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  delete from scan_sharing where organisation_id = coalesce(new.organisation_id, old.organisation_id);
  return null;
end $$;
create trigger stop_sharing after insert or update or delete on organisation_province for each row execute function app.stop_sharing();

-- The yes is to the province of that moment: who agrees waits for who is choosing another one, and then agrees to nothing.
alter table scan_sharing add province text not null;
create function app.require_same_province() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  perform from organisation_province p where p.organisation_id = new.organisation_id and p.province = new.province for share;
  if not found then return null; end if;
  return new;
end $$;
create trigger same_province before insert on scan_sharing for each row execute function app.require_same_province();

create function app.province_of(o uuid) returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case when g.kind = 'province' then g.code else p.province end
  from organisation g left join organisation_province p on p.organisation_id = g.id
  where g.id = o and (o in (select app.my_organisations()) or o = app.system_of()) $$;

-- Which of the joint answers of an organisation it is. An answer on which was decided is history, and kept as such for ten years.
alter table answer_set add column decided_number integer
  check (decided_number is null or (decided_number >= 1 and privacy = 'organisation' and state = 'done'));
create unique index number_of_decided on answer_set (organisation_id, questionnaire, decided_number) where decided_number is not null;
create function app.keep_history() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if new.privacy = 'organisation' and new.state = 'done' and old.state = 'open' then
    new.decided_number := 1 + (select coalesce(max(a.decided_number), 0) from answer_set a
      where a.organisation_id = new.organisation_id and a.questionnaire = new.questionnaire and a.decided_number is not null);
    new.keep_until := greatest(new.keep_until, date_trunc('month', app.today() + interval '10 years 1 month')::date);
  end if;
  return new;
end $$;
create trigger keep_history before update of state on answer_set for each row execute function app.keep_history();

-- What does not apply is told beside a share, never in it.
alter table answer_result add column not_applicable integer not null default 0 check (not_applicable >= 0);
alter table answer_result alter column not_applicable drop default;
drop function app.keep_result(uuid, text, numeric, numeric, integer, integer);
create function app.keep_result(s uuid, part text, got numeric, most_points numeric, n_answered integer, n_asked integer, n_not_applicable integer)
  returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.answers_as(s) = 'manager' and exists (
    -- Only in the transaction of the decision: what it came to never changes after it.
    select from answer_set a where a.id = s and a.state = 'done' and a.xmin = pg_current_xact_id()::xid) then
    insert into answer_result (set_id, theme, points, most, answered, asked, not_applicable)
      values (s, part, got, most_points, n_answered, n_asked, n_not_applicable);
  end if;
end $$;
-- A decision is whole when it is kept: what it came to, and its entry in the trail by who decided.
create function app.require_whole_decision() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not exists (select from answer_result r where r.set_id = new.id) or not exists (
    select from audit_entry e where e.action = 'scan.decided' and e.result = 'done' and e.actor_id = app.viewer()
      and e.organisation_id = new.organisation_id and e.at = app.now() and e.object like 'answers:' || new.id || ' %')
  then raise exception 'a decision needs its result and its entry in the trail' using errcode = 'insufficient_privilege'; end if;
  return null;
end $$;
create constraint trigger whole_decision after update on answer_set deferrable initially deferred
  for each row when (old.decided_number is null and new.decided_number is not null) execute function app.require_whole_decision();

-- Everybody of an organisation may know how far it is.
drop function app.results_of(uuid, text);
create function app.results_of(o uuid, q text) returns table (set_id uuid, version integer, number integer, decided_on date, theme text,
  points numeric, most numeric, answered integer, asked integer, not_applicable integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.id, a.version, a.decided_number, a.decided_on, r.theme, r.points, r.most, r.answered, r.asked, r.not_applicable
  from answer_result r join answer_set a on a.id = r.set_id
  where a.organisation_id = o and a.questionnaire = q and a.decided_number is not null and o in (select app.my_organisations())
  order by a.decided_number, r.theme $$;

-- The answers themselves, with owners and evidence, once they are decided on: for who leads scans, for managers and for who audits.
create function app.open_decided(s uuid) returns table (organisation_id uuid, questionnaire text, version integer, number integer, decided_on date,
  answers bytea, master_key_id text, wrapped bytea) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.organisation_id, a.questionnaire, a.version, a.decided_number, a.decided_on, a.sealed, k.master_key_id, k.wrapped
  from answer_set a join answer_key k on k.set_id = a.id
  where a.id = s and a.decided_number is not null and (a.organisation_id in (select app.organisations_as('coordinator'))
    or a.organisation_id in (select app.organisations_as('manager')) or a.organisation_id in (select app.organisations_as('auditor'))) $$;

-- What a province sees of the organisations in it that agreed: the last shares by theme, no items and no words. Who did not agree, or
-- took it back, is not in it.
create function app.shares_in_province(o uuid, q text) returns table (organisation_id uuid, name text, version integer, decided_on date, theme text,
  points numeric, most numeric, answered integer, asked integer, not_applicable integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select g.id, g.name, a.version, a.decided_on, r.theme, r.points, r.most, r.answered, r.asked, r.not_applicable
  from organisation v
    join organisation_province p on p.province = v.code
    join scan_sharing s on s.organisation_id = p.organisation_id and s.questionnaire = q
    join organisation g on g.id = s.organisation_id
    left join lateral (
      select d.id, d.version, d.decided_on from answer_set d
      where d.organisation_id = g.id and d.questionnaire = q and d.decided_number is not null
      order by d.decided_number desc limit 1) a on true
    left join answer_result r on r.set_id = a.id
  where v.id = o and v.kind = 'province' and o in (select app.organisations_as('coordinator'))
  order by g.name, g.id, r.theme $$;

-- On which instruments an organisation last decided two years ago or longer: for the job that reminds, and for who leads scans.
create function app.progress_due(o uuid) returns table (questionnaire text, decided_on date) language sql stable security definer
  set search_path = weerbaar, pg_temp as $$
  select a.questionnaire, max(a.decided_on) from answer_set a
  where a.organisation_id = o and a.decided_number is not null
    and (o = app.system_of() or o in (select app.organisations_as('coordinator')))
  group by a.questionnaire having max(a.decided_on) + interval '2 years' <= app.today() $$;

grant execute on function app.province_of(uuid), app.keep_result(uuid, text, numeric, numeric, integer, integer, integer), app.results_of(uuid, text),
  app.open_decided(uuid), app.shares_in_province(uuid, text), app.progress_due(uuid) to weerbaar_app;
