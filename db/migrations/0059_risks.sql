set local search_path = weerbaar, pg_temp;

-- What was published never changes: by its name it is known whether this text was read before.
alter table published_questionnaire add publication uuid unique;
update published_questionnaire set publication = gen_random_uuid();
alter table published_questionnaire alter publication set not null;

-- The rows that everybody in a round answers about, such as the processes of the organisation: named by who leads it, before
-- anybody is asked; null as long as they are not. Words about work, which stay with the counts to say what those are about.
alter table answer_round add lists jsonb
  check (jsonb_typeof(lists) = 'object' and length(lists::text) <= 20000);

create function app.name_rows(r uuid, named jsonb) returns boolean language plpgsql security definer set search_path = weerbaar, pg_temp as $$
begin
  -- Who is asked now is waited for, or finds the rows as they are.
  perform from answer_round x where x.id = r for update;
  update answer_round x set lists = named where x.id = r and x.ended_on is null and app.leads_round(r)
    and not exists (select from round_member m where m.round_id = r);
  return found;
end $$;
grant execute on function app.name_rows(uuid, jsonb) to weerbaar_app;
