set local search_path = weerbaar, pg_temp;

-- There is one way to destroy: app.destroy_incident (migration 0034), which asks app.may_destroy. What happened together goes
-- together, so that no incident of which a case went must get another key.
drop function app.destroy_key(uuid);
drop function app.incident_to_rekey(uuid);
drop function app.rekey_incident(uuid, bytea, integer, uuid[], bytea[], uuid[], bytea[]);

-- An incident that its last case has left, as that was joined with another, has nothing that its key opens, but in older backups.
-- It goes at once, so that destroying the case later leaves no key behind.
create function app.forget_empty_incident() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  delete from incident_key where incident_id = old.incident_id
    and not exists (select from incident_case where incident_id = old.incident_id);
  return null;
end $$;
create trigger forget_empty_incident after update of incident_id on incident_case
  for each row when (old.incident_id <> new.incident_id) execute function app.forget_empty_incident();
delete from incident_key k where not exists (select from incident_case c where c.incident_id = k.incident_id);

-- In a backup from before cases were joined each of them has an incident of its own: its key goes with that of its last case.
create or replace function app.reapply_destruction() returns integer language plpgsql set search_path = weerbaar, pg_temp as $$
declare n integer; begin
  delete from case_words where case_id in (select id from destroyed_key where kind = 'case');
  delete from file_chunk where file_id in (select f.id from file f where f.case_id in (select id from destroyed_key where kind = 'case'));
  delete from file where case_id in (select id from destroyed_key where kind = 'case');
  delete from incident_key where incident_id in (select id from destroyed_key where kind = 'incident');
  delete from case_key where case_id in (select id from destroyed_key where kind = 'case');
  get diagnostics n = row_count;
  delete from incident_key where incident_id in (
    select c.incident_id from incident_case c join destroyed_key d on d.kind = 'case' and d.id = c.id
    where not exists (select from incident_case o join case_key k on k.case_id = o.id where o.incident_id = c.incident_id));
  return n;
end $$;
