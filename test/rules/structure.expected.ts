/** What the application's role may call: who looks, questions that policies ask, and the doors, which do one thing each. */
export const functions = {
  viewer: 'assured now system_of viewer utc',
  questions: `
    barred_cases
    begun_together
    closed_trails
    coordinates
    drafts
    emergency_cases
    handles
    has_no_key
    helped_cases
    helps
    is_joined
    is_own
    is_unused
    line_of
    may_be_given
    may_copy
    may_name_perpetrator
    may_open
    meets
    my_cases
    my_desks
    my_lines
    my_organisations
    my_units
    on_line
    organisations_as
    organisations_of_my_cases
    organisations_i_receive_for
    own_cases
    plans_i_read
    asked_requests closed_requests own_answered_requests own_requests rights_asked rights_desk
    units_i_work_in
    works_on`,
  doorOfCases:
    'cases_beside count_pieces custody_of hold_incidents next_reference open_case open_words organisation_key record_anonymous',
  doorOfPeople: `account_for_sign_in add_link ask_reset calendar_tasks is_calendar change_password choose_organisation end_session first_organisation
    link_person own_password_hash person_by_email public_theme session_actor start_session use_link without_password`,
  doorOfSessions: 'end_other_sessions end_own_session is_given_device knows_device meet_device own_sessions',
  doorOfFactors: `add_passkey ask_passkey begin_authenticator confirm_authenticator make_recovery_codes own_authenticators
    own_passkeys own_recovery_codes passkey_for_sign_in remove_passkey use_passkey use_passkey_challenge use_recovery_code
    use_step`,
  doorOfResets: 'awaiting_code factor_state give_code reset_factors',
  doorOfProviders: `approve_provider begin_attempt identity_person link_by_rule link_identity own_identities provider_at provider_key
    provider_settings provider_waits providers put_provider stop_provider unlink_identity use_attempt`,
  doorOfEmergencies: 'ask_emergency decide_emergency emergencies_to_decide emergency_case own_emergencies',
  doorOfMeasures: 'may_be_told measures_for_own open_told told_of',
  doorOfFigures: 'figure_releases figures release_figures',
  doorOfAdministration: 'allow_perpetrator open_tasks_of',
  doorOfRetention:
    'destroy_incident draft_term forget_identities remove_drafts retention_facts retention_open set_retention',
  doorOfScans: `answers_as begin_answers consents_of forget_answers keep_answers keep_result my_answers open_answers open_decided progress_due province_of
    results_of shares_in_province     rounds_i_am_in share_answers`,
  doorOfAnswerFiles: `add_answer_chunk answer_chunk answer_files begin_answer_file complete_answer_file drop_answer_file may_add_files
    reads_answer_files`,
  doorOfRounds:
    'ask_in_round end_round finished_in_round leads_round name_rows open_round round_before round_is_left round_members take_round',
  doorOfJobsWithAnswers: `answers_to_count close_round expire_answers expire_rounds hand_round instruments_to_count release_answers
    sweep_answer_files`,
  doorOfGuidance: 'confirm_norm my_confirmations norm_shares public_norm',
  doorOfPlans: 'count_home_costs',
  doorOfRights: `answer_about ask_about begin_request leave_request names_to_keep open_request others_at_rights_desk remind_rights_desk remove_requests
    rights_askable rights_person step_request`,
  doorOfOwnData: 'own_sign_ins own_trail',
  doorOfServer: 'applied_migrations known_instruments known_master_keys master_keys_in_use queue_scans',
  doorOfJobsWithKeys: 'file_to_scan record_scan',
  doorOfLog: `add_tree_head append_leaves check_log find_leaf hold_log last_check last_left last_tree_head log_nodes log_size log_state
    record_check record_head_left`,
  doorOfJobs: 'claim_job finish_job postpone_job retry_set_aside set_aside_job set_aside_kinds',
}

/** What the database does by itself at a change of a row, by table. */
export const guards = [
  'answer_key: known_master_key',
  'answer_set: keep_history',
  'answer_set: whole_decision',
  'audit_entry: append_only',
  'audit_entry: queue_audit_entry',
  'authenticator: known_master_key',
  'case_entry: append_only',
  'case_entry: append_only_row',
  'case_event: append_only',
  'case_event: append_only_row',
  'figure_cell: append_only',
  'figure_release: append_only',
  'file: guard_file',
  'file: guard_shared',
  'identity_provider: known_master_key',
  'incident_case: forget_empty_incident',
  'incident_case: guard_case',
  'incident_case: place_tasks',
  'incident_entry: guard_shared',
  'job: guard_job',
  'leaf: append_only',
  'log_check: append_only',
  'measure: guard_measure',
  'membership: keep_administrators_apart',
  'membership: keep_archivists_apart',
  'membership_confirmation: append_only',
  'occurrence: append_only',
  'occurrence: append_only_row',
  'organisation: begin_retention',
  'organisation: plan_telling',
  'organisation_province: stop_sharing',
  'participant: guard_participant',
  'piece_reading: end_reading',
  'piece_reading: guard_reading',
  'plan_measure: guard',
  'plan_measure: owner_here',
  'plan_measure: record',
  'protocol_adoption: append_only',
  'protocol_version: no_change',
  'rights_step: append_only',
  'scan_sharing: same_province',
  'setting_change: append_only',
  'subtree: append_only',
  'task: place_task',
  'tree_head: append_only',
  'tree_head_left: append_only',
]
