import assert from 'node:assert/strict'
import type pg from 'pg'

// What must be true of every case at every moment, however the process that worked on it ended.

/** Each a query for what is wrong; sound data gives no rows. */
const faults: Readonly<Record<string, string>> = {
  'a draft has nothing of a report': `
    select id from incident_case c where state = 'draft' and (reference is not null or owner_id is not null
      or exists (select from task where case_id = c.id) or exists (select from case_event where case_id = c.id)
      or exists (select from job where case_id = c.id and kind <> 'sweep_files') or exists (select from participant where case_id = c.id and role = 'handler'))`,
  'every case has its keys': `
    select id from incident_case c where not exists (select from case_key where case_id = c.id)
      or not exists (select from incident_key k where k.incident_id = c.incident_id)`,
  'a report is whole: words, owner, clocks, mails, the step in the timeline and in the trail': `
    select id from incident_case c where state <> 'draft' and not (
      exists (select from case_report where case_id = c.id)
      and exists (select from participant p where p.case_id = c.id and p.role = 'handler')
      and (select count(*) from participant p where p.case_id = c.id and p.role in ('reporter', 'person_hit')) = 2
      and (select count(*) from task where case_id = c.id and kind in ('take_up', 'decision', 'support_talk')) = 3
      and exists (select from job where case_id = c.id and kind = 'case_mail')
      and exists (select from job where case_id = c.id and kind = 'not_taken_up')
      and (select count(*) from case_event where case_id = c.id and event = 'submit') = 1
      and (select count(*) from audit_entry where case_id = c.id and action = 'case.submit') = 1)`,
  'what was told can be searched': `
    select id from incident_case c where state <> 'draft' and not exists (select from case_words where case_id = c.id)`,
  'the state is where the steps lead': `
    select id from incident_case c where state <> 'draft' and state <> (case
      when exists (select from case_event where case_id = c.id and event = 'close') then 'closed'
      when exists (select from case_event where case_id = c.id and event = 'take_up') then 'in_progress'
      else 'reported' end)`,
  'each step is in the timeline as often as in the trail': `
    select id from incident_case c where (select count(*) from case_event where case_id = c.id)
      <> (select count(*) from audit_entry where case_id = c.id and result = 'done'
        and action in ('case.submit', 'case.take_up', 'case.set_category', 'case.decide', 'case.close'))`,
  'a step that is sent twice is taken once': `
    select case_id from case_event group by case_id, event having count(*) > 1`,
  'a decision is written down when it is taken, and its task is done then': `
    select id from incident_case c where
      (select count(*) from incident_entry where case_id = c.id and kind = 'decision')
        <> (select count(*) from case_event where case_id = c.id and event = 'decide')
      or (exists (select from case_event where case_id = c.id and event in ('decide', 'close'))
        and exists (select from task where case_id = c.id and kind = 'decision' and done_at is null))`,
  'a case that was taken up belongs to who took it up, with all that is open in it': `
    select id from incident_case c where taken_up_at is not null and exists (
      select from task where case_id = c.id and done_at is null and (owner_id <> c.owner_id or kind = 'take_up'))`,
  'a task has the owner, the line and the unit of its case': `
    select t.id from task t join incident_case c on c.id = t.case_id
    where (t.case_owner_id, t.line, t.unit_id) is distinct from (c.owner_id, c.line, c.unit_id)`,
  'every audit entry has its place in the tree, or waits for it': `
    select id from audit_entry a where not exists (select from pending where entry_id = a.id)
      and not exists (select from leaf where entry_id = a.id)`,
  'a whole file has all its parts': `
    select id from file f where state = 'complete' and chunks <> (select count(*) from file_chunk where file_id = f.id)`,
  'no part of a file is there without its file': `
    select file_id from file_chunk k where not exists (select from file f where f.id = k.file_id)`,
  'no file is there without its case': `
    select id from file f where not exists (select from incident_case c where c.id = f.case_id)`,
  'an attachment is there with its mail, and a mail with its attachments': `
    select a.id from file a join file mail on mail.id = a.parent_id where a.state <> mail.state`,
  'a file that is still arriving is waited for, and swept away in the end': `
    select id from file f where state = 'arriving'
      and not exists (select from job where case_id = f.case_id and kind = 'sweep_files')`,
  'numbers are used once, and none beyond the counter': `
    select reference from incident_case where reference is not null group by reference having count(*) > 1
    union all select c.reference from incident_case c join reference_counter r using (organisation_id)
      where right(c.reference, 6)::int > r.last`,
}

export async function checkSound(owner: pg.Client): Promise<void> {
  for (const [what, query] of Object.entries(faults)) {
    const { rows } = await owner.query(query)
    assert.deepEqual(rows, [], `not so: ${what}`)
  }
}
