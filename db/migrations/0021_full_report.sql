set local search_path = weerbaar, pg_temp;

-- Where somebody stopped in a report of several pages: the page, not what is on it. Shown in the list of own drafts.
alter table case_report add column stopped_at text check (stopped_at ~ '^[a-z-]{2,40}$');
grant update (stopped_at) on case_report to weerbaar_app;
-- What is not sent yet is one piece, on whichever device it is gone on with.
create unique index one_unsent_report on case_report (case_id, author_id) where sent_at is null;

-- What is known of the one who did it, apart from the report: data about offences of a person (AVG art. 10, UAVG art. 31-33)
-- for who wrote it and for who handles the case, and for nobody else in it. Sent, it is never changed: more is a row more.
create table perpetrator (
  id uuid primary key,
  case_id uuid not null,
  organisation_id uuid not null,
  author_id uuid not null references person,
  questions text not null check (questions ~ '^[a-z-]+@[0-9]+$'),
  sealed bytea not null,
  saved_at timestamptz not null,
  sent_at timestamptz,
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
create index perpetrator_of_case on perpetrator (case_id, saved_at);
create unique index one_unsent_perpetrator on perpetrator (case_id, author_id) where sent_at is null;

-- The functions of the group "council" in content/functions.yaml (a rule holds them against each other): their holders are
-- not employed by the organisation, for which UAVG art. 33 has no plain ground.
create function app.is_council(function text) returns boolean language sql immutable as $$
  select function in ('council_member', 'states_member', 'general_board_member', 'committee_member', 'candidate') $$;
-- May it be kept with this report who did it?
create function app.may_name_perpetrator(c uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select exists (select from incident_case i join organisation o on o.id = i.organisation_id
    where i.id = c and i.reported_at is not null and (o.perpetrator_council or not app.is_council(i.function))) $$;
grant execute on function app.may_name_perpetrator(uuid) to weerbaar_app;

alter table perpetrator enable row level security;
grant select, insert, delete, update (sealed, questions, saved_at, sent_at) on perpetrator to weerbaar_app;
create policy see on perpetrator for select using (
  exists (select from incident_case c where c.id = case_id)
  and (author_id = (select app.viewer()) or (sent_at is not null and app.handles(case_id))));
create policy add on perpetrator for insert with check (
  author_id = (select app.viewer())
  and (app.drafts(case_id) or app.is_own(case_id) or app.handles(case_id) or case_id in (select app.helped_cases()))
  and (sent_at is null or app.may_name_perpetrator(case_id)));
create policy change on perpetrator for update using (author_id = (select app.viewer()) and sent_at is null)
  with check (author_id = (select app.viewer()) and (sent_at is null or app.may_name_perpetrator(case_id)));
-- What turns out not to belong in this report is not kept.
create policy remove on perpetrator for delete using (author_id = (select app.viewer()) and sent_at is null);
