-- What a server asks before it listens, when nobody is signed in: with fewer migrations than its code, or without the
-- master key of an organisation, it would fail in the middle of somebody's report. Names and ids only.
create function app.applied_migrations() returns setof text language sql stable security definer set search_path = pg_temp as $$
  select name from public.migration $$;
create function app.master_keys_in_use() returns setof text language sql stable security definer set search_path = pg_temp as $$
  select distinct master_key_id from weerbaar.organisation_key $$;
grant execute on function app.applied_migrations(), app.master_keys_in_use() to weerbaar_app;
