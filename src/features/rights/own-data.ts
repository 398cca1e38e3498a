import type { FindOwnData } from '../../engines/access/own-data.ts'
import { readOwn } from './requests.ts'
import { codeName, kindName, stateName } from './words.ts'

/** What somebody asked about their own data before. The words and the answer are read at the request itself. */
export const ownRightsData: FindOwnData = async ({ tx, actor }) => [
  {
    title: 'Uw verzoeken over uw gegevens',
    items: (await readOwn(tx, actor.id)).map(it => ({
      title: `Verzoek ${it.number}`,
      facts: [
        { label: 'Wat', value: kindName(it.kind) },
        { label: 'Ontvangen', value: it.received_on },
        { label: 'Stand', value: stateName(it.state) },
        ...(it.state === 'answered' ? [{ label: 'Besluit', value: codeName(it.decision) }] : []),
      ],
      words: [],
    })),
  },
]
