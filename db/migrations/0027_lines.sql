set local search_path = weerbaar, pg_temp;

-- A manager gets cases of the own unit and no others: that they stand in no route by name does not make them free for every line.
create or replace function app.on_line(o uuid, l text, u uuid, person uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from membership m where m.person_id = person and m.organisation_id = o and m.role in ('handler', 'manager')
      and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
    and (exists (select from route r where r.organisation_id = o and r.line = l and person in (r.handler_id, r.deputy_id))
      or exists (select from duty_shift d where d.organisation_id = o and d.line = l and d.person_id = person)
      or exists (select from membership m where m.person_id = person and m.organisation_id = o and m.role = 'manager' and m.unit_id = u
        and m.starts <= app.now() and (m.ends is null or m.ends > app.now()))
      or (l <> 'about_mayor' and not exists (select from route r where r.organisation_id = o and person in (r.handler_id, r.deputy_id))
        and exists (select from membership m where m.person_id = person and m.organisation_id = o and m.role = 'handler'
          and m.starts <= app.now() and (m.ends is null or m.ends > app.now())))) $$;
