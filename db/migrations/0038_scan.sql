set local search_path = weerbaar, pg_temp;

-- What a malware scanner said of a file: nothing yet, that it is clean, or that it holds malware and which. No update of it is
-- granted: only a job writes it, through the function below.
alter table file
  add column scan text check (scan in ('clean', 'infected')),
  add column scanned_at timestamptz,
  -- The name that the scanner gives it; no word of who reports.
  add column malware text check (malware ~ '^[A-Za-z0-9._-]{1,120}$'),
  add constraint scanned_whole check (
    (scan is null) = (scanned_at is null) and (malware is not null) = (scan is not distinct from 'infected')
    and (scan is null or state = 'complete'));
-- For when a server starts: nearly every file is clean.
create index file_not_clean on file (id) where state = 'complete' and scan is distinct from 'clean';

-- The key of one file, for a job of its organisation, as long as the file is not clean: wrapped by the key of its incident.
create function app.file_to_scan(f uuid)
  returns table (case_id uuid, incident_id uuid, chunks integer, wrapped_key bytea, wrapped bytea, key_version integer, master_key_id text, organisation_key bytea)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select it.case_id, it.incident_id, it.chunks, it.wrapped_key, k.wrapped, k.key_version, g.master_key_id, g.wrapped
  from file it join incident_key k on k.incident_id = it.incident_id
  join organisation_key g on g.organisation_id = k.organisation_id and g.version = k.key_version
  where it.id = f and it.organisation_id = app.system_of() and it.state = 'complete' and it.scan is distinct from 'clean' $$;

-- What came of it, with its entry in the trail of the case. A file that is clean stays so.
create function app.record_scan(f uuid, named text, entry text, salt bytea) returns void
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare c uuid; begin
  update file set scan = case when named is null then 'clean' else 'infected' end, malware = named, scanned_at = app.now()
    where id = f and organisation_id = app.system_of() and state = 'complete' and scan is distinct from 'clean'
    returning case_id into c;
  if c is null then
    raise exception 'only a job records what a scanner said, of a file that is not clean' using errcode = 'insufficient_privilege';
  end if;
  if (entry::jsonb) ->> 'actor' is not null or (entry::jsonb) ->> 'case' is distinct from c::text
     or (entry::jsonb) ->> 'object' is distinct from f::text or (entry::jsonb) ->> 'organisation' is distinct from app.system_of()::text
     or (entry::jsonb) ->> 'result' is distinct from 'done'
     or (entry::jsonb) ->> 'action' is distinct from (case when named is null then 'evidence.scan_clean' else 'evidence.scan_infected' end) then
    raise exception 'the entry does not say what was done' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_entry (entry, salt) values (record_scan.entry, record_scan.salt);
end $$;

-- When a server with a scanner starts: a job for every file that is not clean, with the id of the file, so that there is one. What came
-- in before there was a scanner is scanned, what was put off or set aside is tried again, and what a newer scanner does not
-- call malware any more is clean. What another server is at work on is left to it.
create function app.queue_scans(moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into job (id, kind, organisation_id, case_id, run_at, attempts, created_at)
    select id, 'scan_file', organisation_id, case_id, moment, 0, moment from file where state = 'complete' and scan is distinct from 'clean'
    on conflict (id) do nothing;
  update job set run_at = moment, attempts = 0, set_aside_at = null where id in (
    select id from job where kind = 'scan_file' and (run_at > moment or set_aside_at is not null) for update skip locked) $$;
grant execute on function app.file_to_scan(uuid), app.record_scan(uuid, text, text, bytea), app.queue_scans(timestamptz) to weerbaar_app;

-- After the mails: a scanner that takes long must not hold up who is asked to act.
create or replace function app.claim_job(moment timestamptz)
  returns table (id uuid, kind text, organisation_id uuid, person_id uuid, case_id uuid, detail text, attempts integer)
  language sql security definer set search_path = weerbaar, pg_temp as $$
  select j.id, j.kind, j.organisation_id, j.person_id, j.case_id, j.detail, j.attempts from job j
  where j.run_at <= moment and j.set_aside_at is null
  order by (j.kind = 'scan_file'), (j.kind like '%mail'), j.run_at, j.id for update skip locked limit 1 $$;
