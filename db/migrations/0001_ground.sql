-- Two schemas: weerbaar holds the tables, app the questions that policies and the application ask of them.
-- The application signs in as weerbaar_app, which owns nothing and bypasses nothing.
create schema weerbaar;
create schema app;

do $$ begin
  if not exists (select from pg_roles where rolname = 'weerbaar_app') then
    create role weerbaar_app login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls;
  end if;
end $$;

revoke all on schema public from public;
grant usage on schema weerbaar, app to weerbaar_app;
alter default privileges revoke execute on functions from public;

-- Who is looking, on whose behalf and when: set per transaction by db.as. After a transaction that used
-- set_config(…, true) the setting is '' and not NULL on that connection, hence nullif.
create function app.viewer() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.viewer', true), '')::uuid $$;
create function app.now() returns timestamptz language sql stable parallel safe
  as $$ select nullif(current_setting('app.now', true), '')::timestamptz $$;
-- The organisation for which a job works; a job has no person as its viewer.
create function app.system_of() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.system', true), '')::uuid $$;
grant execute on function app.viewer(), app.now(), app.system_of() to weerbaar_app;
