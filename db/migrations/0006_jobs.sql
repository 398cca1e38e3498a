set local search_path = weerbaar, pg_temp;

-- The claim is the row lock, held while the job runs. The payload holds ids only.
create table job (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]{2,40}$'),
  organisation_id uuid references organisation,
  person_id uuid references person,
  case_id uuid,
  detail text check (detail ~ '^[a-z_]{2,40}$'),
  run_at timestamptz not null,
  attempts integer not null,
  created_at timestamptz not null,
  check (case_id is null or organisation_id is not null),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index job_due on job (run_at);

alter table job enable row level security;
grant insert on job to weerbaar_app;
create policy add on job for insert with check (
  organisation_id = (select app.system_of())
  or (case_id is null and organisation_id in (select app.my_organisations()))
  or case_id in (select app.my_cases())
  or (organisation_id is null and case_id is null and person_id = (select app.viewer())));

-- Not even a mail that something waits reaches the person named as the one who did it, whatever their role on the line.
create function app.guard_job() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if exists (select from barred b where b.case_id = new.case_id and b.person_id = new.person_id) then return null; end if;
  return new;
end $$;
create trigger guard_job before insert on job for each row execute function app.guard_job();

-- Mails last: a mail server that does not answer must not hold up who is asked to act.
create function app.claim_job(moment timestamptz)
  returns table (id uuid, kind text, organisation_id uuid, person_id uuid, case_id uuid, detail text, attempts integer)
  language sql security definer set search_path = weerbaar, pg_temp as $$
  select j.id, j.kind, j.organisation_id, j.person_id, j.case_id, j.detail, j.attempts from job j
  where j.run_at <= moment order by (j.kind like '%mail'), j.run_at, j.id for update skip locked limit 1 $$;
create function app.finish_job(j uuid) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  delete from job where id = j $$;
create function app.postpone_job(j uuid, moment timestamptz) returns void language sql security definer set search_path = weerbaar, pg_temp as $$
  update job set attempts = attempts + 1, run_at = moment where id = j $$;
grant execute on function app.claim_job(timestamptz), app.finish_job(uuid), app.postpone_job(uuid, timestamptz) to weerbaar_app;
