import type { Rights } from './rows.expected.ts'

/** What people do at home is theirs, and of the colleague they put beside it: not of who manages the plan. */
export const rightsInPlans: Record<string, Rights> = {
  plan_measure: { read: 'planReaders handler jobs', add: 'planners', change: 'planners handler' },
  'plan_measure at a home': { read: 'own handler jobs', add: 'own', change: 'own handler', remove: 'own' },
  'plan_measure by another': {},
  plan_finding: { read: 'planReaders handler jobs', add: 'planners' },
  'plan_finding at a home': { read: 'own handler jobs', add: 'own' },
  // Written by a trigger only.
  plan_change: { read: 'planReaders handler jobs' },
  'plan_change at a home': { read: 'own handler jobs' },
  plan_home_batch: { read: 'planReaders' },
}

const planners = ['politicalCoordinator', 'staffCoordinator']
export const planCast = { planners, planReaders: [...planners, 'manager', 'otherManager', 'auditor'] }
export const planCastElsewhere = { planners: ['foreignCoordinator'], planReaders: ['foreignCoordinator'] }

export const changeableInPlans = `
  owner_id unit_id title explanation cost_once cost_yearly payer due_on priority state reason_code reason evidence
  evidence_url risk chance_before impact_before chance_after impact_after`
  .trim()
  .split(/\s+/)
