set local search_path = weerbaar, pg_temp;

-- The transparency log: a Merkle tree after RFC 9162 over the audit entries of the whole installation. See decision 0024.

-- Sixteen random bytes, and after them the signature of the server over those and the text: an entry that somebody else
-- put in the table has none. Both are in the leaf.
alter table audit_entry drop constraint audit_entry_salt_check;
alter table audit_entry add constraint audit_entry_salt_check check (length(salt) in (16, 80));

-- No reference to the entry: retention may remove that, and the leaf stays.
create table leaf (
  n bigint primary key check (n >= 0),
  entry_id bigint not null unique,
  hash bytea not null unique check (length(hash) = 32)
);
-- The roots of complete subtrees: at level l, number n covers the leaves from n·2^l up to (n+1)·2^l.
create table subtree (
  level smallint check (level between 1 and 62),
  n bigint check (n >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, n)
);
-- The signed text as it was signed; what is searched on is read from it.
create table tree_head (
  note text not null check (length(note) <= 1000),
  size bigint primary key generated always as (split_part(note, E'\n', 2)::bigint) stored,
  at timestamptz not null generated always as (app.utc(substr(split_part(note, E'\n', 4), 6))) stored
);
-- That a tree head left the machine, for the addresses that the operator of the installation set.
create table tree_head_left (
  id bigint generated always as identity primary key,
  way text not null check (way in ('mail', 'webhook')),
  size bigint not null,
  at timestamptz not null
);
create index tree_head_left_last on tree_head_left (way, at desc);
-- What the daily comparison of the tables with each other found; null is nothing.
create table log_check (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  size bigint not null,
  found text check (length(found) <= 1000)
);

create trigger append_only before update or delete or truncate on leaf execute function app.refuse_change();
create trigger append_only before update or delete or truncate on subtree execute function app.refuse_change();
create trigger append_only before update or delete or truncate on tree_head execute function app.refuse_change();
create trigger append_only before update or delete or truncate on tree_head_left execute function app.refuse_change();
create trigger append_only before update or delete or truncate on log_check execute function app.refuse_change();

alter table leaf enable row level security;
alter table subtree enable row level security;
alter table tree_head enable row level security;
alter table tree_head_left enable row level security;
alter table log_check enable row level security;

-- Hashes of leaf and node as in RFC 9162 §2.1.1.
create function app.leaf_hash(entry text, salt bytea) returns bytea language sql immutable parallel safe
  as $$ select sha256('\x00'::bytea || salt || convert_to(entry, 'UTF8')) $$;
create function app.node_hash(l bytea, r bytea) returns bytea language sql immutable parallel safe
  as $$ select sha256('\x01'::bytea || l || r) $$;

-- One at a time, until the end of the transaction.
create function app.hold_log() returns void language sql security definer set search_path = weerbaar, pg_temp
  as $$ select pg_advisory_xact_lock(9162, 0) $$;

create function app.log_size() returns bigint language sql stable security definer set search_path = weerbaar, pg_temp
  as $$ select coalesce(max(n) + 1, 0) from leaf $$;

-- Numbers what waits, at most so much. What is in the queue was committed, whatever its id: nothing is passed over.
create function app.append_leaves(most integer) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare
  had bigint; has bigint; added integer; l smallint := 1;
begin
  perform app.hold_log();
  had := app.log_size();
  with taken as (
    delete from pending where entry_id in (select entry_id from pending order by entry_id limit most) returning entry_id)
  insert into leaf (n, entry_id, hash)
    select had - 1 + row_number() over (order by a.id), a.id, app.leaf_hash(a.entry, a.salt)
    from taken join audit_entry a on a.id = taken.entry_id;
  get diagnostics added = row_count;
  has := had + added;
  while (has >> l) > 0 loop
    if l = 1 then
      insert into subtree (level, n, hash)
        select 1, a.n >> 1, app.node_hash(a.hash, b.hash) from leaf a join leaf b on b.n = a.n + 1
        where a.n % 2 = 0 and a.n >= (had >> 1) << 1 and a.n < (has >> 1) << 1;
    else
      insert into subtree (level, n, hash)
        select l, a.n >> 1, app.node_hash(a.hash, b.hash) from subtree a join subtree b on b.level = a.level and b.n = a.n + 1
        where a.level = l - 1 and a.n % 2 = 0 and a.n >= (had >> l) << 1 and a.n < (has >> l) << 1;
    end if;
    l := l + 1;
  end loop;
  return added;
end $$;

-- Hashes of hashes of salted texts: they tell nothing of anybody.
create function app.log_nodes(levels integer[], places bigint[]) returns table (level integer, n bigint, hash bytea)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select w.level, w.n, coalesce(f.hash, s.hash) from unnest(levels, places) as w (level, n)
  left join leaf f on w.level = 0 and f.n = w.n
  left join subtree s on s.level = w.level and s.n = w.n $$;

create function app.last_tree_head() returns text language sql stable security definer set search_path = weerbaar, pg_temp
  as $$ select note from tree_head order by size desc limit 1 $$;
create function app.add_tree_head(note text) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  perform app.hold_log();
  if split_part(note, E'\n', 2)::bigint <= (select coalesce(max(size), 0) from tree_head)
     or split_part(note, E'\n', 2)::bigint > app.log_size() then
    raise exception 'a tree head is larger than the last one, and not larger than the log';
  end if;
  insert into tree_head (note) values (add_tree_head.note);
end $$;

-- Where an entry with this hash is: its number, or that it waits for one. Nothing when it is not there.
create function app.find_leaf(wanted bytea) returns table (n bigint, waits boolean)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select f.n, false from leaf f where f.hash = wanted
  union all
  select null, true from pending p join audit_entry a on a.id = p.entry_id
    where not exists (select from leaf f where f.hash = wanted) and app.leaf_hash(a.entry, a.salt) = wanted $$;

-- For who supervises: when tree heads last left, what the last comparison found, and how many entries have no number yet.
create function app.log_state(o uuid) returns table (
    left_size bigint, left_at timestamptz, checked_at timestamptz, checked_size bigint, found text, waiting bigint)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select m.size, m.at, c.at, c.size, c.found, (select count(*) from pending)
  from (select) as one
  left join lateral (select size, at from tree_head_left order by at desc limit 1) m on true
  left join lateral (select at, size, l.found from log_check l order by at desc limit 1) c on true
  where o in (select app.organisations_as('auditor')) or o in (select app.organisations_as('privacy_officer')) $$;

create function app.last_left(by text) returns table (size bigint, at timestamptz)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select l.size, l.at from tree_head_left l where l.way = last_left.by order by l.at desc limit 1 $$;
create function app.record_head_left(by text, size bigint, moment timestamptz) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into tree_head_left (way, size, at) values (record_head_left.by, record_head_left.size, moment) $$;

-- Compares the tables with each other: how often something is not as the rest says it is. A full check, that trusts no
-- database, is "weerbaar verify-log".
create function app.check_log() returns table (what text, n bigint)
  language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select * from (
    select 'entry_changed' as what, count(*) as n from leaf f join audit_entry a on a.id = f.entry_id where f.hash <> app.leaf_hash(a.entry, a.salt)
    union all
    select 'entry_gone', count(*) from leaf f where not exists (select from audit_entry a where a.id = f.entry_id)
    union all
    select 'entry_without_leaf', count(*) from audit_entry a
      where not exists (select from leaf f where f.entry_id = a.id) and not exists (select from pending p where p.entry_id = a.id)
    union all
    select 'leaf_gone', app.log_size() - (select count(*) from leaf)
    union all
    select 'subtree_changed', count(*) from subtree s left join leaf a on s.level = 1 and a.n = s.n * 2 left join leaf b on s.level = 1 and b.n = s.n * 2 + 1
      left join subtree c on s.level > 1 and c.level = s.level - 1 and c.n = s.n * 2
      left join subtree d on s.level > 1 and d.level = s.level - 1 and d.n = s.n * 2 + 1
      where s.hash is distinct from app.node_hash(coalesce(a.hash, c.hash), coalesce(b.hash, d.hash))
    union all
    select 'column_changed', count(*) from audit_entry a where row(a.action, a.result, a.at, a.actor_id, a.organisation_id, a.case_id, a.object)
      is distinct from row((a.entry::jsonb) ->> 'action', (a.entry::jsonb) ->> 'result', app.utc((a.entry::jsonb) ->> 'at'),
        ((a.entry::jsonb) ->> 'actor')::uuid, ((a.entry::jsonb) ->> 'organisation')::uuid, ((a.entry::jsonb) ->> 'case')::uuid, (a.entry::jsonb) ->> 'object')
  ) as compared where n > 0 $$;
create function app.last_check() returns timestamptz language sql stable security definer set search_path = weerbaar, pg_temp
  as $$ select max(at) from log_check $$;
create function app.record_check(moment timestamptz, found text) returns void
  language sql security definer set search_path = weerbaar, pg_temp as $$
  insert into log_check (at, size, found) values (moment, app.log_size(), record_check.found) $$;

grant execute on function app.hold_log(), app.log_size(), app.append_leaves(integer), app.log_nodes(integer[], bigint[]), app.last_tree_head(),
  app.add_tree_head(text), app.find_leaf(bytea), app.log_state(uuid), app.last_left(text), app.record_head_left(text, bigint, timestamptz), app.check_log(),
  app.last_check(), app.record_check(timestamptz, text) to weerbaar_app;
