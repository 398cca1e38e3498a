set local search_path = weerbaar, pg_temp;

-- How long after the moment that something promised was due deputy and coordinators are asked: the organisation decides. The
-- default is for the organisations that are there; a new one says it itself.
alter table organisation add column escalate_hours integer not null default 24 check (escalate_hours between 1 and 168);
alter table organisation alter column escalate_hours drop default;
grant update (escalate_hours) on organisation to weerbaar_app;
