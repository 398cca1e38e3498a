import { BundleRefused, verifyBundle, type Checked } from '../../engines/bundle/verify.ts'
import { parseVerifierKey, type VerifierKey } from '../../platform/signing.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { CommandError } from '../owner.ts'

const help = `Usage: weerbaar verify-bundle FILE [--key KEY]…

Checks a bundle of evidence: every original, the overview and the manifest against their hashes, that nothing was
added, left out or renamed, and the signature. Reads that file and nothing else: no database and no network.

  --key KEY   a public key of the log of the installation that packed it, as the page of its auditor shows it.
              Without it the key in the bundle is asked: then the bundle is whole, but compare who signed it yourself.`

/** Checks evidence that was handed over, wherever it lies now. */
export const verifyBundleCommand: Command = {
  help,
  run: async words => {
    const { values, positionals } = readWords({
      args: words,
      allowPositionals: true,
      options: { key: { type: 'string', multiple: true } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('Name one bundle')
    const keys = (values.key ?? []).map(parseKey)
    report(await checked(file, keys), keys.length > 0)
  },
}

function parseKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function checked(file: string, keys: readonly VerifierKey[]): Promise<Checked> {
  try {
    return await verifyBundle(file, keys)
  } catch (error) {
    if (error instanceof BundleRefused) throw new CommandError(error.message, { cause: error })
    throw error
  }
}

const mostShown = 50

function report({ findings, manifest, files, signedBy }: Checked, keyGiven: boolean) {
  const pieces = manifest?.pieces ?? []
  console.log(`${files} files, ${pieces.length} pieces of evidence`)
  for (const finding of findings.slice(0, mostShown)) console.log(finding)
  if (findings.length > 0) throw new CommandError(`The bundle is NOT as it was packed: ${findings.length} findings`)
  const left = pieces.filter(it => it.file === null).length
  if (left > 0) console.log(`${left} originals were left out when it was packed; the overview says why`)
  console.log(
    `Signed by ${signedBy}${keyGiven ? ', which is a key that you gave' : ': compare this key with the auditor’s'}`,
  )
  console.log('The bundle is whole: nothing was changed, left out or added.')
}
