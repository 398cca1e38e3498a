set local search_path = weerbaar, pg_temp;

-- The organisations and the cases that are asked beside each case are found once, and not for each case of a full desk.
create or replace function app.my_open_cases() returns setof uuid language sql stable security definer rows 100 set search_path = weerbaar, pg_temp as $$
  select id from incident_case where owner_id = app.viewer() and state in ('reported', 'in_progress', 'waiting')
    and organisation_id = any (array(select app.my_desks())) and id <> all (array(select app.barred_cases())) $$;

-- A task has the line and the unit of its case, which stay what they are once it is reported: what is late on a line or in a
-- unit is found without the tasks of all others.
alter table task add column line text, add column unit_id uuid;
update task t set line = c.line, unit_id = c.unit_id from incident_case c where c.id = t.case_id;

create function app.place_task() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$ begin
  select line, unit_id into new.line, new.unit_id from incident_case where id = new.case_id;
  return new;
end $$;
create trigger place_task before insert on task for each row execute function app.place_task();

create function app.place_tasks() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$ begin
  update task set line = new.line, unit_id = new.unit_id where case_id = new.id;
  return null;
end $$;
create trigger place_tasks after update on incident_case for each row
  when ((new.line, new.unit_id) is distinct from (old.line, old.unit_id)) execute function app.place_tasks();

drop index open_task_due, late_task_of_case;
create index open_task_of_line on task (organisation_id, line, due_at) include (case_id) where done_at is null;
create index open_task_of_unit on task (unit_id, due_at) include (case_id) where done_at is null and unit_id is not null;
