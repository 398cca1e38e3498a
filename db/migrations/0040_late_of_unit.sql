set local search_path = weerbaar, pg_temp;

-- What is late in a case: the list of a unit asks that of each of its cases.
create index late_task_of_case on task (case_id, due_at) where done_at is null;
