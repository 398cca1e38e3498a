set local search_path = weerbaar, pg_temp;

-- With whom an entry is shared, when that is one who only helps: two witnesses do not read each other.
alter table case_entry add column with_id uuid references person;
alter table case_entry add constraint helper_is_somebody check ((audience = 'helper') = (with_id is not null));

create function app.helps(c uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from participant where case_id = c and person_id = person and role = 'helper' and ended_at is null) $$;
grant execute on function app.helps(uuid, uuid) to weerbaar_app;

alter policy see on case_entry using (
  exists (select from incident_case c where c.id = case_id) and case audience
    when 'all' then case_id not in (select app.helped_cases())
    when 'helper' then with_id = (select app.viewer()) or app.works_on(case_id)
    else app.works_on(case_id) end);
alter policy write on case_entry with check (
  author_id = (select app.viewer()) and (
    (kind in ('message', 'reopen_request', 'correction', 'occurrence', 'evaluation', 'withdrawal') and audience = 'all' and app.is_own(case_id))
    or (kind = 'message' and audience = 'helper' and with_id = (select app.viewer()) and case_id in (select app.helped_cases()))
    or (kind not in ('reopen_request', 'correction', 'evaluation', 'withdrawal') and app.handles(case_id)
      and (audience <> 'helper' or app.helps(case_id, with_id)))));
alter table case_entry drop constraint case_entry_check;
alter table case_entry add constraint case_entry_check check ((kind = 'note') = (audience = 'handlers') and (audience <> 'helper' or kind = 'message'));

-- Who handles a case may ask somebody who saw it to tell about it.
create policy ask_witness on participant for insert with check (
  role = 'helper' and ended_at is null and app.handles(case_id)
  and person_id in (select m.person_id from membership m where m.organisation_id = participant.organisation_id));
create policy let_witness_go on participant for update using (role = 'helper' and app.handles(case_id)) with check (role = 'helper' and ended_at is not null);
