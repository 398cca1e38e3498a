import { readContent } from '../../platform/content.ts'
import { Definition, versionOf } from './definition.ts'

const known = new Map<string, Definition>()

/**
 * A questionnaire in one version, such as `full-report@1`: that of today, or the one that somebody answered years ago.
 * @throws when there is no such file in content/questionnaires, or it holds something else
 */
export function questionnaire(version: string): Definition {
  const found = known.get(version) ?? readContent(`questionnaires/${version}.yaml`, Definition)
  if (versionOf(found) !== version) throw new Error(`content/questionnaires/${version}.yaml holds ${versionOf(found)}`)
  known.set(version, found)
  return found
}
