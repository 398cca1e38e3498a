export { atDesk, found, type Desk } from '../../engines/access/desk.ts'
export { recordChange, recordChanges } from '../../engines/access/setting-changes.ts'
