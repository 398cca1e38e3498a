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

-- Bribery and extortion have a route of their own, to the contact for integrity and security, along a line over which nobody
-- watches: a membership cannot be for it, and it has no rota.
alter table route drop constraint line_of_subject, drop constraint route_line_check;
alter table incident_case drop constraint incident_case_line_check;
create or replace function app.line_of(subject text) returns text language sql immutable parallel safe as $$
  select case
    when subject = 'about_mayor' then 'about_mayor'
    when subject = 'improper_pressure' then 'integrity'
    when subject in ('council_member', 'states_member', 'general_board_member', 'island_council_member', 'committee_member', 'candidate') then 'political'
    when subject in ('alderman', 'deputy', 'executive_board_member', 'executive_council_member', 'mayor', 'kings_commissioner', 'water_board_chair',
      'island_governor', 'municipal_secretary', 'provincial_secretary', 'water_board_secretary', 'island_secretary') then 'mayor'
    when subject in ('council_clerk', 'states_clerk', 'island_clerk', 'clerk_staff') then 'clerk_office'
    when subject in ('civil_servant', 'enforcement_officer') then 'administrative'
  end $$;
alter table route add constraint route_line_check check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor', 'integrity')),
  add constraint line_of_subject check (line = coalesce(app.line_of(subject), line));
alter table incident_case add constraint incident_case_line_check check (line in ('political', 'administrative', 'clerk_office', 'mayor', 'about_mayor', 'integrity'));

-- What is left out where the reports about the chair are: figures, counts of work, and who may be given a case of the line.
do $$
declare f record; begin
  for f in select p.oid, pg_get_functiondef(p.oid) as code from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.proname in ('figures', 'destroy_incident', 'open_tasks_of', 'on_line') loop
    if f.code !~ '<> ''about_mayor''' then raise exception 'nothing to change in %', f.oid::regproc; end if;
    execute regexp_replace(f.code, '<> ''about_mayor''', 'not in (''about_mayor'', ''integrity'')', 'g');
  end loop;
end $$;

-- A report keeps its line; one of these kinds may be closed off by who handles it, and never opened up again.
do $$
declare code text := pg_get_functiondef('app.guard_case()'::regprocedure); begin
  if position('(new.reference, new.line, new.function, new.reported_at, new.unit_id,' in code) = 0 then raise exception 'the guard is another one'; end if;
  code := replace(code, 'declare own boolean; begin', 'declare own boolean; closes boolean; begin
  closes := old.line is distinct from ''integrity'' and new.line = ''integrity'' and new.unit_id is null
    and new.category in (''bribery'', ''extortion'', ''infiltration'') and app.handles(old.id);');
  code := replace(code, '(new.reference, new.line, new.function, new.reported_at, new.unit_id,',
    '(new.reference, case when closes then old.line else new.line end, new.function, new.reported_at, case when closes then old.unit_id else new.unit_id end,');
  execute code;
end $$;

-- What an organisation learned, in words without anybody in them, when whose case it was agreed. In clear, as its other texts;
-- without a case, a kind or a moment, so that it outlives the case and does not lead back to it.
create table lesson (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  words text not null check (length(words) between 1 and 4000),
  agreed_on date not null
);
create index lesson_of_organisation on lesson (organisation_id, agreed_on);
alter table lesson enable row level security;
grant select, insert on lesson to weerbaar_app;
create policy see on lesson for select using (organisation_id in (select app.my_organisations()));
create policy agree on lesson for insert with check (exists (
  select from case_record r where r.id = lesson.id and r.kind = 'lesson' and r.state = 'agreed'
    and r.author_id = (select app.viewer()) and r.organisation_id = lesson.organisation_id));
