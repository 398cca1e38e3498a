set local search_path = weerbaar, pg_temp;

-- Searching a line, newest first. Included is all that is searched by and what the policy asks, so that passing over a case
-- that does not agree reads the index alone.
create index case_sought on incident_case (organisation_id, line, reported_at desc, id desc)
  include (state, category, function, channel, happened_at, hit_id, owner_id, reporter_id, unit_id)
  where reported_at is not null;
