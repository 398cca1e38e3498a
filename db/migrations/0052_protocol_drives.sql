set local search_path = weerbaar, pg_temp;

-- Which part of the protocol a report followed goes by its function and line, and with it how long it is kept.
drop function app.retention_facts(uuid);
create function app.retention_facts(o uuid) returns table (case_id uuid, incident_id uuid, reference text, category text, outcome text,
    reported_at timestamptz, ended_at timestamptz, repeats uuid, held boolean, function text, line text)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select c.id, c.incident_id, c.reference, c.category, case when c.state = 'closed' then c.outcome else c.state end,
    c.reported_at, c.closed_at, c.duplicate_of, exists (select from legal_hold h where h.case_id = c.id and h.ended_at is null),
    c.function, c.line
  from incident_case c
  where c.organisation_id = o and c.reported_at is not null and c.closed_at is not null
    and (o = app.system_of() or o in (select app.organisations_as('archivist')) or o in (select app.organisations_as('privacy_officer')))
    and c.id not in (select app.barred_cases()) $$;
revoke execute on function app.retention_facts(uuid) from public;
grant execute on function app.retention_facts(uuid) to weerbaar_app;
