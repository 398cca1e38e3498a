import { z } from 'zod'
import { readMasterKeys } from '../../platform/vault.ts'
import { cleanLine } from '../../platform/text.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { addOrganisations, organisationKinds, type NewOrganisation } from '../organisations.ts'
import { asOwner, CommandError, ownerUrlFrom } from '../owner.ts'

const help = `Usage: DATABASE_OWNER_URL=… WEERBAAR_MASTER_KEY_FILE=… weerbaar organisation add --code CODE --name NAME --kind KIND

Adds an organisation that stands in no register, with a key of its own: the public bodies Bonaire, Sint Eustatius and Saba.
Municipalities, provinces and water boards come from a register: weerbaar import organisations FILE.

  --code CODE     two capitals and two to eight capitals or digits, such as BQ01; it stands in addresses and never changes
  --name NAME     as people write it above a page, such as "Openbaar lichaam Bonaire"
  --kind KIND     ${organisationKinds.join(', ')}`

const ofRegister = /^(?:GM\d{4}|PV\d{2}|WS\d{4})$/

const Options = z.object({
  code: z
    .string('Give a --code')
    .regex(/^[A-Z]{2}[0-9A-Z]{2,8}$/, 'A --code is two capitals and two to eight capitals or digits')
    .refine(it => !ofRegister.test(it), 'This one stands in a register: use weerbaar import organisations FILE'),
  name: z.string('Give a --name').transform(cleanLine).pipe(z.string().min(1, 'Give a --name').max(200)),
  kind: z.enum(organisationKinds, `A --kind is one of ${organisationKinds.join(', ')}`),
})

/** Adds one organisation from the command line. */
export const organisation: Command = {
  help,
  run: async words => {
    const wanted = readOrganisation(words)
    const ownerUrl = ownerUrlFrom(process.env)
    const master = readMasterKeys(process.env)
    const { added } = await asOwner(ownerUrl, tx =>
      addOrganisations(tx, [wanted], master, new Date(), 'organisation.added'),
    )
    if (added === 0) throw new CommandError(`There is an organisation with the code ${wanted.code} already.`)
    console.log(
      `${wanted.name} was added. Invite its first administrator:\n` +
        `weerbaar user invite --organisation ${wanted.code} --role administrator --email … --name …`,
    )
    if (wanted.kind === 'public_body') console.log(caribbean)
  },
}

const caribbean =
  'The national contact points were not added, as they are numbers in the European Netherlands. The pages still say 112\n' +
  'and times of Amsterdam: see docs/operations.md before people there use it.'

function readOrganisation(words: string[]): NewOrganisation {
  const string = { type: 'string' } as const
  const { values, positionals } = readWords({
    args: words,
    allowPositionals: true,
    options: { code: string, name: string, kind: string },
  })
  if (positionals.join(' ') !== 'add') throw new UsageError('Say what to do: weerbaar organisation add …')
  const parsed = Options.safeParse(values)
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error))
  return { ...parsed.data, tooi: null }
}
