set local search_path = weerbaar, pg_temp;

-- Figures are released: of a quarter once it is over, of a year once its quarters are. What was told of a period stays as it was,
-- and what was not told then is never told later. So there are no figures of the moment any more, from which a release could be
-- subtracted.
drop function app.figures(uuid, integer);
drop function app.hide_small(integer[]);

-- What is counted: each subject divides the reports of one cell of another subject, once. A new one is one row here and one in
-- src/features/figures/measures.ts. Two subjects must not be about the same thing, or one gives away what the other withholds:
-- what is about the same thing divides a cell of the other, and is told of only where that cell is.
create table figure_subject (
  subject text primary key,
  -- The order in which subjects are withheld: a parent before what divides it.
  place integer not null unique,
  -- Told of quarters, of the year, or of both.
  told_of text not null check (told_of in ('quarter', 'year', 'both')),
  -- What it divides: those of one cell of another subject; or, when that is its own, what is counted by itself.
  parent text not null,
  parent_cell text not null,
  -- An expression over the organisation o: every cell that there may be, so that no cell is told of by being there.
  cells text not null,
  -- An expression over the case c and the period x (its first and last day): its cell. No answer counts as none.
  cell_of text not null,
  -- Of what is counted by itself: a condition over the same, for cases of all times. Without it: what was reported in the period.
  counted_if text check (counted_if is null or (parent = subject and told_of = 'year'))
);
alter table figure_subject enable row level security;

-- A function that one person holds is never a cell: those that the law gives one holder, and those that one person here has had.
create function app.function_cell(o uuid, f text) returns text language sql stable set search_path = weerbaar, pg_temp as $$
  select case
    when f is null then 'none'
    when f in ('mayor', 'kings_commissioner', 'water_board_chair', 'island_governor', 'council_clerk', 'states_clerk', 'island_clerk',
      'municipal_secretary', 'provincial_secretary', 'water_board_secretary', 'island_secretary') then 'other'
    when (select count(distinct person_id) from membership where organisation_id = o and function = f) < 2 then 'other'
    else f end $$;

-- When something was decided and when support was given first. What is decided in one case holds for every case of its incident,
-- but not at improper pressure, where it is decided with the word of the police.
create function app.moments_of(c uuid) returns table (decided timestamptz, talked timestamptz) language sql stable set search_path = weerbaar, pg_temp as $$
  select min(e.at) filter (where e.event = 'decide' and (o.id = c or coalesce(i.category, '') not in ('bribery', 'extortion', 'infiltration'))),
    min(e.at) filter (where e.event = 'record_talk' and o.id = c)
  from incident_case i join incident_case o on o.incident_id = i.incident_id join case_event e on e.case_id = o.id
  where i.id = c and e.event in ('decide', 'record_talk') $$;
create function app.time_band(passed interval) returns text language sql immutable as $$
  select case when passed <= interval '4 hours' then 'hours_4' when passed <= interval '24 hours' then 'hours_24'
    when passed <= interval '72 hours' then 'hours_72' when passed <= interval '168 hours' then 'week' else 'longer' end $$;
-- Whether there was a report to the police. The last word on it counts: a step that was written down, or else how the case was closed.
create function app.police_word(c incident_case) returns table (kind text, code text) language sql stable set search_path = weerbaar, pg_temp as $$
  select w.kind, w.code from (
    select 1 as place, s.kind, s.code, s.added_at, s.id from police_step s where s.case_id = c.id and s.kind in ('filed', 'no_report')
    union all
    select 2, case c.outcome when 'police_report_filed' then 'filed' else 'no_report' end, case c.outcome when 'police_informed' then 'police_notified' end, null, null
    where c.state = 'closed' and c.outcome in ('police_report_filed', 'police_informed')) w
  order by w.place, w.added_at desc, w.id desc limit 1 $$;
-- Whether a measure held on one of these days. Of one that expired its last day says so, whenever the job came by.
create function app.held(m measure, first_day date, last_day date) returns boolean language sql stable as $$
  select m.begins_on <= last_day and m.ends_on >= first_day
    and (m.ended_how is distinct from 'lifted' or (m.ended_at at time zone 'Europe/Amsterdam')::date >= first_day) $$;
-- The furthest step of the ladder that held in a case. A report to the police is a subject of its own.
create function app.measure_held(c uuid, first_day date, last_day date) returns text language sql stable set search_path = weerbaar, pg_temp as $$
  select case when m.kind in ('talk', 'verbal_warning', 'meeting', 'written_warning') then 'warning' else m.kind end
  from measure m where m.case_id = c and m.kind <> 'police_report' and app.held(m, first_day, last_day)
  order by array_position(array['talk', 'verbal_warning', 'meeting', 'written_warning', 'contact_measure', 'access_ban', 'police_stop_talk',
    'civil_measure', 'damages'], m.kind) desc limit 1 $$;

insert into figure_subject (subject, place, told_of, parent, parent_cell, cells, cell_of) values
  ('total', 0, 'both', 'total', 'all', $$'{all}'$$, $$'all'$$),
  -- The first, second and third month of the quarter.
  ('month', 1, 'quarter', 'total', 'all', $$'{1,2,3,none}'$$,
    $$(1 + (extract(month from c.reported_at at time zone 'Europe/Amsterdam')::integer - 1) % 3)::text$$),
  ('family', 2, 'both', 'total', 'all', $$'{verbal,threat,physical,other,none}'$$,
    $$case when c.category is not null then coalesce((select f.family from app.families() f where f.category = c.category), 'other') end$$),
  ('channel', 3, 'both', 'total', 'all',
    $$'{counter,phone,email,letter,social_media,meeting,field,street,home,on_the_way,legal_procedure,other,none}'$$, $$c.channel$$),
  ('function', 4, 'both', 'total', 'all',
    $$array(select distinct app.function_cell(o, m.function) from membership m where m.organisation_id = o) || '{other,none}'::text[]$$,
    $$app.function_cell(o, c.function)$$),
  -- Only of staff, within how many they are: who passed over the manager has no unit, and their number would follow from both.
  ('unit', 5, 'both', 'function', 'civil_servant', $$array(select id::text from unit where organisation_id = o) || '{none}'::text[]$$, $$c.unit_id::text$$),
  -- How it ended, without what is told of it under the police and the measures.
  ('result', 20, 'year', 'total', 'all',
    $$'{reaction_given,agreements_made,unknown_person,no_reaction,removed_online,handled_elsewhere,no_incident,reporter_stopped,withdrawn,duplicate,not_an_incident,none}'$$,
    $$case when c.state = 'closed' then case when c.outcome in ('measure_in_force', 'police_report_filed', 'police_informed') then 'reaction_given' else c.outcome end
      when c.state in ('withdrawn', 'duplicate', 'not_an_incident') then c.state end$$),
  -- The clocks of the protocol that holds for the case: its tasks were made with them. What was done is in time, late, or not there.
  ('take_up', 21, 'year', 'total', 'all', $$'{in_time,late,none}'$$, $$(select nullif(k.take_up, 'not') from app.clocks_of(c.id) k)$$),
  ('decision', 22, 'year', 'total', 'all', $$'{in_time,late,none}'$$, $$(select nullif(k.decision, 'not') from app.clocks_of(c.id) k)$$),
  ('talk', 25, 'year', 'total', 'all', $$'{in_time,late,none}'$$, $$(select nullif(k.talk, 'not') from app.clocks_of(c.id) k)$$),
  ('police', 30, 'year', 'total', 'all', $$'{filed,no_report,none}'$$, $$(select p.kind from app.police_word(c) p)$$),
  ('police_by', 31, 'year', 'police', 'filed', $$'{by_organisation,by_person,by_both,none}'$$, $$(select p.code from app.police_word(c) p)$$),
  ('police_vpt', 32, 'year', 'police', 'filed', $$'{given,not_given,none}'$$,
    $$(select s.code from police_step s where s.case_id = c.id and s.kind = 'vpt' order by s.added_at desc, s.id desc limit 1)$$),
  ('police_not', 33, 'year', 'police', 'no_report',
    $$'{not_wanted,fear,not_an_offence,no_evidence,unknown_person,little_trust,other_reaction,police_notified,too_late,other}'$$,
    $$(select coalesce(p.code, 'other') from app.police_word(c) p)$$),
  ('influence', 50, 'year', 'total', 'all', $$'{yes,tried,no,unknown,none}'$$, $$c.influence$$),
  ('helped', 51, 'year', 'total', 'all', $$'{helped,partly,not,none}'$$,
    $$(select e.code from case_entry e where e.case_id = c.id and e.kind = 'evaluation' and e.code in ('helped', 'partly', 'not') order by e.written_at desc limit 1)$$);
-- A measure is a state at a moment, also in cases of earlier years: counted by itself, and as it stood at the end of the period.
insert into figure_subject (subject, place, told_of, parent, parent_cell, cells, cell_of, counted_if) values
  ('measure', 40, 'year', 'measure', 'all', $$'{all}'$$, $$'all'$$, $$app.measure_held(c.id, x.first_day, x.last_day) is not null$$),
  ('measure_state', 41, 'year', 'measure', 'all', $$'{holds,review_due,ended}'$$,
    $$case when app.measure_held(c.id, x.last_day, x.last_day) is null then 'ended'
      when exists (select from task t where t.case_id = c.id and t.kind = 'measure_review' and t.due_at < app.day_after(x.last_day)
        and (t.done_at is null or t.done_at >= app.day_after(x.last_day))) then 'review_due' else 'holds' end$$, null),
  ('measure_kind', 42, 'year', 'measure', 'all', $$'{warning,contact_measure,access_ban,police_stop_talk,civil_measure,damages}'$$,
    $$app.measure_held(c.id, x.first_day, x.last_day)$$, null);
-- How long it took, of what was in time and of what was late, for who may know how much that is.
insert into figure_subject (subject, place, told_of, parent, parent_cell, cells, cell_of)
  select clock || '_' || state, place, 'year', clock, state, $$'{hours_4,hours_24,hours_72,week,longer}'$$,
    format('(select app.time_band(m.%I - c.reported_at) from app.moments_of(c.id) m)', moment)
  from (values ('decision', 'decided', 'in_time', 23), ('decision', 'decided', 'late', 24), ('talk', 'talked', 'in_time', 26), ('talk', 'talked', 'late', 27))
    v (clock, moment, state, place);
-- The kinds within a family, for who may know how large the family is.
insert into figure_subject (subject, place, told_of, parent, parent_cell, cells, cell_of)
  select 'kind_' || family, 5 + row_number() over (order by family), 'year', 'family', family,
    format('array(select category from app.families() where family = %L) || ''{none}''::text[]', family),
    format('case when coalesce((select f.family from app.families() f where f.category = c.category), ''other'') = %L then c.category end', family)
  from (select distinct family from app.families()) f;

-- Periods: 1 to 4 are the quarters, 5 is the year.
create table figure_release (
  organisation_id uuid not null references organisation,
  year integer not null,
  period integer not null check (period between 1 and 5),
  released_by uuid not null references person,
  released_at timestamptz not null,
  primary key (organisation_id, year, period)
);
alter table figure_release enable row level security;
-- What was counted, also what is not told. No role of the application reads it.
create table figure_cell (
  organisation_id uuid not null,
  year integer not null,
  period integer not null,
  subject text not null references figure_subject,
  cell text not null,
  n integer not null check (n >= 0),
  told boolean not null,
  primary key (organisation_id, year, period, subject, cell),
  foreign key (organisation_id, year, period) references figure_release
);
alter table figure_cell enable row level security;
create trigger append_only before update or delete or truncate on figure_cell execute function app.refuse_change();
create trigger append_only before update or delete or truncate on figure_release execute function app.refuse_change();
-- Which report was counted where, until the year is released: what a year counts must be what its quarters counted.
create table figure_part (
  organisation_id uuid not null references organisation,
  year integer not null,
  period integer not null,
  case_id uuid references incident_case on delete cascade,
  subject text not null references figure_subject,
  cell text not null
);
create index figure_part_of_period on figure_part (organisation_id, year, period, subject);
create index figure_part_of_case on figure_part (case_id);
alter table figure_part enable row level security;

create function app.in_time(done timestamptz, due timestamptz) returns text language sql immutable as $$
  select case when done <= due then 'in_time' when done is not null then 'late' else 'not' end $$;
-- Late is told apart from not at all, as for the other clocks, and what is due is what the protocol of the case says.
create or replace function app.clocks_of(c uuid) returns table (take_up text, decision text, talk text) language sql stable set search_path = weerbaar, pg_temp as $$
  select app.in_time(i.taken_up_at, coalesce(t.take_up, i.reported_at)),
    app.in_time(e.decided, coalesce(t.decision, i.reported_at + interval '24 hours')),
    app.in_time(e.talked, coalesce(t.talk, i.reported_at + interval '72 hours'))
  from incident_case i
    cross join lateral (
      select min(due_at) filter (where kind = 'take_up') as take_up, min(due_at) filter (where kind = 'decision') as decision,
        min(due_at) filter (where kind = 'support_talk') as talk
      from task where case_id = i.id) t
    cross join app.moments_of(c) e
  where i.id = c $$;

-- How many people are in these cells together; who is in each, by number.
create function app.persons_in(who jsonb, cells integer[]) returns integer language sql immutable as $$
  select count(distinct p)::integer from unnest(cells) i, jsonb_array_elements(who -> (i - 1)) p $$;
-- At least five people; and so at least five reports.
create function app.is_safe(who jsonb, cells integer[]) returns boolean language sql immutable as $$
  select app.persons_in(who, cells) >= 5 $$;

-- What else must be withheld so that this cell cannot be computed: cells that can change with it while all that is told, rows,
-- columns and totals, stays as it is. Another table that looks the same, one report away, proves it. The cells to withhold too
-- (empty when it is safe as it is), or null when there is no such table.
create function app.cover(at integer, n integer[], told boolean[], fresh boolean[]) returns integer[] language sql immutable as $$
  select array(select i from unnest(array[at, c, b, e]) i where told[i])
  from (select (at - 1) / 5 as row, (at - 1) % 5 + 1 as col) a,
    generate_series(0, cardinality(n) / 5 - 1) other_row, generate_series(1, 5) other_col, (values (1), (-1)) v (d),
    -- The year is the sum of its quarters: with one of them it goes up; of two quarters one goes up and the other down.
    lateral (select row * 5 + other_col as c, other_row * 5 + col as b, other_row * 5 + other_col as e,
      case when 5 in (col, other_col) then d else -d end as x) m
  where other_row <> row and other_col <> col
    and n[at] + d >= 0 and n[c] + x >= 0 and n[b] - d >= 0 and n[e] - x >= 0
    and not (told[c] and (c <= 5 or not fresh[other_col])) and not (told[b] and (b <= 5 or not fresh[col]))
    and not (told[e] and (e <= 5 or not fresh[other_col])) and not (told[at] and not fresh[col])
  order by case when told[c] then n[c] + 1 else 0 end + case when told[b] then n[b] + 1 else 0 end + case when told[e] then n[e] + 1 else 0 end,
    other_row, other_col, d
  limit 1 $$;

-- What is told of a table: row by row the four quarters and the year, each row in five numbers. The first row stands for what the
-- columns together are known to be: told where the total is told. `before`: what was told before, in columns that are not fresh; a
-- column that is not released is not told, and nobody asks what is in it. `who`: the people in each cell, by number.
create function app.withhold(n integer[], who jsonb, before boolean[], fresh boolean[], released boolean[]) returns boolean[] language plpgsql immutable as $$
declare
  told boolean[] := before; size integer := cardinality(n); more integer[]; again boolean := true; left_over integer[]; least integer;
begin
  for i in 6..size loop
    if fresh[(i - 1) % 5 + 1] then told[i] := app.is_safe(who, array[i]); end if;
  end loop;
  while again loop
    again := false;
    -- What is left of a total is told too, by subtracting: it must be nothing, or many of many people.
    for c in 1..5 loop
      if fresh[c] and told[c] then
        left_over := array(select i from generate_series(5 + c, size, 5) i where not told[i] and n[i] > 0);
        if left_over <> '{}' and not app.is_safe(who, left_over) then
          select i into least from generate_series(5 + c, size, 5) i where told[i] and n[i] > 0 order by n[i], i limit 1;
          if least is not null then told[least] := false; again := true; end if;
        end if;
      end if;
    end loop;
    -- So is what is left of a year when quarters are subtracted, also those that were not released yet.
    for y in 10..size by 5 loop
      left_over := array(select i from generate_series(y - 4, y - 1) i where not told[i] and n[i] > 0);
      if told[y] and true = any(released[1:4]) and left_over <> '{}' and not app.is_safe(who, left_over) then
        select i into least from generate_series(y - 4, y) i where told[i] and n[i] > 0 and fresh[(i - 1) % 5 + 1];
        if least is not null then told[least] := false; again := true; end if;
      end if;
    end loop;
    for i in 6..size loop
      if not told[i] and n[i] > 0 and released[(i - 1) % 5 + 1] then
        more := app.cover(i, n, told, fresh);
        if more is null then
          -- Then nothing new is told at all, and all is as safe as it was.
          for j in 6..size loop
            if fresh[(j - 1) % 5 + 1] then told[j] := false; end if;
          end loop;
          return told;
        end if;
        foreach least in array more loop told[least] := false; again := true; end loop;
      end if;
    end loop;
  end loop;
  -- That there is nothing follows anyway, or tells of nobody: it is told where no number hides behind it.
  for i in 6..size loop
    if fresh[(i - 1) % 5 + 1] and n[i] = 0 and not told[i] and app.cover(i, n, told, fresh) is distinct from '{}' then told[i] := true; end if;
  end loop;
  return told;
end $$;

-- The quarter or the year is over, in the time of Amsterdam.
create function app.period_begins(y integer, p integer) returns timestamptz language sql immutable as $$
  select make_date(y, case p when 5 then 1 else 3 * p - 2 end, 1)::timestamp at time zone 'Europe/Amsterdam' $$;
create function app.period_ends(y integer, p integer) returns timestamptz language sql immutable as $$
  select case when p in (4, 5) then app.period_begins(y + 1, 1) else app.period_begins(y, p + 1) end $$;
-- Midnight after this day, and the first and last day of a period.
create function app.day_after(d date) returns timestamptz language sql immutable as $$
  select (d + 1)::timestamp at time zone 'Europe/Amsterdam' $$;
create function app.days_of(o uuid, y integer, p integer) returns table (o uuid, first_day date, last_day date) language sql immutable as $$
  select o, (app.period_begins(y, p) at time zone 'Europe/Amsterdam')::date, (app.period_ends(y, p) at time zone 'Europe/Amsterdam')::date - 1 $$;
create function app.reads_figures(o uuid) returns boolean language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select o in (select app.organisations_as('auditor')) or o in (select app.organisations_as('coordinator')) $$;

-- What is left out is left out for everybody: reports about the chair and of integrity, and those in which a colleague is named, so
-- that nobody finds one missing and knows that it is about them.
create function app.is_counted(c incident_case) returns boolean language sql stable set search_path = weerbaar, pg_temp as $$
  select c.line not in ('about_mayor', 'integrity') and not exists (select from barred b where b.case_id = c.id) $$;
-- Where each report of a quarter is counted; what divides a cell counts those of that cell. Of a report that is gone (kept_figure)
-- only the kind is known.
create function app.count_quarter(o uuid, y integer, p integer, s figure_subject) returns void language plpgsql set search_path = weerbaar, pg_temp as $$
begin
  execute format($q$
    insert into figure_part (organisation_id, year, period, case_id, subject, cell)
    select $1, $2, $3, c.id, %1$L, coalesce(%2$s, 'none')
    from incident_case c, app.days_of($1, $2, $3) x
    where c.organisation_id = $1 and c.reported_at >= app.period_begins($2, $3) and c.reported_at < app.period_ends($2, $3) and app.is_counted(c)
      and (%4$L = 'total' or c.id in (select t.case_id from figure_part t
        where t.organisation_id = $1 and t.year = $2 and t.period = $3 and t.subject = %4$L and t.cell = %5$L))
    union all
    select $1, $2, $3, null, %1$L, coalesce(%3$s, 'none')
    from kept_figure c where c.organisation_id = $1 and c.year = $2 and c.quarter = $3::text and %4$L = 'total'$q$,
    s.subject, s.cell_of, case when s.subject in ('total', 'family') then s.cell_of else 'null' end, s.parent, s.parent_cell) using o, y, p;
end $$;
-- Of the year: those that what it divides counted, as they stand now; or what is counted by itself.
create function app.count_year(o uuid, y integer, s figure_subject) returns void language plpgsql set search_path = weerbaar, pg_temp as $$
begin
  execute format($q$
    insert into figure_part (organisation_id, year, period, case_id, subject, cell)
    select $1, $2, 5, c.id, %1$L, coalesce(%2$s, 'none')
    from incident_case c, app.days_of($1, $2, 5) x
    where c.organisation_id = $1 and %3$s$q$,
    s.subject, s.cell_of, case
      when s.counted_if is not null then format('c.reported_at < app.period_ends($2, 5) and app.is_counted(c) and %s', s.counted_if)
      else format('c.id in (select t.case_id from figure_part t where t.organisation_id = $1 and t.year = $2 and t.subject = %L and t.cell = %L)',
        s.parent, s.parent_cell) end) using o, y;
end $$;

-- The table of one subject: what was released before, and what comes now, in rows of four quarters and the year.
create function app.figure_table(o uuid, y integer, p integer, s figure_subject, rows text[]) returns table (n integer[], who jsonb, told boolean[])
  language sql stable set search_path = weerbaar, pg_temp as $$
  with parts as (
    select t.period, t.cell, dense_rank() over (order by coalesce(c.hit_id, c.reporter_id)) as person, c.id
    from figure_part t left join incident_case c on c.id = t.case_id
    where t.organisation_id = o and t.year = y and t.subject = s.subject),
  fresh as (select period, cell, count(*)::integer as n from parts where period = p group by period, cell),
  before as (select period, cell, f.n, f.told from figure_cell f where f.organisation_id = o and f.year = y and f.subject = s.subject),
  -- Of each quarter: what was counted at its release, and of one that has none yet what will be.
  known as (
    select b.cell, b.period, b.n from before b
    union all
    select t.cell, t.period, count(*) from parts t where t.period not in (select r.period from figure_release r where r.organisation_id = o and r.year = y and r.period <> p)
    group by t.cell, t.period),
  released as (select period from figure_release r where r.organisation_id = o and r.year = y and r.period <> p),
  -- What a year counts of what it divides, less what is known of reports that are there still: not known.
  whole as (select f.n from figure_cell f where f.organisation_id = o and f.year = y and f.period = 5 and f.subject = s.parent and f.cell = s.parent_cell),
  counted as (
    select r.place, r.cell, q as period,
      case
        when s.told_of = 'year' then case when q in (1, 5) then coalesce(fresh.n, 0)
          + case when r.cell = 'none' then greatest((select whole.n from whole) - (select count(*) from parts)::integer, 0) else 0 end else 0 end
        else coalesce((select sum(k.n) from known k where k.cell = r.cell and k.period <> 5 and q in (k.period, 5))::integer, 0)
      end as n,
      -- A cell that was not there when its period was released is known to be empty.
      case when q = p then false else coalesce(before.told, q in (select period from released) and s.told_of <> 'year') end as told,
      coalesce((select jsonb_agg(distinct parts.person) from parts where parts.id is not null and parts.cell = r.cell
        and (parts.period = q or (q = 5 and s.told_of = 'both'))), '[]') as who
    from unnest(rows) with ordinality r (cell, place) cross join generate_series(1, 5) q
      left join fresh on fresh.cell = r.cell and (fresh.period = q or s.told_of = 'year')
      left join before on before.cell = r.cell and before.period = q)
  select array_agg(c.n order by place, period), jsonb_agg(c.who order by place, period), array_agg(c.told order by place, period) from counted c $$;

create function app.release_subject(o uuid, y integer, p integer, s figure_subject) returns void language plpgsql set search_path = weerbaar, pg_temp as $$
declare rows text[]; t record; head boolean[]; told boolean[]; begin
  if s.told_of = 'year' then perform app.count_year(o, y, s);
  elsif not exists (select from figure_part f where f.organisation_id = o and f.year = y and f.period = p and f.subject = s.subject) and p < 5 then
    perform app.count_quarter(o, y, p, s);
  end if;
  execute format('select %s from (select $1 as o) x', s.cells) into rows using o;
  rows := array(select cell from (
    select unnest(rows) as cell
    union select f.cell from figure_cell f where f.organisation_id = o and f.year = y and f.subject = s.subject
    union select f.cell from figure_part f where f.organisation_id = o and f.year = y and f.subject = s.subject) x order by cell);
  select * into t from app.figure_table(o, y, p, s, rows);
  -- The first row: where the total is told. Of what is counted by itself nothing is told beside it.
  head := array(select s.parent <> s.subject and exists (select from figure_cell f where f.organisation_id = o and f.year = y and f.period = q
    and f.subject = s.parent and f.cell = s.parent_cell and f.told) from generate_series(1, 5) q);
  told := app.withhold(array_fill(1000, array[5]) || t.n, '[[-1,-2,-3,-4,-5],[-1,-2,-3,-4,-5],[-1,-2,-3,-4,-5],[-1,-2,-3,-4,-5],[-1,-2,-3,-4,-5]]' || t.who,
    head || t.told,
    array(select q = p and (head[q] or s.parent = s.subject) from generate_series(1, 5) q),
    array(select exists (select from figure_release r where r.organisation_id = o and r.year = y and r.period = q and (s.told_of <> 'year' or q = p))
      from generate_series(1, 5) q));
  insert into figure_cell (organisation_id, year, period, subject, cell, n, told)
    select o, y, p, s.subject, cell, t.n[5 * place - 5 + p], told[5 * place + p]
    from unnest(rows) with ordinality r (cell, place);
end $$;

create function app.release_period(o uuid, y integer, p integer) returns void language plpgsql set search_path = weerbaar, pg_temp as $$
declare s figure_subject; begin
  insert into figure_release (organisation_id, year, period, released_by, released_at) values (o, y, p, app.viewer(), app.now());
  for s in select * from figure_subject where told_of = 'both' or (told_of = 'year') = (p = 5) order by place loop
    perform app.release_subject(o, y, p, s);
  end loop;
end $$;

-- Releases a period that is over. Says whether it did. A year takes along the quarters that were not released, and goes first: of
-- few reports the year tells most.
create function app.release_figures(o uuid, y integer, p integer) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare s figure_subject; quarters integer[]; begin
  if not app.reads_figures(o) or p is null or p not between 1 and 5 or app.period_ends(y, p) > app.now() then return false; end if;
  -- Two releases at once would not know of each other.
  perform from organisation where id = o for no key update;
  if exists (select from figure_release r where r.organisation_id = o and r.year = y and r.period in (p, 5)) then return false; end if;
  if p < 5 then
    perform app.release_period(o, y, p);
    return true;
  end if;
  quarters := array(select q from generate_series(1, 4) q
    where not exists (select from figure_release r where r.organisation_id = o and r.year = y and r.period = q));
  foreach p in array quarters loop
    for s in select * from figure_subject where told_of <> 'year' loop perform app.count_quarter(o, y, p, s); end loop;
  end loop;
  perform app.release_period(o, y, 5);
  foreach p in array quarters loop perform app.release_period(o, y, p); end loop;
  -- Nothing more is counted of this year.
  delete from figure_part f where f.organisation_id = o and f.year = y;
  return true;
end $$;

-- What was told, and nothing else: a number that was not told is not among these.
create function app.figures(o uuid, y integer) returns table (period integer, subject text, cell text, n integer)
  language sql stable security definer rows 300 set search_path = weerbaar, pg_temp as $$
  select f.period, f.subject, f.cell, case when f.told then f.n end
  from figure_cell f where f.organisation_id = o and f.year = y and app.reads_figures(o) $$;
create function app.figure_releases(o uuid) returns table (year integer, period integer, released_at timestamptz)
  language sql stable security definer rows 20 set search_path = weerbaar, pg_temp as $$
  select r.year, r.period, r.released_at from figure_release r where r.organisation_id = o and app.reads_figures(o) $$;
grant execute on function app.release_figures(uuid, integer, integer), app.figures(uuid, integer), app.figure_releases(uuid) to weerbaar_app;
