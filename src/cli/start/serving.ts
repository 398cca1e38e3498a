import { CommandError } from '../owner.ts'

export function startServing(): Promise<void> {
  throw new CommandError('not yet')
}
