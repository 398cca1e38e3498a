set local search_path = weerbaar, pg_temp;

-- What goes on when something goes wrong: files that break off, jobs that keep failing, links that nobody used.

-- A mail goes with its attachments, also when it never arrived.
alter table file
  drop constraint file_parent_id_fkey,
  add constraint file_parent_id_fkey foreign key (parent_id) references file on delete cascade;
create index file_of_mail on file (parent_id) where parent_id is not null;

-- The pieces of a case, attachments apart. Whoever asks holds the case until the end of the transaction, so that of two
-- pieces that complete at once the second is counted with the first.
create function app.count_pieces(c uuid) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.may_open(c) then raise exception 'not a case that the viewer may open' using errcode = 'insufficient_privilege'; end if;
  perform from incident_case where id = c for no key update;
  return (select count(*) from file where case_id = c and parent_id is null and state = 'complete');
end $$;
grant execute on function app.count_pieces(uuid) to weerbaar_app;

-- A job that failed too often is not tried any more, and not lost either.
alter table job add column set_aside_at timestamptz;
drop index job_due;
create index job_due on job (run_at) where set_aside_at is null;
create index job_set_aside on job (set_aside_at) where set_aside_at is not null;

create or replace function app.claim_job(moment timestamptz)
  returns table (id uuid, kind text, organisation_id uuid, person_id uuid, case_id uuid, detail text, attempts integer)
  language sql security definer set search_path = weerbaar, pg_temp as $$
  select j.id, j.kind, j.organisation_id, j.person_id, j.case_id, j.detail, j.attempts from job j
  where j.run_at <= moment and j.set_aside_at is null
  order by (j.kind like '%mail'), j.run_at, j.id for update skip locked limit 1 $$;
create function app.set_aside_job(j uuid, moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  update job set attempts = attempts + 1, set_aside_at = moment where id = j $$;

-- What was set aside in an organisation, for its administrators. A job without an organisation is about somebody's account,
-- and counts wherever that person works.
create function app.set_aside(o uuid) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select j.id from job j where j.set_aside_at is not null and o in (select app.organisations_as('administrator'))
    and (j.organisation_id = o or (j.organisation_id is null
      and exists (select from membership m where m.person_id = j.person_id and m.organisation_id = o))) $$;
-- Kinds and numbers: an administrator learns of no case and of no person.
create function app.set_aside_kinds(o uuid) returns table (kind text, jobs integer)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select j.kind, count(*)::integer from job j where j.id in (select app.set_aside(o)) group by j.kind $$;
create function app.retry_set_aside(o uuid, moment timestamptz) returns integer language sql security definer set search_path = weerbaar, pg_temp as $$
  with again as (
    update job set set_aside_at = null, attempts = 0, run_at = moment where id in (select app.set_aside(o)) returning id)
  select count(*)::integer from again $$;
grant execute on function app.set_aside_job(uuid, timestamptz), app.set_aside_kinds(uuid), app.retry_set_aside(uuid, timestamptz) to weerbaar_app;

-- Links that were used or ran out go a month later, as sessions go: when somebody signs in.
create or replace function app.start_session(token bytea, person uuid, organisation uuid, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from session where started_at < moment - interval '24 hours';
  delete from one_time_link where coalesce(used_at, expires_at) < moment - interval '30 days';
  insert into session (token_hash, person_id, organisation_id, assurance, started_at, seen_at) values (token, person, organisation, 1, moment, moment) $$;
