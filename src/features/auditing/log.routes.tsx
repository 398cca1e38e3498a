import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import type { Form } from '../../platform/form.ts'
import type { CodeInWords } from './codes.ts'
import { FilterForm, filterOf, logAddress, readFilter, readLog, refusedOnly, type Filter } from './log.ts'
import { LogPage } from './log.views.tsx'

export const logRoutes = (codeInWords: CodeInWords) => [
  page('/controle/logboek', 'audit.read', ask => logPage(ask, codeInWords, readFilter(ask.query), undefined)),

  // Sent as a form, so that an e-mail address does not end up in the address of the page.
  action('/controle/logboek', 'audit.read', FilterForm, {
    invalid: (ask, form) => logPage(ask, codeInWords, {}, form),
    valid: async (ask, input) => {
      const filter = await filterOf(ask, input)
      return 'invalid' in filter ? filter : { seeOther: logAddress(filter) }
    },
  }),
]

async function logPage(ask: Ask, codeInWords: CodeInWords, filter: Filter, sent: Form | undefined): Promise<Page> {
  const { rows, names, email } = await readLog(ask, filter)
  const form = sent ?? { values: formValues(filter, email), errors: {} }
  return {
    title: 'Logboek',
    errors: sent !== undefined,
    body: (
      <LogPage
        rows={rows}
        read={(action, code) => codeInWords(action, code, names)}
        filter={filter}
        form={form}
        now={ask.house.clock.now()}
      />
    ),
  }
}

const formValues = ({ action, case: one, from, until, result }: Filter, email: string | undefined): Form['values'] => ({
  wat: action ?? '',
  wie: email ?? '',
  zaak: one ?? '',
  vanaf: from ?? '',
  tot: until ?? '',
  uitkomst: result ? refusedOnly : '',
})
