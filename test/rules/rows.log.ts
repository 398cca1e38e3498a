import type { Rights } from './rows.expected.ts'

/** The transparency log: through functions only. */
export const rightsInLog: Record<string, Rights> = {
  pending: {},
  leaf: {},
  subtree: {},
  tree_head: {},
  tree_head_left: {},
  log_check: {},
}
