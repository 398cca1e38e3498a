set local search_path = weerbaar, pg_temp;

create function app.utc(stamp text) returns timestamptz language sql immutable strict parallel safe
  as $$ select stamp::timestamptz $$;
-- A generated column is computed with the rights of who inserts: without this nobody can write an entry.
grant execute on function app.utc(text) to weerbaar_app;

-- Append-only. The entry is the canonical text that is hashed; the columns are read from it, never the other way
-- round. The salt lets retention remove a row while its leaf in the tree stays.
create table audit_entry (
  id bigint generated always as identity primary key,
  entry text not null check (length(entry) <= 4000),
  salt bytea not null check (length(salt) = 16),
  action text not null generated always as ((entry::jsonb) ->> 'action') stored,
  result text not null generated always as ((entry::jsonb) ->> 'result') stored check (result in ('done', 'refused')),
  at timestamptz not null generated always as (app.utc((entry::jsonb) ->> 'at')) stored,
  actor_id uuid generated always as (((entry::jsonb) ->> 'actor')::uuid) stored,
  organisation_id uuid generated always as (((entry::jsonb) ->> 'organisation')::uuid) stored,
  case_id uuid generated always as (((entry::jsonb) ->> 'case')::uuid) stored,
  object text generated always as ((entry::jsonb) ->> 'object') stored
);
create index audit_of_case on audit_entry (case_id, at) where case_id is not null;
create index audit_of_organisation on audit_entry (organisation_id, at desc, id desc);

-- What is not yet a numbered leaf. One sequencer at a time empties it; an order by id would skip rows of slow transactions.
create table pending (entry_id bigint primary key references audit_entry);

create function app.queue_audit_entry() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  insert into pending (entry_id) values (new.id);
  return null;
end $$;
create trigger queue_audit_entry after insert on audit_entry for each row execute function app.queue_audit_entry();

create function app.refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name; end $$;
create trigger append_only before update or delete or truncate on audit_entry execute function app.refuse_change();

alter table audit_entry enable row level security;
alter table pending enable row level security;

-- Who may read, and who may write about a case, is said in 0004, when cases exist.
grant select, insert on audit_entry to weerbaar_app;
create policy record on audit_entry for insert with check (case_id is null and (
  (actor_id = (select app.viewer()) and (organisation_id is null or organisation_id in (select app.my_organisations())))
  or (actor_id is null and organisation_id = (select app.system_of()))));

-- Sign-in, links and refusals before anybody is known.
create function app.record_anonymous(entry text, salt bytea) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if (entry::jsonb) ->> 'actor' is not null or (entry::jsonb) ->> 'action' not like 'account.%' or (entry::jsonb) ->> 'result' <> 'refused'
     or (entry::jsonb) ->> 'case' is not null then
    raise exception 'only refusals at the door are recorded without an actor';
  end if;
  insert into audit_entry (entry, salt) values (record_anonymous.entry, record_anonymous.salt);
end $$;
grant execute on function app.record_anonymous(text, bytea) to weerbaar_app;
