set local search_path = weerbaar, pg_temp;

-- What goes on when something goes wrong: files that break off, jobs that keep failing, links that nobody used.

-- A mail goes with its attachments, also when it never arrived.
alter table file
  drop constraint file_parent_id_fkey,
  add constraint file_parent_id_fkey foreign key (parent_id) references file on delete cascade;
create index file_of_mail on file (parent_id) where parent_id is not null;

-- The pieces of a case, attachments apart. Whoever asks holds the case until the end of the transaction, so that of two
-- pieces that complete at once the second is counted with the first.
create function app.count_pieces(c uuid) returns integer language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  if not app.may_open(c) then raise exception 'not a case that the viewer may open' using errcode = 'insufficient_privilege'; end if;
  perform from incident_case where id = c for no key update;
  return (select count(*) from file where case_id = c and parent_id is null and state = 'complete');
end $$;
grant execute on function app.count_pieces(uuid) to weerbaar_app;
