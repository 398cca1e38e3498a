set local search_path = weerbaar, pg_temp;

-- What was published never changes: by its name it is known whether this text was read before.
alter table published_questionnaire add publication uuid not null default gen_random_uuid() unique;
