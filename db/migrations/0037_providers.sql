set local search_path = weerbaar, pg_temp;

-- Signing in through an organisation's own identity provider (OpenID Connect). Read and changed by the functions below only.

-- What an administrator filled in. It counts when the privacy officer approved exactly this: who chooses the provider could
-- otherwise come in as anybody (decision 0028). The secret is sealed under a key that the master key wraps.
create table identity_provider (
  organisation_id uuid primary key references organisation,
  issuer text not null check (length(issuer) between 1 and 500),
  client_id text not null check (length(client_id) between 1 and 200),
  method text not null check (method in ('client_secret_basic', 'private_key_jwt')),
  two_factor_acr text not null,
  domains text not null,
  master_key_id text not null,
  wrapped bytea not null,
  secret bytea not null,
  public_key text check ((public_key is not null) = (method = 'private_key_jwt')),
  version integer not null,
  approved_at timestamptz,
  approved_by uuid references person,
  check ((approved_at is null) = (approved_by is null))
);

-- Who somebody is at a provider. The subject is kept as a hash with its issuer: another provider is another person.
create table provider_identity (
  organisation_id uuid not null references organisation,
  subject_hash bytea not null check (length(subject_hash) = 32),
  person_id uuid not null references person,
  origin text not null check (origin in ('own', 'invitation', 'rule')),
  linked_at timestamptz not null,
  primary key (organisation_id, subject_hash),
  unique (person_id, organisation_id)
);

-- Somebody who went to a provider and is to come back: once, within ten minutes, in the same browser, to the same provider as it was then.
create table provider_attempt (
  state_hash bytea primary key,
  browser_hash bytea not null,
  organisation_id uuid not null references organisation,
  version integer not null,
  person_id uuid references person,
  link_hash bytea,
  onward text not null,
  expires_at timestamptz not null
);
create index provider_attempt_by_end on provider_attempt (expires_at);

alter table identity_provider enable row level security;
alter table provider_identity enable row level security;
alter table provider_attempt enable row level security;

create function app.has_membership(person uuid, o uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from membership m where m.person_id = person and m.organisation_id = o and m.starts <= moment and (m.ends is null or m.ends > moment)) $$;

-- What is set, for who arranges or approves it. No secret is in it.
create function app.provider_settings(o uuid)
  returns table (issuer text, client_id text, method text, two_factor_acr text, domains text, public_key text, version integer, approved_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select i.issuer, i.client_id, i.method, i.two_factor_acr, i.domains, i.public_key, i.version, i.approved_at from identity_provider i
  where i.organisation_id = o
    and (o in (select app.organisations_as('administrator')) or o in (select app.organisations_as('privacy_officer'))) $$;

-- Every change takes the approval away. Without a new secret the one before stays, but never for another issuer.
create function app.put_provider(o uuid, new_issuer text, new_client text, new_method text, acr text, mail_domains text,
  key_id text, wrapped_key bytea, sealed bytea, jwk text) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o not in (select app.organisations_as('administrator')) then
    raise exception 'only an administrator does this' using errcode = 'insufficient_privilege';
  end if;
  if sealed is null then
    update identity_provider set client_id = new_client, two_factor_acr = acr, domains = mail_domains, version = version + 1,
      approved_at = null, approved_by = null
      where organisation_id = o and issuer = new_issuer and method = new_method;
    return found;
  end if;
  -- Who somebody was at another provider says nothing here.
  delete from provider_identity p using identity_provider i where p.organisation_id = o and i.organisation_id = o and i.issuer <> new_issuer;
  insert into identity_provider as i (organisation_id, issuer, client_id, method, two_factor_acr, domains, master_key_id, wrapped, secret, public_key, version)
    values (o, new_issuer, new_client, new_method, acr, mail_domains, key_id, wrapped_key, sealed, jwk, 1)
    on conflict (organisation_id) do update set issuer = new_issuer, client_id = new_client, method = new_method, two_factor_acr = acr,
      domains = mail_domains, master_key_id = key_id, wrapped = wrapped_key, secret = sealed, public_key = jwk,
      version = i.version + 1, approved_at = null, approved_by = null;
  return true;
end $$;

-- Approved is what was looked at: a change in between is not. Who is an administrator of the same organisation never approves.
create function app.approve_provider(o uuid, seen integer, moment timestamptz) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o not in (select app.organisations_as('privacy_officer')) or o in (select app.organisations_as('administrator')) then return false; end if;
  update identity_provider set approved_at = moment, approved_by = app.viewer()
    where organisation_id = o and version = seen and approved_at is null;
  return found;
end $$;
create function app.stop_provider(o uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o not in (select app.organisations_as('administrator')) and o not in (select app.organisations_as('privacy_officer')) then return false; end if;
  delete from provider_attempt where organisation_id = o;
  update identity_provider set approved_at = null, approved_by = null, version = version + 1
    where organisation_id = o and approved_at is not null;
  return found;
end $$;

-- At the door: which organisations can be chosen, and what is needed to ask their provider.
create function app.providers() returns table (organisation_id uuid, name text) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select o.id, o.name from identity_provider i join organisation o on o.id = i.organisation_id where i.approved_at is not null order by o.name, o.id $$;
create function app.provider_key(o uuid) returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select i.public_key from identity_provider i where i.organisation_id = o $$;
create function app.provider_at(o uuid)
  returns table (issuer text, client_id text, method text, two_factor_acr text, domains text, master_key_id text, wrapped bytea, secret bytea, version integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select i.issuer, i.client_id, i.method, i.two_factor_acr, i.domains, i.master_key_id, i.wrapped, i.secret, i.version from identity_provider i
  where i.organisation_id = o and (i.approved_at is not null or o in (select app.organisations_as('administrator'))) $$;

create function app.begin_attempt(state bytea, browser bytea, o uuid, seen integer, link bytea, path text, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from provider_attempt where expires_at < moment;
  insert into provider_attempt (state_hash, browser_hash, organisation_id, version, person_id, link_hash, onward, expires_at)
    values (state, browser, o, seen, app.viewer(), link, path, moment + interval '10 minutes') $$;
-- Good once, and only in the browser that began it: what another browser sends uses nothing up.
create function app.use_attempt(state bytea, browser bytea, o uuid, moment timestamptz) returns table (person_id uuid, link_hash bytea, onward text)
  language sql security definer set search_path = weerbaar, pg_temp as $$
  with used as (delete from provider_attempt where state_hash = state and browser_hash = browser and organisation_id = o returning *)
  select u.person_id, u.link_hash, u.onward from used u join identity_provider i on i.organisation_id = u.organisation_id
  where u.expires_at > moment and i.version = u.version and i.approved_at is not null $$;

-- Whose account it is, while that person works for this organisation.
create function app.identity_person(o uuid, subject bytea, moment timestamptz) returns table (person_id uuid, was_reset boolean)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select p.person_id, exists (select from factor_reset r where r.person_id = p.person_id) from provider_identity p
  where p.organisation_id = o and p.subject_hash = subject and app.has_membership(p.person_id, o, moment) $$;
-- By the person who is signed in, or by the one-time invitation, which is used up by it. An account that is somebody else's is not taken over.
create function app.link_identity(o uuid, subject bytea, link bytea, moment timestamptz) returns uuid
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare person uuid := app.viewer(); begin
  if link is not null then
    select l.person_id into person from one_time_link l
      where l.token_hash = link and l.purpose = 'invitation' and l.used_at is null and l.expires_at > moment for update;
  end if;
  if person is null or not app.has_membership(person, o, moment) then return null; end if;
  if exists (select from provider_identity where organisation_id = o and subject_hash = subject and person_id <> person) then return null; end if;
  delete from provider_identity where organisation_id = o and person_id = person;
  insert into provider_identity (organisation_id, subject_hash, person_id, origin, linked_at)
    values (o, subject, person, case when link is null then 'own' else 'invitation' end, moment);
  if link is not null then update one_time_link set used_at = moment where person_id = person and purpose = 'invitation' and used_at is null; end if;
  return person;
end $$;
-- By the rule of the administrator that the privacy officer approved: an address in one of the domains, that the provider says it verified,
-- of somebody who works for this organisation and for no other, and was not linked before.
create function app.link_by_rule(o uuid, subject bytea, address text, moment timestamptz) returns uuid
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare person uuid; begin
  if not exists (select from identity_provider i where i.organisation_id = o and i.approved_at is not null
      and split_part(lower(address), '@', 2) = any (string_to_array(i.domains, ' '))) then return null; end if;
  select p.id into person from person p where p.email = lower(address) and app.has_membership(p.id, o, moment)
    and not exists (select from membership m where m.person_id = p.id and m.organisation_id <> o and (m.ends is null or m.ends > moment))
    and not exists (select from provider_identity i where i.organisation_id = o and (i.person_id = p.id or i.subject_hash = subject));
  if person is null then return null; end if;
  insert into provider_identity (organisation_id, subject_hash, person_id, origin, linked_at) values (o, subject, person, 'rule', moment);
  return person;
end $$;
create function app.own_identities() returns table (organisation_id uuid, linked_at timestamptz) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select organisation_id, linked_at from provider_identity where person_id = app.viewer() $$;
create function app.unlink_identity(o uuid) returns boolean language sql security definer set search_path = weerbaar, pg_temp as $$
  with gone as (delete from provider_identity where organisation_id = o and person_id = app.viewer() returning person_id) select exists (select from gone) $$;

create or replace function app.master_keys_in_use() returns setof text language sql stable security definer set search_path = pg_temp as $$
  select master_key_id from weerbaar.organisation_key union select master_key_id from weerbaar.authenticator
  union select master_key_id from weerbaar.identity_provider $$;

grant execute on function app.provider_settings(uuid), app.put_provider(uuid, text, text, text, text, text, text, bytea, bytea, text),
  app.approve_provider(uuid, integer, timestamptz), app.stop_provider(uuid), app.providers(), app.provider_key(uuid), app.provider_at(uuid),
  app.begin_attempt(bytea, bytea, uuid, integer, bytea, text, timestamptz), app.use_attempt(bytea, bytea, uuid, timestamptz),
  app.identity_person(uuid, bytea, timestamptz), app.link_identity(uuid, bytea, bytea, timestamptz),
  app.link_by_rule(uuid, bytea, text, timestamptz), app.own_identities(), app.unlink_identity(uuid)
  to weerbaar_app;
