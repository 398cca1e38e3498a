import { z } from 'zod'
import { action, download, page, type Ask } from '../../engines/access/routes.ts'
import { stepPath } from '../../engines/access/second-factor.ts'
import type { Answer, Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { qrSvg } from '../../platform/qr.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { base32, otpauthUri } from '../../platform/totp.ts'
import { notFound } from '../../platform/troubles.tsx'
import { beginAuthenticator, confirmAuthenticator, readAuthenticators, type Authenticator } from './authenticator.ts'
import { letIn } from './entering.ts'
import { makeRecoveryCodes, readFactors } from './factors.ts'
import { AuthenticatorPage, FactorsPage, RecoveryCodesPage } from './factors.views.tsx'
import { limitsOf, waitMessage } from './limits.ts'

const here = stepPath.set_up

const Confirm = z.object({
  code: textField({ required: 'Vul de code uit uw app in.', max: 20, oneLine: true }).transform(it =>
    it.replaceAll(' ', ''),
  ),
})

/** Setting up a second factor, and what there is of it. Who has one gets here with two factors only. */
export const factorRoutes = [
  page(here, 'account', async ({ house, actor, query }) => ({
    title: 'Tweede stap bij het inloggen',
    narrow: true,
    body: (
      <FactorsPage
        factors={await readFactors(house, actor)}
        mustSetUp={actor.step === 'set_up'}
        done={query.get('klaar') ?? ''}
      />
    ),
  })),

  action(`${here}/app`, 'account', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async ({ house, actor }) => {
      await beginAuthenticator(house, actor)
      return { seeOther: `${here}/app` }
    },
  }),

  page(`${here}/app`, 'account', ask => authenticatorPage(ask, emptyForm)),

  download(`${here}/qr`, 'account', async ask => {
    const { begun, email } = await readBegun(ask)
    if (!begun) throw new Refusal(notFound)
    const body = qrSvg(otpauthUri(begun.secret, { issuer: 'Weerbaar', account: email }))
    return { fileName: 'qr.svg', contentType: 'image/svg+xml', body, size: body.length, inline: true }
  }),

  action(`${here}/app/bevestigen`, 'account', Confirm, {
    invalid: (ask, form) => authenticatorPage(ask, form),
    valid: async (ask, { code }) => {
      const wait = limitsOf(ask.house).code(ask.actor.id, `set up ${ask.session}`)
      if (wait > 0) return { invalid: { code: waitMessage(wait) } }
      if (!(await confirmAuthenticator(ask.house, ask.actor, code)))
        return {
          invalid: { code: 'Deze code klopt niet. Kijk of uw telefoon de juiste tijd heeft en vul de code van nu in.' },
        }
      return letIn(ask, {
        person: ask.actor.id,
        assurance: 2,
        onward: `${here}/codes`,
        action: 'account.second_step',
      })
    },
  }),

  page(`${here}/codes`, 'account', ask => codesPage(ask, [])),

  // Shown once, in the answer itself: only their hashes are kept.
  action(`${here}/codes`, 'account', z.object({}), {
    invalid: ask => codesPage(ask, []),
    valid: async ask => {
      // Codes are for who has a factor that they stand in for.
      const { since, passkeys } = await readFactors(ask.house, ask.actor)
      if (since === null && passkeys.length === 0) return { seeOther: here }
      return codesPage(ask, await makeRecoveryCodes(ask.house, ask.actor))
    },
  }),
]

async function authenticatorPage(ask: Ask, form: Form): Promise<Answer> {
  const { begun } = await readBegun(ask)
  if (!begun) return { seeOther: here }
  return {
    title: 'Authenticator-app instellen',
    narrow: true,
    errors: form !== emptyForm,
    body: <AuthenticatorPage secret={base32(begun.secret)} form={form} />,
  }
}

const readBegun = ({ house, actor }: Ask): Promise<{ begun: Authenticator | undefined; email: string }> =>
  house.db.as({ person: actor.id }, async tx => ({
    ...(await tx.selectFrom('person').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow()),
    begun: (await readAuthenticators(house, tx)).begun,
  }))

const codesPage = async ({ house, actor }: Ask, codes: readonly string[]): Promise<Page> => ({
  title: 'Herstelcodes',
  narrow: true,
  body: <RecoveryCodesPage codes={codes} left={(await readFactors(house, actor)).codes} />,
})
