set local search_path = weerbaar, pg_temp;

-- Second factors, the sessions that somebody has, and the devices that they come from.

-- Whether the viewer gave two factors, or needs none. Without it nobody has a role in anything: what is left is the own cases.
create function app.assured() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.assurance', true) = '2', false) $$;
grant execute on function app.assured() to weerbaar_app;

-- The questions about roles, each as it was and for who is assured only.
create or replace function app.organisations_as(wanted text) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where app.assured() and person_id = app.viewer() and role = wanted and starts <= app.now() and (ends is null or ends > app.now()) $$;
create or replace function app.my_lines() returns table (organisation_id uuid, line text) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.organisation_id, m.line from membership m
  where app.assured() and person_id = app.viewer() and role = 'coordinator' and starts <= app.now() and (ends is null or ends > app.now()) $$;
create or replace function app.my_units() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select unit_id from membership
  where app.assured() and person_id = app.viewer() and role = 'manager' and starts <= app.now() and (ends is null or ends > app.now()) $$;
create or replace function app.my_desks() returns setof uuid language sql stable security definer rows 2 set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where app.assured() and person_id = app.viewer() and role in ('handler', 'manager') and starts <= app.now() and (ends is null or ends > app.now()) $$;
create or replace function app.handles(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (
    select from participant p where p.case_id = c and p.person_id = app.viewer() and p.ended_at is null and p.role in ('handler', 'deputy', 'duty')
      and p.organisation_id in (select app.my_desks()))
    and not app.is_named(c, app.viewer()) $$;

-- An authenticator app. Its secret is wrapped by the master key, as every key is; last_step is the moment whose code was
-- used last, so that no code is taken twice.
create table authenticator (
  id uuid primary key,
  person_id uuid not null references person,
  master_key_id text not null,
  wrapped bytea not null,
  last_step bigint not null,
  added_at timestamptz not null,
  confirmed_at timestamptz
);
create unique index authenticator_in_use on authenticator (person_id) where confirmed_at is not null;
create unique index authenticator_begun on authenticator (person_id) where confirmed_at is null;

create table passkey (
  id uuid primary key,
  person_id uuid not null references person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index passkey_of_person on passkey (person_id);

-- What a passkey must sign, once; nothing is signed that we did not ask.
create table passkey_challenge (
  challenge_hash bytea primary key,
  person_id uuid references person,
  expires_at timestamptz not null
);
create index passkey_challenge_by_end on passkey_challenge (expires_at);

-- For who has no second factor at hand. given_by: handed over by the privacy officer after a reset, for one day.
create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  given_by uuid references person,
  primary key (person_id, code_hash)
);

-- Somebody whose factors an administrator took away. It goes when a new one is set up.
create table factor_reset (
  person_id uuid primary key references person,
  organisation_id uuid not null references organisation,
  asked_by uuid not null references person,
  asked_at timestamptz not null
);
create index factor_reset_of_organisation on factor_reset (organisation_id);

create table known_device (
  token_hash bytea not null,
  person_id uuid not null references person,
  seen_at timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_device_of_person on known_device (person_id);

alter table authenticator enable row level security;
alter table passkey enable row level security;
alter table passkey_challenge enable row level security;
alter table recovery_code enable row level security;
alter table factor_reset enable row level security;
alter table known_device enable row level security;

-- A session by a name that may stand on a page, and the kind of device it is on.
delete from session;
alter table session add column id uuid not null unique,
  add column device text not null check (device in ('android', 'iphone', 'ipad', 'windows', 'mac', 'linux', 'other'));

drop function app.start_session(bytea, uuid, uuid, timestamptz);
create function app.start_session(token bytea, session_id uuid, person uuid, organisation uuid, level integer, kind text, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from session where started_at < moment - interval '24 hours';
  delete from one_time_link where coalesce(used_at, expires_at) < moment - interval '30 days';
  delete from known_device where seen_at < moment - interval '400 days';
  insert into session (token_hash, id, person_id, organisation_id, assurance, device, started_at, seen_at)
    values (token, session_id, person, organisation, level, kind, moment, moment) $$;

-- As it was, and whether this person has a second factor, or had one that was taken away.
drop function app.session_actor(bytea, timestamptz);
create function app.session_actor(token bytea, moment timestamptz)
  returns table (person_id uuid, name text, organisation_id uuid, organisation_name text, organisation_code text, themed boolean, has_logo boolean, fictitious boolean,
    assurance integer, started_at timestamptz, memberships jsonb, has_factor boolean, was_reset boolean)
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare s session; o organisation; begin
  select * into s from session where token_hash = token;
  if not found then return; end if;
  select * into o from organisation where id = s.organisation_id;
  if s.seen_at <= moment - make_interval(mins => coalesce(o.session_idle_minutes, 30))
     or s.started_at <= moment - make_interval(hours => coalesce(o.session_hours, 12)) then
    delete from session where token_hash = token;
    return;
  end if;
  if s.seen_at < moment - interval '1 minute' then update session set seen_at = moment where token_hash = token; end if;
  return query
    select p.id, p.name, o.id, o.name, o.code, exists (select from organisation_theme t where t.organisation_id = o.id),
      exists (select from organisation_theme t where t.organisation_id = o.id and t.logo is not null), coalesce(o.fictitious, false),
      s.assurance, s.started_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'organisation', m.organisation_id, 'organisationName', mo.name, 'role', m.role,
                  'function', m.function, 'unit', m.unit_id, 'line', m.line) order by m.starts, m.id)
         from membership m join organisation mo on mo.id = m.organisation_id
         where m.person_id = p.id and m.starts <= moment and (m.ends is null or m.ends > moment)), '[]'::jsonb),
      exists (select from authenticator a where a.person_id = p.id and a.confirmed_at is not null) or exists (select from passkey k where k.person_id = p.id),
      exists (select from factor_reset r where r.person_id = p.id)
    from person p where p.id = s.person_id;
end $$;

create function app.own_sessions(token bytea) returns table (id uuid, device text, started_at timestamptz, seen_at timestamptz, here boolean)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select s.id, s.device, s.started_at, s.seen_at, s.token_hash = token from session s where s.person_id = app.viewer() order by s.seen_at desc, s.id $$;
create function app.end_own_session(which uuid) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with ended as (delete from session where id = which and person_id = app.viewer() returning id) select exists (select from ended) $$;
create function app.end_other_sessions(token bytea) returns integer language sql security definer set search_path = weerbaar, pg_temp as $$
  with ended as (delete from session where person_id = app.viewer() and token_hash <> token returning id) select count(*)::integer from ended $$;

create function app.own_authenticators() returns table (id uuid, master_key_id text, wrapped bytea, last_step bigint, added_at timestamptz, confirmed_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select a.id, a.master_key_id, a.wrapped, a.last_step, a.added_at, a.confirmed_at from authenticator a where a.person_id = app.viewer() $$;
create function app.begin_authenticator(new_id uuid, key_id text, wrapped_secret bytea, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into authenticator (id, person_id, master_key_id, wrapped, last_step, added_at) values (new_id, app.viewer(), key_id, wrapped_secret, 0, moment)
    on conflict (person_id) where confirmed_at is null do update
      set id = excluded.id, master_key_id = excluded.master_key_id, wrapped = excluded.wrapped, last_step = 0, added_at = excluded.added_at $$;

-- Takes one code, once: of two at the same moment the second waits for the row and finds that the step is used.
create function app.use_step(which uuid, step bigint) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with used as (update authenticator set last_step = step where id = which and person_id = app.viewer() and last_step < step returning id)
  select exists (select from used) $$;
-- The new one takes the place of the old one, and ends what an administrator took away.
create function app.confirm_authenticator(which uuid, step bigint, moment timestamptz) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  perform from authenticator where id = which and person_id = app.viewer() and confirmed_at is null for update;
  if not found then return false; end if;
  delete from authenticator where person_id = app.viewer() and confirmed_at is not null;
  update authenticator set confirmed_at = moment, last_step = step where id = which;
  delete from factor_reset where person_id = app.viewer();
  return true;
end $$;

create function app.make_recovery_codes(hashes bytea[], moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from recovery_code where person_id = app.viewer();
  insert into recovery_code (person_id, code_hash, made_at) select app.viewer(), h, moment from unnest(hashes) h $$;
create function app.own_recovery_codes() returns integer language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select count(*)::integer from recovery_code where person_id = app.viewer() and given_by is null $$;
create function app.use_recovery_code(hash bytea, moment timestamptz) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with used as (delete from recovery_code where person_id = app.viewer() and code_hash = hash returning expires_at)
  select exists (select from used where expires_at is null or expires_at > moment) $$;

create function app.ask_passkey(hash bytea, moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from passkey_challenge where expires_at < moment;
  insert into passkey_challenge (challenge_hash, person_id, expires_at) values (hash, app.viewer(), moment + interval '10 minutes') $$;
-- Asked by the same viewer, or by nobody; good once.
create function app.use_passkey_challenge(hash bytea, moment timestamptz) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with used as (delete from passkey_challenge where challenge_hash = hash and person_id is not distinct from app.viewer() returning expires_at)
  select exists (select from used where expires_at > moment) $$;
create function app.own_passkeys() returns table (id uuid, credential_id bytea, added_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select k.id, k.credential_id, k.added_at, k.used_at from passkey k where k.person_id = app.viewer() order by k.added_at, k.id $$;
create function app.add_passkey(new_id uuid, credential bytea, key bytea, signatures bigint, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into passkey (id, person_id, credential_id, public_key, counter, added_at) values (new_id, app.viewer(), credential, key, signatures, moment);
  delete from factor_reset where person_id = app.viewer() $$;
create function app.remove_passkey(which uuid) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with gone as (delete from passkey where id = which and person_id = app.viewer() returning id) select exists (select from gone) $$;
create function app.passkey_for_sign_in(credential bytea) returns table (person_id uuid, public_key bytea, counter bigint)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select k.person_id, k.public_key, k.counter from passkey k where k.credential_id = credential $$;
create function app.use_passkey(credential bytea, signatures bigint, moment timestamptz) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with used as (update passkey set counter = signatures, used_at = moment
    where credential_id = credential and (counter < signatures or (counter = 0 and signatures = 0)) returning id)
  select exists (select from used) $$;

-- Remembers the device that somebody came from. A token that we never gave is not taken over: returns whether it was known
-- for this person ('known'), is the first one at all ('first') or a new one ('new').
create function app.meet_device(person uuid, token bytea, moment timestamptz) returns text
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare had boolean; begin
  update known_device set seen_at = moment where token_hash = token and person_id = person;
  if found then return 'known'; end if;
  had := exists (select from known_device where person_id = person);
  insert into known_device (token_hash, person_id, seen_at) values (token, person, moment);
  return case when had then 'new' else 'first' end;
end $$;
create function app.is_given_device(token bytea) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from known_device where token_hash = token) $$;
create function app.knows_device(token bytea, address text) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from known_device d join person p on p.id = d.person_id where d.token_hash = token and p.email = lower(address)) $$;

-- Takes away every second factor of a colleague, and every session and device with them. It opens nothing: what comes in its
-- place is a code that the privacy officer gives, who is never an administrator.
create function app.reset_factors(person uuid, o uuid, moment timestamptz) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o not in (select app.organisations_as('administrator')) or person = app.viewer()
     or not exists (select from membership m where m.person_id = person and m.organisation_id = o and m.starts <= moment and (m.ends is null or m.ends > moment)) then
    raise exception 'only an administrator does this, for a colleague' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from authenticator a where a.person_id = person and a.confirmed_at is not null)
     and not exists (select from passkey k where k.person_id = person) then return false; end if;
  insert into factor_reset (person_id, organisation_id, asked_by, asked_at) values (person, o, app.viewer(), moment)
    on conflict (person_id) do nothing;
  delete from authenticator where person_id = person;
  delete from passkey where person_id = person;
  delete from recovery_code where person_id = person;
  delete from known_device where person_id = person;
  delete from session where person_id = person;
  return true;
end $$;
-- Whom an administrator may reset, and who waits for a code: for who acts on it.
create function app.factor_state(person uuid, o uuid) returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case
    when exists (select from factor_reset r where r.person_id = person) then 'reset'
    when exists (select from authenticator a where a.person_id = person and a.confirmed_at is not null)
      or exists (select from passkey k where k.person_id = person) then 'set'
    else 'none' end
  where o in (select app.organisations_as('administrator'))
    and exists (select from membership m where m.person_id = person and m.organisation_id = o) $$;
create function app.awaiting_code(o uuid) returns table (person_id uuid, name text, asked_by uuid, asked_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select r.person_id, p.name, r.asked_by, r.asked_at from factor_reset r join person p on p.id = r.person_id
  where r.organisation_id = o and r.person_id <> app.viewer() and o in (select app.organisations_as('privacy_officer')) order by r.asked_at, p.id $$;
create function app.give_code(person uuid, o uuid, hash bytea, moment timestamptz) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if person not in (select a.person_id from app.awaiting_code(o) a) then return false; end if;
  delete from recovery_code where person_id = person;
  insert into recovery_code (person_id, code_hash, made_at, expires_at, given_by) values (person, hash, moment, moment + interval '1 day', app.viewer());
  return true;
end $$;

create or replace function app.master_keys_in_use() returns setof text language sql stable security definer set search_path = pg_temp as $$
  select master_key_id from weerbaar.organisation_key union select master_key_id from weerbaar.authenticator $$;

grant execute on function app.start_session(bytea, uuid, uuid, uuid, integer, text, timestamptz), app.session_actor(bytea, timestamptz),
  app.own_sessions(bytea), app.end_own_session(uuid), app.end_other_sessions(bytea),
  app.own_authenticators(), app.begin_authenticator(uuid, text, bytea, timestamptz), app.use_step(uuid, bigint),
  app.confirm_authenticator(uuid, bigint, timestamptz), app.make_recovery_codes(bytea[], timestamptz), app.own_recovery_codes(),
  app.use_recovery_code(bytea, timestamptz), app.ask_passkey(bytea, timestamptz), app.use_passkey_challenge(bytea, timestamptz),
  app.own_passkeys(), app.add_passkey(uuid, bytea, bytea, bigint, timestamptz), app.remove_passkey(uuid),
  app.passkey_for_sign_in(bytea), app.use_passkey(bytea, bigint, timestamptz),
  app.meet_device(uuid, bytea, timestamptz), app.is_given_device(bytea), app.knows_device(bytea, text),
  app.reset_factors(uuid, uuid, timestamptz), app.factor_state(uuid, uuid), app.awaiting_code(uuid), app.give_code(uuid, uuid, bytea, timestamptz)
  to weerbaar_app;
