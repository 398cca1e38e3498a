import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { urls } from './urls.ts'
import { searchWords, type FoundCases } from './word-search.ts'
import { WordSearchPage } from './word-search-view.tsx'

const maxSought = 200

const show = ({ house }: Pick<Ask, 'house'>, form: Form = emptyForm, found?: FoundCases): Page => ({
  title: 'Zoek op woorden',
  errors: Object.keys(form.errors).length > 0,
  body: <WordSearchPage now={house.clock.now()} form={form} found={found} />,
})

/** Searching in what was written: for everybody, in what they may read. By POST, because no word may stand in an address. */
export const wordSearchRoutes: readonly Route[] = [
  page(urls.searchWords, 'case.search_words', async ask => show(ask)),
  action(
    urls.searchWords,
    'case.search_words',
    z.object({ woorden: textField({ max: maxSought, oneLine: true, required: 'Vul een woord in' }) }),
    {
      invalid: async (ask, form) => show(ask, form),
      valid: async (ask, { woorden }, form) => {
        const found = await searchWords(ask.house, ask.actor, woorden)
        return found ? show(ask, form, found) : { invalid: { woorden: 'Vul een woord in dat meer zegt' } }
      },
    },
  ),
]
