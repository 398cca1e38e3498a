set local search_path = weerbaar, pg_temp;

-- As app.reset_factors: of a colleague of today. Of who left, an administrator takes nothing away, and is not asked to.
create or replace function app.factor_state(person uuid, o uuid) returns text language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select case
    when exists (select from factor_reset r where r.person_id = person) then 'reset'
    when exists (select from authenticator a where a.person_id = person and a.confirmed_at is not null)
      or exists (select from passkey k where k.person_id = person) then 'set'
    else 'none' end
  where o in (select app.organisations_as('administrator'))
    and exists (select from membership m where m.person_id = person and m.organisation_id = o
      and m.starts <= app.now() and (m.ends is null or m.ends > app.now())) $$;
