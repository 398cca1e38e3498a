set local search_path = weerbaar, pg_temp;

-- Along which line a route goes, follows from whom it is for, as in content/functions.yaml: which coordinator reads the reports
-- of whom is not for an administrator to choose. A function that is not known here keeps the line that it is given.
create function app.line_of(subject text) returns text language sql immutable parallel safe as $$
  select case
    when subject = 'about_mayor' then 'about_mayor'
    when subject in ('council_member', 'states_member', 'general_board_member', 'committee_member', 'candidate') then 'political'
    when subject in ('alderman', 'deputy', 'executive_board_member', 'mayor', 'kings_commissioner', 'water_board_chair',
      'municipal_secretary', 'provincial_secretary', 'water_board_secretary') then 'mayor'
    when subject in ('council_clerk', 'states_clerk', 'clerk_staff') then 'clerk_office'
    when subject in ('civil_servant', 'enforcement_officer') then 'administrative'
  end $$;
grant execute on function app.line_of(text) to weerbaar_app;
update route set line = app.line_of(subject) where line <> app.line_of(subject);
alter table route add constraint line_of_subject check (line = coalesce(app.line_of(subject), line));

-- The families of content/categories.yaml, for the figures.
create function app.families() returns table (category text, family text) language sql immutable as $$
  values ('verbal_abuse', 'verbal'), ('discrimination', 'verbal'), ('online_hate', 'verbal'),
    ('threat', 'threat'), ('intimidation', 'threat'), ('stalking', 'threat'), ('doxing', 'threat'), ('home_visit', 'threat'),
    ('legal_intimidation', 'threat'), ('extortion', 'threat'),
    ('physical_violence', 'physical'), ('vandalism_arson_explosive', 'physical'),
    ('sexual_harassment', 'other'), ('bribery', 'other'), ('infiltration', 'other'), ('meeting_disturbance', 'other'), ('impersonation', 'other'), ('other', 'other') $$;

-- Hides the small numbers among numbers that together are a total which is told. -1 is fewer than five; null is not told.
-- A number from one to four never follows from what is told: there is always another table that looks the same.
--   * Some small ones together: each may be any of them, unless they are all nothing (which may be known) or all four.
--   * One alone, or all four: the smallest of the others goes too, with all that are as large, and then all look alike. The hidden
--     ones may stand in any order, and one of them is five or more.
--   * A total of four for each would be given away if all were four: then nothing is told, whatever they are.
create function app.hide_small(counts integer[]) returns integer[] language sql immutable as $$
  with it as (
    select sum(n) as total, count(*) as cells, count(*) filter (where n < 5) as few, coalesce(sum(n) filter (where n < 5), 0) as small,
      min(n) filter (where n >= 5) as least
    from unnest(counts) n)
  select array_agg(case
      when total < 5 then -1
      when total = 4 * cells then null
      when small > 0 and (few = 1 or small = 4 * few) then case when n > least then n end
      when n < 5 then -1
      else n
    end order by place)
  from it, unnest(counts) with ordinality as c (n, place) $$;

-- Counts of the reports of one year for who is auditor now, and nothing of any report by itself. Each subject divides the same
-- reports once, and no two subjects are about the same thing, so that no number follows from two of them; the kinds within a
-- family are told only when the family is. Years do not overlap. What is left out is left out for everybody: reports about the
-- chair, and those in which a colleague is named, so that no auditor finds one missing and knows that it is about them.
-- The clocks are those of features/incidents/tasks.ts.
create function app.figures(o uuid, y integer) returns table (subject text, cell text, n integer, few boolean)
  language sql stable security definer rows 60 set search_path = weerbaar, pg_temp as $$
  with counted as materialized (
    select c.state, c.line, c.category, extract(quarter from c.reported_at at time zone 'Europe/Amsterdam')::text as quarter,
      case when c.taken_up_at <= t.take_up then 'in_time' else 'not' end as take_up,
      case when e.decided <= t.decide then 'in_time' when e.decided is not null then 'late' else 'not' end as decision,
      case when e.talked <= t.talk then 'in_time' when e.talked is not null then 'late' else 'not' end as talk
    from incident_case c
      cross join lateral (
        select coalesce(min(due_at), c.reported_at) as take_up, c.reported_at + interval '24 hours' as decide, c.reported_at + interval '72 hours' as talk
        from task where case_id = c.id and kind = 'take_up') t
      cross join lateral (
        -- What is decided in one case holds for every case of its incident.
        select min(at) filter (where event = 'decide') as decided, min(at) filter (where event = 'record_talk') as talked
        from incident_case i join case_event on case_id = i.id
        where i.incident_id = c.incident_id and (event = 'decide' or (event = 'record_talk' and i.id = c.id))) e
    where c.organisation_id = o
      and c.reported_at >= make_date(y, 1, 1)::timestamp at time zone 'Europe/Amsterdam'
      and c.reported_at < make_date(y + 1, 1, 1)::timestamp at time zone 'Europe/Amsterdam'
      and c.line <> 'about_mayor' and not exists (select from barred b where b.case_id = c.id)),
  found (subject, cell) as (
    select x.* from counted c left join app.families() f using (category),
      lateral (values ('total', 'all'), ('quarter', quarter), ('line', line), ('state', state), ('take_up', take_up), ('decision', decision), ('talk', talk),
        ('family', case when c.category is null then 'none' else coalesce(f.family, 'other') end),
        (case when c.category is not null then coalesce(f.family, 'other') end, c.category)) x (subject, cell)),
  -- What can be counted, also when it is nothing. Not here is what anybody knows to be nothing, such as a quarter to come: behind
  -- that no number hides. Hence too late and not at all together for taking up: not at all is the state reported.
  cells (subject, cell) as (
    values ('total', 'all'), ('state', 'reported'), ('state', 'in_progress'), ('state', 'waiting'), ('state', 'closed'),
      ('state', 'withdrawn'), ('state', 'duplicate'), ('state', 'not_an_incident'),
      ('take_up', 'in_time'), ('take_up', 'not'), ('decision', 'in_time'), ('decision', 'late'), ('decision', 'not'),
      ('talk', 'in_time'), ('talk', 'late'), ('talk', 'not'), ('family', 'none')
    union select 'family', family from app.families()
    union select family, category from app.families()
    union select 'line', line from route where organisation_id = o and line <> 'about_mayor'
    union select 'quarter', q::text from generate_series(1, 4) q where make_date(y, 3 * q - 2, 1)::timestamp at time zone 'Europe/Amsterdam' <= app.now()
    union select f.subject, f.cell from found f where f.subject is not null),
  sums as (
    select c.subject, c.cell, count(f.cell)::integer as n from cells c left join found f on f.subject = c.subject and f.cell = c.cell group by c.subject, c.cell),
  told as (
    select s.subject, x.cell, x.n
    from (select sums.subject, array_agg(sums.cell order by sums.cell) as cells, app.hide_small(array_agg(sums.n order by sums.cell)) as ns from sums group by sums.subject) s,
      lateral unnest(s.cells, s.ns) x (cell, n))
  select t.subject, t.cell, nullif(x.n, -1), coalesce(x.n = -1, false)
  from told t left join told family on family.subject = 'family' and family.cell = t.subject,
    lateral (select case when family.cell is null or family.n >= 5 then t.n else family.n end as n) x
  where o in (select app.organisations_as('auditor')) $$;
grant execute on function app.figures(uuid, integer) to weerbaar_app;
