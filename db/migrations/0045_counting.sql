set local search_path = weerbaar, pg_temp;

-- A task has the owner, the line and the unit of its case: what is late on a line or in a unit is found without the tasks of
-- all others, and whose it is to see is told without looking each case up.
alter table task add column case_owner_id uuid, add column line text, add column unit_id uuid;
update task t set case_owner_id = c.owner_id, line = c.line, unit_id = c.unit_id from incident_case c where c.id = t.case_id;

-- A case that is handed over meanwhile is waited for, so that no task keeps the former owner.
create function app.place_task() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$ begin
  select owner_id, line, unit_id into new.case_owner_id, new.line, new.unit_id from incident_case where id = new.case_id for no key update;
  return new;
end $$;
create trigger place_task before insert on task for each row execute function app.place_task();

create function app.place_tasks() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$ begin
  update task set case_owner_id = new.owner_id, line = new.line, unit_id = new.unit_id where case_id = new.id;
  return null;
end $$;
create trigger place_tasks after update on incident_case for each row
  when ((new.owner_id, new.line, new.unit_id) is distinct from (old.owner_id, old.line, old.unit_id)) execute function app.place_tasks();

-- Who sees a case sees its tasks, but who only helped in it. The first three arms say for most of them what the policy of the
-- case says: a test holds the two together.
alter policy see on task using (
  case_id not in (select app.barred_cases()) and case_id not in (select app.helped_cases()) and (
    (case_owner_id = (select app.viewer()) and organisation_id in (select app.my_desks()))
    or (organisation_id, line) in (select l.organisation_id, l.line from app.my_lines() l)
    or unit_id in (select app.my_units())
    or exists (select from incident_case c where c.id = case_id offset 0)));
drop function app.my_open_cases();

drop index open_task_due, late_task_of_case, open_task_of_owner;
create index open_task_of_owner on task (owner_id, due_at, id) include (organisation_id, case_id, kind, case_owner_id, line, unit_id) where done_at is null;
create index open_task_of_line on task (organisation_id, line, due_at) include (case_id, case_owner_id, unit_id) where done_at is null;
create index open_task_of_unit on task (unit_id, due_at) include (organisation_id, case_id, case_owner_id, line) where done_at is null and unit_id is not null;
