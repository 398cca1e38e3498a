set local search_path = weerbaar, pg_temp;

-- What is kept beside the words of a case and has fields of its own: who is cared for and which talks were promised, damages and
-- who pays, the steps of a procedure, what was agreed. Never overwritten: a change is a next version of the same record. What
-- it says is sealed under the key of the case; in clear is only which kind it is and how it stands, for lists and tasks.
create table case_record (
  id uuid primary key,
  record_id uuid not null,
  version integer not null check (version between 1 and 1000),
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('care_person', 'care_talk', 'care_offer', 'damage', 'legal_step', 'legal_aid', 'police_word', 'media_line', 'consultation', 'evaluation', 'lesson')),
  -- all: those who handle the case and whose case it is. Nobody else: not who watches over the line, nor who only helps.
  audience text not null check (audience in ('all', 'handlers')),
  state text not null check (state ~ '^[a-z_]{2,40}$'),
  author_id uuid not null references person,
  written_at timestamptz not null,
  sealed bytea not null,
  unique (case_id, record_id, version),
  foreign key (organisation_id, case_id) references incident_case (organisation_id, id)
);
alter table case_record enable row level security;
grant select, insert on case_record to weerbaar_app;
create policy see on case_record for select using (
  exists (select from incident_case c where c.id = case_id)
  and (app.handles(case_id) or (audience = 'all' and app.is_own(case_id))));
create policy add on case_record for insert with check (
  author_id = (select app.viewer())
  and (app.handles(case_id)
    -- Whose case it is says whether a lesson may be told to others.
    or (kind = 'lesson' and state in ('agreed', 'declined') and audience = 'all' and app.is_own(case_id))));
