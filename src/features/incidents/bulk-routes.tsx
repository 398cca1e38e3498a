import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { handOverAll, holders, receivers } from './bulk.ts'
import { BulkForm, HandedOver } from './bulk-views.tsx'
import { urls } from './urls.ts'

async function show({ house, actor }: Ask, form: Form = emptyForm): Promise<Page> {
  const found = await house.db.as({ person: actor.id }, async (tx, now) => ({
    from: await holders(tx, actor),
    to: await receivers(tx, now, actor),
  }))
  return {
    title: 'Draag alles over',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <BulkForm {...found} form={form} />,
  }
}

/** Somebody leaves: the coordinator of the line gives their open cases to somebody else, all at once. */
export const bulkRoutes: readonly Route[] = [
  page(urls.bulkHandOver, 'line.read', ask => show(ask)),
  action(
    urls.bulkHandOver,
    'line.read',
    z.object({ van: z.uuid('Kies van wie'), naar: z.uuid('Kies aan wie'), zeker: z.string().optional() }),
    {
      invalid: (ask, form) => show(ask, form),
      valid: async (ask, { van, naar, zeker }, form) => {
        const { house, actor } = ask
        if (van === naar) return { invalid: { naar: 'Kies iemand anders dan wie de meldingen nu heeft.' } }
        const known = await house.db.as({ person: actor.id }, async (tx, now) => ({
          from: (await holders(tx, actor)).find(it => it.id === van),
          to: (await receivers(tx, now, actor)).find(it => it.id === naar),
        }))
        if (!known.from) return { invalid: { van: 'Deze persoon heeft geen open meldingen op uw lijn.' } }
        if (!known.to) return { invalid: { naar: 'Deze persoon mag geen meldingen van uw lijn behandelen.' } }
        if (zeker === undefined) return show(ask, { ...form, values: { ...form.values, vraag: 'ja' } })
        const handed = await handOverAll(house, actor, van, naar)
        return {
          title: 'De meldingen zijn overgedragen',
          narrow: true,
          body: <HandedOver {...handed} to={known.to.name} />,
        }
      },
    },
  ),
]
