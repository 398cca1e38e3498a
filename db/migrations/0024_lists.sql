set local search_path = weerbaar, pg_temp;

-- What is late on a line: the first tasks by their moment, and then the cases of those.
create index open_task_due on task (organisation_id, due_at) include (case_id) where done_at is null;

-- A filter of the work list that somebody uses again. It has no name of its own: what it says is read from its codes.
create table saved_filter (
  id uuid primary key,
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  query text not null check (query ~ '^[a-z_=&]+$' and length(query) <= 300),
  saved_at timestamptz not null,
  unique (person_id, organisation_id, query)
);
alter table saved_filter enable row level security;
grant select, insert, delete on saved_filter to weerbaar_app;
create policy self on saved_filter for select using (person_id = (select app.viewer()));
create policy save on saved_filter for insert with check (
  person_id = (select app.viewer()) and organisation_id in (select app.my_organisations()));
create policy remove on saved_filter for delete using (person_id = (select app.viewer()));

-- A secret address under which a calendar reads somebody's deadlines: by the hash of its token, as sessions are.
create table calendar_link (
  person_id uuid primary key references person,
  token_hash bytea not null unique,
  made_at timestamptz not null
);
alter table calendar_link enable row level security;
grant select, insert, delete on calendar_link to weerbaar_app;
create policy self on calendar_link for select using (person_id = (select app.viewer()));
create policy make on calendar_link for insert with check (person_id = (select app.viewer()));
create policy revoke on calendar_link for delete using (person_id = (select app.viewer()));

-- The deadlines behind such an address: moments and kinds of tasks, and only where the person still handles cases.
create function app.calendar_tasks(token bytea, moment timestamptz) returns table (id uuid, kind text, due_at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select t.id, t.kind, t.due_at from calendar_link l join task t on t.owner_id = l.person_id
  where l.token_hash = token and t.done_at is null
    and exists (select from membership m where m.person_id = l.person_id and m.organisation_id = t.organisation_id
      and m.role in ('handler', 'manager') and m.starts <= moment and (m.ends is null or m.ends > moment))
    and not exists (select from barred b where b.case_id = t.case_id and b.person_id = l.person_id)
  order by t.due_at limit 1000 $$;
create function app.is_calendar(token bytea) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from calendar_link where token_hash = token) $$;
grant execute on function app.calendar_tasks(bytea, timestamptz), app.is_calendar(bytea) to weerbaar_app;
