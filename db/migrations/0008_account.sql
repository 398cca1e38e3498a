set local search_path = weerbaar, pg_temp;

-- Who was invited and has not chosen a password yet: for the administrators of that organisation and for its jobs. Says
-- nothing else about an account, and nothing about people of other organisations.
create function app.without_password(o uuid) returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct m.person_id from membership m
  where m.organisation_id = o and (o in (select app.organisations_as('administrator')) or o = app.system_of())
    and not exists (select from credential c where c.person_id = m.person_id) $$;
grant execute on function app.without_password(uuid) to weerbaar_app;

-- A generated column is computed with the rights of who inserts: without this nobody can write an audit entry.
grant execute on function app.utc(text) to weerbaar_app;
