import { createInterface } from 'node:readline'
import { z } from 'zod'
import { roles } from '../../engines/access/permissions.ts'
import { isLine, functions, lines } from '../../engines/cases/vocabulary.ts'
import { readConfig } from '../../platform/config.ts'
import { cleanLine } from '../../platform/text.ts'
import { listed, readWords, UsageError, type Command } from '../command.ts'
import { invite, type Invitation } from '../invite.ts'
import { asOwner, ownerUrlFrom } from '../owner.ts'

const help = `Usage: DATABASE_OWNER_URL=… weerbaar user invite --organisation CODE --role ROLE [--email ADDRESS] [--name NAME] [options]

Gives somebody a role, and shows a link with which that person chooses a password: once, within 14 days.
The first administrator of an organisation is invited so; that one invites the others on the pages of Weerbaar.

  --email, --name who it is; asked for when they are not given
  --role ROLE     ${listed(roles, 18)}
  --function WHAT what the person is, civil_servant when not given:
                  ${listed(
                    functions.map(it => it.id),
                    18,
                  )}
  --unit NAME     the unit, as it is called in the organisation; a manager has one
  --line LINE     for a coordinator: ${Object.keys(lines).join(', ')}
  WEERBAAR_ORIGIN the address of the website, for the link`

const Options = z
  .object({
    organisation: z.string(),
    role: z.enum(roles),
    email: z.email().max(254).toLowerCase(),
    name: z.string().transform(cleanLine).pipe(z.string().min(1).max(200)),
    function: z.string().refine(id => functions.some(it => it.id === id), 'There is no such function'),
    unit: z.string().optional(),
    line: z.string().refine(isLine, 'There is no such line').optional(),
  })
  .refine(it => (it.role === 'coordinator') === (it.line !== undefined), 'A coordinator has a --line, nobody else has')
  .refine(it => it.role !== 'manager' || it.unit !== undefined, 'A manager has a --unit')

/** Invites somebody from the command line. */
export const user: Command = {
  help,
  run: async words => {
    const invitation = await readInvitation(words)
    const ownerUrl = ownerUrlFrom(process.env)
    const { origin } = readConfig(process.env, false)
    const { path, expires } = await asOwner(ownerUrl, tx => invite(tx, invitation, new Date()))
    if (path === undefined) console.log(`${invitation.email} has an account already, and now has this role too.`)
    else
      console.log(
        `Give this link to ${invitation.name}, and to nobody else. It works once, until ${expires.toISOString().slice(0, 10)}:\n` +
          `${origin}${path}`,
      )
  },
}

async function readInvitation(words: string[]): Promise<Invitation> {
  const string = { type: 'string' } as const
  const options = { organisation: string, role: string, email: string, name: string, unit: string, line: string }
  const { values, positionals } = readWords({
    args: words,
    allowPositionals: true,
    options: { ...options, function: { type: 'string', default: 'civil_servant' } },
  })
  if (positionals.join(' ') !== 'invite') throw new UsageError('Say what to do: weerbaar user invite …')
  // What was given must be right before anything is asked.
  checked({ email: 'somebody@example.nl', name: 'Somebody', ...values })
  return checked({ ...values, ...(await askFor(values)) })
}

function checked(values: unknown): Invitation {
  const parsed = Options.safeParse(values)
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error))
  return parsed.data
}

const questions = [
  ['email', 'E-mail address: '],
  ['name', 'Name: '],
] as const

type Asked = Partial<Record<(typeof questions)[number][0], string>>

/** Who it is, as far as that was not given with the command. */
async function askFor(given: Asked): Promise<Asked> {
  const missing = questions.filter(([name]) => given[name] === undefined)
  const found: Asked = {}
  if (missing.length === 0) return found
  const terminal = createInterface({ input: process.stdin })
  const lines = terminal[Symbol.asyncIterator]()
  for (const [name, question] of missing) {
    process.stdout.write(question)
    const line = await lines.next()
    if (line.done === true) throw new UsageError(`Say who it is: ${missing.map(([it]) => `--${it} …`).join(' ')}`)
    found[name] = line.value
  }
  terminal.close()
  return found
}
