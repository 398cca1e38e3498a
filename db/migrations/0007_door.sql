set local search_path = weerbaar, pg_temp;

-- Where nobody is signed in yet. Each function does one thing and tells no more than the page needs.

create function app.account_for_sign_in(address text) returns table (person_id uuid, password_hash text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select p.id, c.password_hash from person p join credential c on c.person_id = p.id where p.email = lower(address) $$;

-- Sessions that nobody ended go when somebody signs in after the longest that one may last.
create function app.start_session(token bytea, person uuid, organisation uuid, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from session where started_at < moment - interval '24 hours';
  insert into session (token_hash, person_id, organisation_id, assurance, started_at, seen_at) values (token, person, organisation, 1, moment, moment) $$;

-- Who this session is, with today's roles; writes at most once a minute. Nothing for a session that idled or aged out.
create function app.session_actor(token bytea, moment timestamptz)
  returns table (person_id uuid, name text, organisation_id uuid, organisation_name text, organisation_code text, themed boolean, has_logo boolean, fictitious boolean,
    assurance integer, started_at timestamptz, memberships jsonb)
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
         where m.person_id = p.id and m.starts <= moment and (m.ends is null or m.ends > moment)), '[]'::jsonb)
    from person p where p.id = s.person_id;
end $$;

create function app.choose_organisation(token bytea, organisation uuid, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  update session s set organisation_id = organisation where s.token_hash = token
    and exists (select from membership m where m.person_id = s.person_id and m.organisation_id = organisation
      and m.starts <= moment and (m.ends is null or m.ends > moment)) $$;

create function app.end_session(token bytea) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from session where token_hash = token $$;

create function app.first_organisation(person uuid, moment timestamptz) returns uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.organisation_id from membership m where m.person_id = person and m.starts <= moment and (m.ends is null or m.ends > moment)
  order by m.starts, m.id limit 1 $$;

-- The same writes for an unknown address as for a known one: a job either way.
create function app.ask_reset(address text, job_id uuid, moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into job (id, kind, organisation_id, person_id, case_id, detail, run_at, attempts, created_at)
  select job_id, 'link_mail', null, (select id from person where email = lower(address)), null, 'reset', moment, 0, moment $$;

create function app.add_link(token bytea, person uuid, what text, expires timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into one_time_link (token_hash, person_id, purpose, expires_at) values (token, person, what, expires) $$;

create function app.link_person(token bytea, what text, moment timestamptz) returns table (person_id uuid, name text, email text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select p.id, p.name, p.email from one_time_link l join person p on p.id = l.person_id
  where l.token_hash = token and l.purpose = what and l.used_at is null and l.expires_at > moment $$;

-- Sets the password, uses up this link and every other of that person, and ends all sessions: one step, once.
create function app.use_link(token bytea, what text, new_hash text, moment timestamptz) returns uuid
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare person uuid; begin
  update one_time_link set used_at = moment
    where token_hash = token and purpose = what and used_at is null and expires_at > moment returning person_id into person;
  if person is null then return null; end if;
  update one_time_link set used_at = moment where person_id = person and used_at is null;
  insert into credential (person_id, password_hash, changed_at) values (person, new_hash, moment)
    on conflict (person_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at;
  delete from session where person_id = person;
  return person;
end $$;

-- A changed password ends every other session.
create function app.change_password(token bytea, new_hash text, moment timestamptz) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  update credential set password_hash = new_hash, changed_at = moment where person_id = app.viewer();
  delete from session where person_id = app.viewer() and token_hash <> token;
end $$;

create function app.own_password_hash() returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select password_hash from credential where person_id = app.viewer() $$;

-- Somebody who works elsewhere already has an account: an administrator may add a membership, and learns only the id.
create function app.person_by_email(address text) returns uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select id from person where email = lower(address) and exists (select app.organisations_as('administrator')) $$;

create function app.public_theme(c text) returns table (tokens jsonb, logo bytea, logo_type text, changed_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select t.tokens, t.logo, t.logo_type, t.changed_at from organisation_theme t join organisation o on o.id = t.organisation_id where o.code = c $$;

-- Who was invited and has not chosen a password yet: for the administrators of that organisation and for its jobs. Says
-- nothing else about an account, and nothing about people of other organisations.
create function app.without_password(o uuid) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct m.person_id from membership m
  where m.organisation_id = o and (o in (select app.organisations_as('administrator')) or o = app.system_of())
    and not exists (select from credential c where c.person_id = m.person_id) $$;

grant execute on function app.without_password(uuid), app.account_for_sign_in(text), app.start_session(bytea, uuid, uuid, timestamptz), app.session_actor(bytea, timestamptz),
  app.choose_organisation(bytea, uuid, timestamptz), app.end_session(bytea), app.first_organisation(uuid, timestamptz),
  app.ask_reset(text, uuid, timestamptz), app.add_link(bytea, uuid, text, timestamptz), app.link_person(bytea, text, timestamptz),
  app.use_link(bytea, text, text, timestamptz), app.change_password(bytea, text, timestamptz), app.own_password_hash(),
  app.person_by_email(text), app.public_theme(text) to weerbaar_app;
