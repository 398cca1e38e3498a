set local search_path = weerbaar, pg_temp;

-- The functions of the group "council" in content/functions.yaml, those of the public bodies in the Caribbean too: a rule holds
-- the two against each other, so that a new function cannot slip past the privacy officer.
create or replace function app.is_council(function text) returns boolean language sql immutable as $$
  select function in ('council_member', 'states_member', 'general_board_member', 'island_council_member', 'committee_member', 'candidate') $$;
