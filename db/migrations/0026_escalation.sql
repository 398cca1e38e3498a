set local search_path = weerbaar, pg_temp;

-- How long after the moment that something promised was due deputy and coordinators are asked: the organisation decides.
alter table organisation add column escalate_hours integer not null default 24 check (escalate_hours between 1 and 168);
grant update (escalate_hours) on organisation to weerbaar_app;
