set local search_path = weerbaar, pg_temp;

-- What scans, advice, norms and evaluations end in: one plan per organisation, and for each person what is done at their own home.
create function app.plans_i_read() returns setof uuid language sql stable security definer set search_path = weerbaar, pg_temp as $$
  select distinct organisation_id from membership
  where app.assured() and person_id = app.viewer() and role in ('coordinator', 'manager', 'auditor')
    and starts <= app.now() and (ends is null or ends > app.now()) $$;
grant execute on function app.plans_i_read() to weerbaar_app;

-- With a person it is a measure at somebody's home: seen by that person and by who does it, and without any word that people type.
create table plan_measure (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  measure_key text not null check (measure_key ~ '^[A-Za-z0-9_.:@/-]{1,120}$'),
  theme text not null check (theme ~ '^[A-Za-z0-9_.:@/-]{1,80}$'),
  theme_title text not null check (length(theme_title) between 1 and 120),
  title text not null check (length(title) between 1 and 200),
  explanation text not null check (length(explanation) <= 4000),
  owner_id uuid references person,
  unit_id uuid,
  cost_once bigint check (cost_once between 0 and 9999999999),  -- cents
  cost_yearly bigint check (cost_yearly between 0 and 9999999999),
  cost_on date,  -- since when the costs are as they are
  counted boolean not null,  -- in a total of homes
  payer text not null check (payer in ('self', 'employer', 'shared', 'other', 'unknown')),
  due_on date,
  priority text not null check (priority in ('high', 'normal', 'low')),
  state text not null check (state in ('proposed', 'accepted', 'in_progress', 'done', 'dropped', 'not_applicable')),
  reason_code text check (reason_code ~ '^[a-z_]{2,40}$'),
  reason text not null check (length(reason) <= 2000),
  evidence text not null check (length(evidence) <= 2000),
  evidence_url text not null check (length(evidence_url) <= 500),
  risk text not null check (length(risk) <= 200),
  chance_before integer check (chance_before between 1 and 5),
  impact_before integer check (impact_before between 1 and 5),
  chance_after integer check (chance_after between 1 and 5),
  impact_after integer check (impact_after between 1 and 5),
  made_by uuid not null references person,
  made_at timestamptz not null,
  check ((state in ('dropped', 'not_applicable')) = (reason_code is not null)),
  check (num_nulls(chance_before, impact_before) <> 1 and num_nulls(chance_after, impact_after) <> 1),
  constraint plan_measure_home_without_words check (person_id is null or (unit_id is null and reason = '' and evidence = '' and evidence_url = '' and risk = ''
    and num_nonnulls(chance_before, chance_after) = 0)),
  unique nulls not distinct (organisation_id, person_id, measure_key),
  unique (organisation_id, id),
  foreign key (organisation_id, unit_id) references unit (organisation_id, id)
);
create index plan_measure_of_owner on plan_measure (owner_id) where owner_id is not null;
create index plan_measure_of_home on plan_measure (person_id) where person_id is not null;

-- What proposed it. A measure that two scans propose is one measure with two of these.
create table plan_finding (
  id uuid primary key,
  organisation_id uuid not null,
  measure_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{2,40}$'),
  reference text not null check (reference ~ '^[A-Za-z0-9_.:@/-]{1,120}$'),
  label text not null check (length(label) between 1 and 300),
  added_by uuid not null references person,
  added_at timestamptz not null,
  unique (measure_id, kind, reference),
  foreign key (organisation_id, measure_id) references plan_measure (organisation_id, id) on delete cascade
);

-- Who changed what, from what to what: written by a trigger, so that no change goes without.
create table plan_change (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  measure_id uuid not null,
  field text not null check (field ~ '^[a-z_]{2,40}$'),
  old text,
  new text,
  changed_by uuid references person,
  changed_at timestamptz not null,
  foreign key (organisation_id, measure_id) references plan_measure (organisation_id, id) on delete cascade
);
create index plan_change_of_measure on plan_change (measure_id, id);

-- Costs at homes, told in groups of at least five people and each only once: what was told before never changes with one of them.
create table plan_home_batch (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation,
  cost_once bigint not null,
  cost_yearly bigint not null
);

alter table plan_measure enable row level security;
alter table plan_finding enable row level security;
alter table plan_change enable row level security;
alter table plan_home_batch enable row level security;

grant select, insert, delete, update (owner_id, unit_id, title, explanation, cost_once, cost_yearly, payer, due_on, priority, state,
  reason_code, reason, evidence, evidence_url, risk, chance_before, impact_before, chance_after, impact_after) on plan_measure to weerbaar_app;
create policy see on plan_measure for select using (
  (person_id is null and organisation_id in (select app.plans_i_read()))
  or person_id = (select app.viewer())
  or (owner_id = (select app.viewer()) and (select app.assured()) and organisation_id in (select app.my_organisations()))
  or organisation_id = (select app.system_of()));
create policy propose on plan_measure for insert with check (
  made_by = (select app.viewer()) and made_at = app.now() and state = 'proposed' and not counted and cost_on is null
  and case when person_id is null then organisation_id in (select app.organisations_as('coordinator'))
      else person_id = (select app.viewer()) and organisation_id in (select app.my_organisations()) end);
create policy change on plan_measure for update using (
  (person_id is null and organisation_id in (select app.organisations_as('coordinator')))
  or person_id = (select app.viewer())
  or (owner_id = (select app.viewer()) and (select app.assured()) and organisation_id in (select app.my_organisations())));
-- What is proposed for the organisation stays in its plan; what is at somebody's home is theirs to take away.
create policy remove on plan_measure for delete using (person_id = (select app.viewer()));

grant select, insert on plan_finding to weerbaar_app;
create policy see on plan_finding for select using (exists (select from plan_measure m where m.id = measure_id));
create policy add on plan_finding for insert with check (
  added_by = (select app.viewer()) and added_at = app.now() and exists (
    select from plan_measure m where m.id = measure_id and (m.person_id = (select app.viewer())
      or (m.person_id is null and m.organisation_id in (select app.organisations_as('coordinator'))))));

grant select on plan_change to weerbaar_app;
create policy see on plan_change for select using (exists (select from plan_measure m where m.id = measure_id));

grant select on plan_home_batch to weerbaar_app;
create policy see on plan_home_batch for select using (organisation_id in (select app.plans_i_read()));

-- Who does a measure says how it stands. The rest is for who manages the plan, or whose home it is.
create function app.guard_plan_measure() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare told text[] := array['state', 'reason_code', 'reason', 'evidence', 'evidence_url', 'counted'];
begin
  if not coalesce(new.person_id = app.viewer(), new.organisation_id in (select app.organisations_as('coordinator')))
    and to_jsonb(new) - told is distinct from to_jsonb(old) - told
  then raise exception 'not for who only does the measure' using errcode = 'insufficient_privilege'; end if;
  if (new.cost_once, new.cost_yearly) is distinct from (old.cost_once, old.cost_yearly) then new.cost_on := app.today(); end if;
  return new;
end $$;
create trigger guard before update on plan_measure for each row execute function app.guard_plan_measure();

-- Who does a measure works there when they are chosen. Who leaves afterwards stays, until somebody else is chosen.
create function app.require_owner_here() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare moment timestamptz := coalesce(app.now(), now());
begin
  if tg_op = 'UPDATE' and new.owner_id = old.owner_id then return new; end if;
  if not exists (select from membership m where m.person_id = new.owner_id and m.organisation_id = new.organisation_id
    and m.starts <= moment and (m.ends is null or m.ends > moment))
  then raise exception 'who does a measure works there' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger owner_here before insert or update of owner_id on plan_measure
  for each row when (new.owner_id is not null) execute function app.require_owner_here();

create function app.record_plan_change() returns trigger language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  insert into plan_change (organisation_id, measure_id, field, old, new, changed_by, changed_at)
    select new.organisation_id, new.id, was.key, was.value, now_is.value, app.viewer(), app.now()
    from jsonb_each_text(to_jsonb(old)) was join jsonb_each_text(to_jsonb(new)) now_is using (key)
    where was.value is distinct from now_is.value and was.key not in ('cost_on', 'counted')
    order by was.key;
  return null;
end $$;
create trigger record after update on plan_measure for each row execute function app.record_plan_change();

-- Tells the costs of homes that nobody told yet, once they are of five people. Those of today wait, so that who asks does not
-- learn that somebody just filled in something. What people pay themselves is no cost of the plan.
create function app.count_home_costs(o uuid) returns void language plpgsql security definer set search_path = weerbaar, pg_temp as $$
declare ready uuid[];
begin
  if o not in (select app.my_organisations()) then return; end if;
  perform from organisation where id = o for no key update;
  ready := array(select id from plan_measure where organisation_id = o and person_id is not null and not counted and cost_on < app.today()
    and payer in ('employer', 'shared', 'other') and state not in ('dropped', 'not_applicable'));
  if (select count(distinct person_id) from plan_measure where id = any (ready)) < 5 then return; end if;
  insert into plan_home_batch (organisation_id, cost_once, cost_yearly)
    select o, coalesce(sum(cost_once), 0), coalesce(sum(cost_yearly), 0) from plan_measure where id = any (ready);
  update plan_measure set counted = true where id = any (ready);
end $$;
grant execute on function app.count_home_costs(uuid) to weerbaar_app;
