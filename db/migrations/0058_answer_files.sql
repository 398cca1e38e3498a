set local search_path = weerbaar, pg_temp;

-- Files with answers, sealed under the key of the set as its words are. Which question it is for, its name, kind and size are sealed
-- too, once all of it is there; until then it is still arriving. There is no moment in it, as in answers there is none.
create table answer_file (
  id uuid primary key,
  set_id uuid not null references answer_set on delete cascade,
  stale boolean not null,  -- was still arriving when the weekly job looked
  sealed bytea
);
create index files_of_answers on answer_file (set_id);
alter table answer_file enable row level security;

create table answer_file_chunk (
  file_id uuid not null references answer_file on delete cascade,
  n integer not null check (n >= 0),
  sealed bytea not null,
  primary key (file_id, n)
);
alter table answer_file_chunk alter column sealed set storage external;
alter table answer_file_chunk enable row level security;

-- Whoever may change the answers, as long as they may be changed. Never in a round of a team: a file says whose it is.
create function app.may_add_files(s uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from answer_set a where a.id = s and a.state = 'open' and a.privacy <> 'team' and app.answers_as(s) is not null) $$;

create function app.begin_answer_file(file uuid, s uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.may_add_files(s) then return false; end if;
  insert into answer_file (id, set_id, stale) values (file, s, false);
  return true;
end $$;

create function app.add_answer_chunk(file uuid, part integer, bytes bytea) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  insert into answer_file_chunk (file_id, n, sealed)
    select f.id, part, bytes from answer_file f where f.id = file and f.sealed is null and app.may_add_files(f.set_id);
  return found;
end $$;

-- Those of one set become complete one after the other, so that there are never more than may be.
create function app.complete_answer_file(file uuid, facts bytea, most integer) returns boolean
  language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare s uuid;
begin
  select f.set_id into s from answer_file f where f.id = file;
  perform from answer_set a where a.id = s for update;
  if not app.may_add_files(s) or (select count(*) from answer_file f where f.set_id = s and f.sealed is not null) >= most then return false; end if;
  update answer_file f set sealed = facts where f.id = file and f.sealed is null;
  return found;
end $$;

-- Read by who reads the answers: also those that an organisation decided on.
create function app.reads_answer_files(s uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select app.answers_as(s) is not null or exists (select from app.open_decided(s)) $$;
create function app.answer_files(s uuid) returns table (id uuid, sealed bytea) language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select f.id, f.sealed from answer_file f where f.set_id = s and f.sealed is not null and app.reads_answer_files(s) $$;
create function app.answer_chunk(file uuid, part integer) returns bytea language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select c.sealed from answer_file f join answer_file_chunk c on c.file_id = f.id
  where f.id = file and c.n = part and f.sealed is not null and app.reads_answer_files(f.set_id) $$;

-- What is complete goes as long as the answers can be changed; what did not arrive in the end, always.
create function app.drop_answer_file(file uuid) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  delete from answer_file f where f.id = file
    and (app.may_add_files(f.set_id) or (f.sealed is null and app.answers_as(f.set_id) is not null));
  return found;
end $$;

-- For the weekly job: does away with what was already arriving a week ago, and never will be there.
create function app.sweep_answer_files(o uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if o is distinct from app.system_of() then return; end if;
  delete from answer_file f using answer_set a where a.id = f.set_id and a.organisation_id = o and f.sealed is null and f.stale;
  update answer_file f set stale = true from answer_set a where a.id = f.set_id and a.organisation_id = o and f.sealed is null;
end $$;

grant execute on function app.may_add_files(uuid), app.begin_answer_file(uuid, uuid), app.add_answer_chunk(uuid, integer, bytea),
  app.complete_answer_file(uuid, bytea, integer), app.reads_answer_files(uuid), app.answer_files(uuid), app.answer_chunk(uuid, integer),
  app.drop_answer_file(uuid), app.sweep_answer_files(uuid) to weerbaar_app;
