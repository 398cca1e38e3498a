import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { authenticityAddress, hashIn, hashInAddress, readAuthenticity, ReceiptForm } from './authenticity.ts'
import { AuthenticityPage } from './authenticity.views.tsx'
import type { Form } from '../../platform/form.ts'

export const authenticityRoutes = [
  page(authenticityAddress, 'audit.read', ask =>
    authenticityPage(ask, hashInAddress(ask.query), { values: {}, errors: {} }),
  ),

  action(authenticityAddress, 'audit.read', ReceiptForm, {
    invalid: (ask, form) => authenticityPage(ask, undefined, form),
    valid: async (ask, input) => {
      const read = hashIn(ask, input)
      return 'invalid' in read ? read : { seeOther: `${authenticityAddress}?controlegetal=${read.hash}` }
    },
  }),
]

async function authenticityPage(ask: Ask, hash: string | undefined, form: Form): Promise<Page> {
  const it = await readAuthenticity(ask, hash)
  return {
    title: 'Echtheid van het logboek',
    errors: Object.keys(form.errors).length > 0,
    body: <AuthenticityPage it={it} form={form} now={ask.house.clock.now()} />,
  }
}
