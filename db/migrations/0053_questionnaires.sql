set local search_path = weerbaar, pg_temp;

-- Who sees the answers to an instrument, frozen before the first answer: no later version can take anonymity away. Only the owner of
-- the tables writes it down: `weerbaar migrate` for what comes with the product, `weerbaar questionnaire publish` for the rest.
create table questionnaire_privacy (
  questionnaire text primary key check (questionnaire ~ '^[a-z][a-z-]{1,39}$'),
  privacy text not null check (privacy in ('private', 'shared', 'team', 'organisation')),
  unique (questionnaire, privacy)
);
alter table questionnaire_privacy enable row level security;
-- For a server that starts: whether what comes with it is known here.
create function app.known_instruments() returns setof text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select questionnaire from questionnaire_privacy $$;

-- Instruments that the network publishes, once and for every organisation here, beside those that come with the product. A version
-- is published by the owner of the tables (`weerbaar questionnaire publish`), and never changed.
create table published_questionnaire (
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z-]{1,39}$'),
  version integer not null check (version >= 1),
  words text not null check (length(words) <= 500000),
  published_at timestamptz not null,
  primary key (questionnaire, version)
);
alter table published_questionnaire enable row level security;
grant select on published_questionnaire to weerbaar_app;
create policy known on published_questionnaire for select using ((select app.viewer()) is not null or (select app.system_of()) is not null);

-- Several people who answer the same, each from their own function.
create table answer_round (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  questionnaire text not null references questionnaire_privacy,
  version integer not null check (version >= 1),
  number integer not null check (number >= 1),
  facilitator_id uuid not null references person,
  opened_on date not null,
  ended_on date,  -- from then on nobody answers in it; a job counts
  closed_on date check (closed_on >= ended_on),
  -- Counts by function, made once when it was closed, with what is withheld left out; never words.
  result jsonb,
  check ((closed_on is null) = (result is null)),
  unique (organisation_id, id),
  unique (organisation_id, questionnaire, number)
);
alter table answer_round enable row level security;

create table round_member (
  round_id uuid not null references answer_round on delete cascade,
  person_id uuid not null references person,
  role_code text not null check (role_code ~ '^[a-z_]{2,40}$'),  -- from which kind of work, a code of content/scan-roles.yaml
  primary key (round_id, person_id)
);
alter table round_member enable row level security;

-- Answers, sealed under a key of their own. There is no moment in it, no number and no order: nothing that ties an answer to a day.
-- Nobody reads it: there is no grant and no policy, only the functions below.
create table answer_set (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  questionnaire text not null,
  version integer not null check (version >= 1),
  privacy text not null,
  person_id uuid references person,
  household boolean not null,
  round_id uuid,
  state text not null check (state in ('open', 'done')),
  sealed bytea not null,
  counted boolean not null,  -- is in a release, and will be in no other
  decided_on date,
  keep_until date not null check (extract(day from keep_until) = 1),  -- the first of a month
  foreign key (questionnaire, privacy) references questionnaire_privacy (questionnaire, privacy),
  foreign key (organisation_id, round_id) references answer_round (organisation_id, id),
  check ((privacy = 'organisation') = (person_id is null)),
  check ((privacy = 'team') = (round_id is not null)),
  check (not household or privacy in ('private', 'shared')),
  check (decided_on is null or privacy in ('organisation', 'shared')),
  check (not counted or (privacy = 'private' and state = 'done'))
);
create unique index one_answer_in_a_round on answer_set (round_id, person_id) where round_id is not null;
create unique index one_open_of_organisation on answer_set (organisation_id, questionnaire) where privacy = 'organisation' and state = 'open';
create index answers_of_person on answer_set (person_id) where person_id is not null;
create index answers_of_organisation on answer_set (organisation_id, questionnaire) where privacy = 'organisation' or (state = 'done' and not counted);
alter table answer_set enable row level security;

-- The key of a set, wrapped by the master key: it belongs to a person, and not to an organisation.
create table answer_key (
  set_id uuid primary key references answer_set on delete cascade,
  master_key_id text not null,
  wrapped bytea not null
);
alter table answer_key enable row level security;

-- Who was counted in a release of an instrument, as a hash of the person, for as long as the answers would be kept: it is written with
-- the release, and stays when somebody throws those answers away. So two releases have nobody in common.
create table answer_counted (
  mark bytea primary key,
  keep_until date not null
);
alter table answer_counted enable row level security;
create function app.counted_mark(person uuid, o uuid, q text) returns bytea language sql immutable set search_path = pg_temp as $$
  select sha256(convert_to(concat_ws(' ', person, o, q), 'UTF8')) $$;

-- Nobody who is signed in names a master key that wraps no key of an organisation: a server does not start without each key in use.
create function app.known_master_keys() returns setof text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct master_key_id from organisation_key $$;
create function app.require_known_master_key() returns trigger language plpgsql set search_path = weerbaar, pg_temp as $$
begin
  if app.viewer() is not null and new.master_key_id not in (select app.known_master_keys()) then
    raise exception 'no key of an organisation is under this master key' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger known_master_key before insert or update of master_key_id on answer_key
  for each row execute function app.require_known_master_key();
create trigger known_master_key before insert or update of master_key_id on authenticator
  for each row execute function app.require_known_master_key();
create trigger known_master_key before insert or update of master_key_id on identity_provider
  for each row execute function app.require_known_master_key();

-- What somebody threw away stays away, also when an older backup is put back: as for cases, but with the month only.
alter table destroyed_key drop constraint destroyed_key_kind_check;
alter table destroyed_key add constraint destroyed_key_kind_check check (kind in ('case', 'incident', 'answers'));
alter function app.reapply_destruction() rename to reapply_destruction_of_cases;
create function app.reapply_destruction() returns integer language sql set search_path = weerbaar, pg_temp as $$
  delete from answer_set where id in (select id from destroyed_key where kind = 'answers');
  select app.reapply_destruction_of_cases() $$;

-- With whom somebody shares a set, until they take it back.
create table answer_consent (
  set_id uuid not null references answer_set on delete cascade,
  person_id uuid not null references person,
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at),
  looked_at timestamptz,
  primary key (set_id, person_id)
);
alter table answer_consent enable row level security;

-- What an organisation came to, when it decided on a joint answer.
create table answer_result (
  set_id uuid not null references answer_set on delete cascade,
  theme text not null check (theme ~ '^[a-z][a-z_]{1,39}$'),
  points numeric not null,
  most numeric not null check (most >= points and points >= 0),
  answered integer not null,
  asked integer not null check (asked >= answered and answered >= 0),
  primary key (set_id, theme)
);
alter table answer_result enable row level security;

-- What was told of private answers: shares in quarters, of at least ten people, who are in no other release.
create table answer_release (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  questionnaire text not null references questionnaire_privacy,
  version integer not null,
  released_on date not null,
  people integer not null check (people >= 10 and people % 10 = 0),  -- rounded down to tens
  result jsonb not null
);
alter table answer_release enable row level security;
grant select on answer_release to weerbaar_app;
create policy member on answer_release for select using (organisation_id in (select app.my_organisations()) or organisation_id = (select app.system_of()));

-- Whether the organisation shows its shares to its province.
create table scan_sharing (
  organisation_id uuid not null references organisation,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z-]{1,39}$'),
  agreed_by uuid not null references person,
  agreed_on date not null,
  primary key (organisation_id, questionnaire)
);
alter table scan_sharing enable row level security;
grant select, insert, delete on scan_sharing to weerbaar_app;
create policy member on scan_sharing for select using (organisation_id in (select app.my_organisations()));
create policy agree on scan_sharing for insert with check (organisation_id in (select app.organisations_as('coordinator')) and agreed_by = (select app.viewer())
  and agreed_on = (app.now() at time zone 'Europe/Amsterdam')::date);
create policy take_back on scan_sharing for delete using (organisation_id in (select app.organisations_as('coordinator')));

grant select on answer_round to weerbaar_app;
create function app.rounds_i_am_in() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select round_id from round_member where person_id = app.viewer() $$;
create policy see on answer_round for select using ((organisation_id in (select app.my_organisations()) and (
  facilitator_id = (select app.viewer()) or id in (select app.rounds_i_am_in()) or organisation_id in (select app.organisations_as('coordinator'))))
  or organisation_id = (select app.system_of()));

-- What the viewer is to a set: whose it is, with whom it is shared, or who manages the answer of the organisation; null is nothing.
create function app.answers_as(s uuid) returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case
    when a.person_id = app.viewer() then 'own'
    when a.privacy = 'organisation' and a.organisation_id in (select app.organisations_as('coordinator')) then 'manager'
    when a.privacy = 'shared' and a.organisation_id in (select app.my_organisations()) and exists (
      select from answer_consent c where c.set_id = a.id and c.person_id = app.viewer() and c.withdrawn_at is null) then 'adviser'
  end from answer_set a where a.id = s $$;

create function app.begin_answers(new_id uuid, o uuid, q text, v integer, kept_from text, for_household boolean, round uuid,
  key_id text, wrapped_key bytea, sealed bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not (o in (select app.my_organisations())) then return false; end if;
  if not exists (select from questionnaire_privacy p where p.questionnaire = q and p.privacy = kept_from) then return false; end if;
  if kept_from = 'organisation' and not (o in (select app.organisations_as('coordinator'))) then return false; end if;
  if kept_from = 'team' and not exists (
    select from round_member m join answer_round r on r.id = m.round_id
    where m.round_id = round and m.person_id = app.viewer() and r.organisation_id = o and r.questionnaire = q and r.version = v and r.ended_on is null
    for share of r)
  then return false; end if;
  insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, round_id, state, sealed, counted, keep_until)
    values (new_id, o, q, v, kept_from, case when kept_from <> 'organisation' then app.viewer() end, for_household, round, 'open', sealed, false,
      -- Two years, to the first of a month: that ties to no day.
      date_trunc('month', app.today() + interval '25 months')::date);
  insert into answer_key (set_id, master_key_id, wrapped) values (new_id, key_id, wrapped_key);
  return true;
end $$;

create function app.my_answers(o uuid) returns table (id uuid, questionnaire text, version integer, privacy text, household boolean, round_id uuid,
  state text, decided_on date, seen_as text, shared_by text) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.id, a.questionnaire, a.version, a.privacy, a.household, a.round_id, a.state, a.decided_on, app.answers_as(a.id),
    case when app.answers_as(a.id) = 'adviser' then (select p.name from person p where p.id = a.person_id) end
  from answer_set a
  where a.organisation_id = o and (a.person_id = app.viewer()
    or (a.privacy = 'organisation' and o in (select app.organisations_as('coordinator')))
    or (a.privacy = 'shared' and o in (select app.my_organisations())
      and a.id in (select set_id from answer_consent where person_id = app.viewer() and withdrawn_at is null)))
  order by a.questionnaire, a.decided_on desc nulls first, a.id $$;

-- Hands out the answers with their key. Who looks into what somebody else shares, leaves the moment with the consent.
create function app.open_answers(s uuid, to_change boolean) returns table (organisation_id uuid, questionnaire text, version integer, privacy text,
  household boolean, round_id uuid, state text, decided_on date, seen_as text, shared_by text, answers bytea, master_key_id text, wrapped bytea)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare found_as text;
begin
  if to_change then perform from answer_set a where a.id = s for update; end if;
  found_as := app.answers_as(s);
  if found_as is null then return; end if;
  if found_as = 'adviser' then
    update answer_consent c set looked_at = app.now() where c.set_id = s and c.person_id = app.viewer();
  end if;
  return query select a.organisation_id, a.questionnaire, a.version, a.privacy, a.household, a.round_id, a.state, a.decided_on, found_as,
    case when found_as = 'adviser' then (select p.name from person p where p.id = a.person_id) end, a.sealed, k.master_key_id, k.wrapped from answer_set a join answer_key k on k.set_id = a.id where a.id = s;
end $$;

-- Keeps what was answered. What is done changes no more; what is shared is changed by both.
create function app.keep_answers(s uuid, words bytea, finished boolean) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.answers_as(s) is null or (finished and app.answers_as(s) = 'adviser') then return false; end if;
  -- Who ends the round waits for who is finishing; who comes later finds it ended.
  perform from answer_round r where r.id = (select a.round_id from answer_set a where a.id = s) and r.ended_on is null for share;
  update answer_set a set sealed = words, state = case when finished then 'done' else 'open' end,
      decided_on = case when finished and a.privacy in ('organisation', 'shared') then app.today() end
    where a.id = s and a.state = 'open'
      and (a.round_id is null or exists (select from answer_round r where r.id = a.round_id and r.ended_on is null));
  return found;
end $$;

-- What the organisation came to, with the answer on which it decided.
create function app.keep_result(s uuid, part text, got numeric, most_points numeric, n_answered integer, n_asked integer) returns void
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if app.answers_as(s) = 'manager' then
    insert into answer_result (set_id, theme, points, most, answered, asked) values (s, part, got, most_points, n_answered, n_asked);
  end if;
end $$;
create function app.results_of(o uuid, q text) returns table (set_id uuid, version integer, decided_on date, theme text, points numeric, most numeric, answered integer, asked integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.id, a.version, a.decided_on, r.theme, r.points, r.most, r.answered, r.asked
  from answer_result r join answer_set a on a.id = r.set_id
  where a.organisation_id = o and a.questionnaire = q and a.state = 'done' and o in (select app.my_organisations())
  order by a.decided_on, a.id, r.theme $$;

-- Whose it is may do away with it; the answer on which an organisation decided stays as its history.
create function app.forget_answers(s uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  with gone as (
    delete from answer_set a where a.id = s and (app.answers_as(s) = 'own' or (app.answers_as(s) = 'manager' and a.state = 'open'))
    returning a.id, a.organisation_id)
  insert into destroyed_key (id, kind, organisation_id, destroyed_at)
    select g.id, 'answers', g.organisation_id, date_trunc('month', app.now()) from gone g;
  return found;
end $$;

create function app.share_answers(s uuid, other uuid, gives boolean) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not exists (select from answer_set a where a.id = s and a.person_id = app.viewer() and a.privacy = 'shared') then return false; end if;
  -- Taking back never fails: also of who left meanwhile, and may come back.
  if not gives then
    update answer_consent c set withdrawn_at = app.now() where c.set_id = s and c.person_id = other and c.withdrawn_at is null;
    return true;
  end if;
  if other = app.viewer() or not exists (
    select from answer_set a join membership m on m.organisation_id = a.organisation_id and m.person_id = other
    where a.id = s and m.starts <= app.now() and (m.ends is null or m.ends > app.now())) then return false; end if;
  insert into answer_consent (set_id, person_id, given_at) values (s, other, app.now())
    on conflict (set_id, person_id) do update set given_at = app.now(), withdrawn_at = null;
  return true;
end $$;
create function app.consents_of(s uuid) returns table (person_id uuid, name text, given_at timestamptz, withdrawn_at timestamptz, looked_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select c.person_id, p.name, c.given_at, c.withdrawn_at, c.looked_at from answer_consent c join person p on p.id = c.person_id
  where c.set_id = s and app.answers_as(s) = 'own' order by c.given_at, c.person_id $$;

-- For the job that counts private answers, and for nobody else: all that was finished and not told yet, when it is of ten people or more.
create function app.answers_to_count(o uuid, q text, v integer) returns table (id uuid, answers bytea, master_key_id text, wrapped bytea)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  with ready as (
    select distinct on (a.person_id) a.id, a.sealed from answer_set a
    where a.organisation_id = o and o = app.system_of() and a.questionnaire = q and a.version = v
      and a.privacy = 'private' and a.state = 'done' and not a.counted and not a.household
      -- Who was told of is in no other release, also by another set: two releases have nobody in common.
      and not exists (select from answer_counted c where c.mark = app.counted_mark(a.person_id, o, q))
    order by a.person_id, a.id)
  select r.id, r.sealed, k.master_key_id, k.wrapped from ready r join answer_key k on k.set_id = r.id
  where (select count(*) from ready) >= 10 $$;
create function app.release_answers(new_id uuid, o uuid, q text, v integer, sets uuid[], told jsonb) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare n integer;
begin
  if o is distinct from app.system_of() then return false; end if;
  update answer_set a set counted = true where a.id = any (sets) and a.organisation_id = o and a.questionnaire = q and a.version = v
    and a.privacy = 'private' and a.state = 'done' and not a.counted and not a.household;
  get diagnostics n = row_count;
  if n < 10 or n <> cardinality(sets) then raise exception 'these answers cannot be told of'; end if;
  insert into answer_counted (mark, keep_until) select app.counted_mark(a.person_id, o, q), a.keep_until from answer_set a where a.id = any (sets);
  insert into answer_release (id, organisation_id, questionnaire, version, released_on, people, result) values (new_id, o, q, v, app.today(), n / 10 * 10, told);
  return true;
end $$;
create function app.instruments_to_count(o uuid) returns table (questionnaire text, version integer) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.questionnaire, a.version from answer_set a
  where a.organisation_id = o and o = app.system_of() and a.privacy = 'private' and a.state = 'done' and not a.counted and not a.household
  group by 1, 2 $$;
create function app.expire_answers(o uuid) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare n integer;
begin
  delete from answer_set a where a.organisation_id = o and o = app.system_of() and a.keep_until <= app.today();
  get diagnostics n = row_count;
  delete from answer_counted c where o = app.system_of() and c.keep_until <= app.today();
  -- No backup is older than its key, which is destroyed after thirty days.
  delete from destroyed_key d where d.kind = 'answers' and d.organisation_id = o and o = app.system_of() and d.destroyed_at < app.now() - interval '3 months';
  return n;
end $$;

create or replace function app.master_keys_in_use() returns setof text language sql stable security definer set search_path = pg_temp as $$
  select master_key_id from weerbaar.organisation_key union select master_key_id from weerbaar.authenticator
  union select master_key_id from weerbaar.identity_provider union select master_key_id from weerbaar.answer_key $$;

grant execute on function app.known_instruments(), app.known_master_keys(), app.rounds_i_am_in(), app.answers_as(uuid),
  app.begin_answers(uuid, uuid, text, integer, text, boolean, uuid, text, bytea, bytea), app.my_answers(uuid), app.open_answers(uuid, boolean),
  app.keep_answers(uuid, bytea, boolean), app.keep_result(uuid, text, numeric, numeric, integer, integer), app.results_of(uuid, text),
  app.forget_answers(uuid), app.share_answers(uuid, uuid, boolean), app.consents_of(uuid), app.answers_to_count(uuid, text, integer),
  app.release_answers(uuid, uuid, text, integer, uuid[], jsonb), app.instruments_to_count(uuid), app.expire_answers(uuid)
  to weerbaar_app;

-- Nobody chooses the moment at which is told, or they would see who finished last.
create policy not_by_hand on job as restrictive for insert with check (kind <> 'scans_tell' or organisation_id = (select app.system_of()));

-- Every organisation tells of private answers once a week, beginning on the first Monday.
create function app.plan_telling() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  insert into job (id, kind, organisation_id, run_at, attempts, created_at)
    values (gen_random_uuid(), 'scans_tell', new.id, new.created_at, 0, new.created_at);
  return new;
end $$;
create trigger plan_telling after insert on organisation for each row execute function app.plan_telling();
insert into job (id, kind, organisation_id, run_at, attempts, created_at)
  select gen_random_uuid(), 'scans_tell', id, now(), 0, now() from organisation;
