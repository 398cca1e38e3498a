import { names } from './rows.expected.ts'
import { changeableInPlans } from './rows.plans.ts'

/** The columns that the application's role may write after a row was made. */
export const changeable: Record<string, readonly string[]> = {
  organisation: names('name take_up_hours escalate_hours session_idle_minutes session_hours'),
  organisation_theme: names('organisation_id tokens logo logo_type changed_at'),
  person: names('name'),
  person_setting: names('daily_digest'),
  membership: names('ends'),
  organisation_text: names('words'),
  case_words: names('sealed'),
  unit: names('name'),
  team_agreement: names('words changed_by changed_at'),
  route: names('line handler_id deputy_id'),
  contact_point: names('position name phone url description source checked_on published'),
  incident_case: names(`
    state function unit_id line reference owner_id deputy_id safe_now category outcome reported_at taken_up_at
    closed_at reopen_asked_at incident_id for_whom hit_id happened_at channel influence waiting_for waiting_until
    duplicate_of confirm_asked_at confirmed_at`),
  participant: names('ended_at'),
  case_category: names('ended_at'),
  case_report: names('sealed questions saved_at sent_at stopped_at'),
  perpetrator: names('sealed questions saved_at sent_at'),
  incident_entry: names('incident_id wrapped_key'),
  police_report: names('sealed saved_at'),
  legal_hold: names('ended_by ended_at'),
  measure_told: names('ended_at'),
  measure: names('review_on ends_on ended_at ended_how'),
  plan_measure: changeableInPlans,
  destruction_item: names('decision decided_by decided_at keep_reason keep_until'),
  task: names('owner_id due_at done_at done_by outcome sealed'),
  piece_reading: names('described_by described_at sealed seen_at'),
  campaign: names('changed_at sealed'),
  file: names('state media_type size chunks sealed_facts incident_id wrapped_key shared_at'),
}
