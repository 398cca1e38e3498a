import { z } from 'zod'
import { differences } from '../../engines/access/setting-changes.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { provinces } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Select } from '../../ui/form.tsx'
import { Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { atDesk, recordChange, type Desk } from './desk.ts'
import { Trail } from './people.views.tsx'

const here = '/beheer/provincie'

const unknown = 'Kies een provincie uit de lijst.'

const ProvinceForm = z.object({
  provincie: z
    .string()
    .regex(/^(PV[0-9A-Z]{2,8})?$/, unknown)
    .default(''),
})

/** In which province the organisation lies: the norm of a province is for those. */
export const provinceRoutes = [
  page(here, 'settings.manage', ask => provincePage(ask, emptyForm)),

  action(here, 'settings.manage', ProvinceForm, {
    invalid: (ask, form) => provincePage(ask, form),
    valid: (ask, { provincie }) =>
      atDesk(ask, async desk => {
        if (!Object.hasOwn(await choicesFor(desk), provincie) && provincie !== '')
          return { invalid: { provincie: unknown } }
        await saveProvince(desk, provincie)
        return { seeOther: `${here}?klaar=ja` }
      }),
  }),
]

async function readProvince({ tx, organisation }: Desk): Promise<string> {
  const row = await tx
    .selectFrom('organisation_province')
    .select('province')
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return row?.province ?? ''
}

/** The list, and where the organisation lies by now: the fictitious province of a demonstration is in no list. */
async function choicesFor(desk: Desk): Promise<Readonly<Record<string, string>>> {
  const stored = await readProvince(desk)
  return stored === '' || Object.hasOwn(provinces, stored) ? provinces : { ...provinces, [stored]: `Code ${stored}` }
}

async function saveProvince(desk: Desk, province: string): Promise<void> {
  const { tx, organisation } = desk
  const before = await readProvince(desk)
  if (before === province) return
  if (province === '')
    await tx.deleteFrom('organisation_province').where('organisation_id', '=', organisation).execute()
  else
    await tx
      .insertInto('organisation_province')
      .values({ organisation_id: organisation, province })
      .onConflict(conflict => conflict.column('organisation_id').doUpdateSet({ province }))
      .execute()
  await recordChange(
    desk,
    'administration.settings_changed',
    `province:${before || 'none'}→${province || 'none'}`,
    differences('organisation', organisation, { province: before }, { province }),
  )
}

const provincePage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Provincie',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <ProvincePage
        choices={await choicesFor(desk)}
        form={{ ...form, values: { provincie: await readProvince(desk), ...form.values } }}
        done={ask.query.get('klaar') === 'ja'}
      />
    ),
  }))

interface PageProps {
  choices: Readonly<Record<string, string>>
  form: Form
  done: boolean
}

const ProvincePage = ({ choices, form, done }: PageProps) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Provincie" />
    <PageTitle>In welke provincie ligt uw organisatie?</PageTitle>
    <Lead>
      Sommige provincies hebben een eigen norm. Die ziet u bij Scans als u hier uw provincie kiest. Bent u zelf de
      provincie? Dan hoeft u niets te kiezen.
    </Lead>
    {done && (
      <Note kind="success">
        <p>De provincie is opgeslagen.</p>
      </Note>
    )}
    <Note kind="info">
      <p>
        De provincie ziet niets van u totdat een coördinator zegt dat het mag. Kiest u een andere provincie, dan stopt
        wat u met de vorige deelde.
      </p>
    </Note>
    <form method="post" action={here} noValidate>
      <Select
        name="provincie"
        label="Provincie"
        form={form}
        optional
        empty="Geen"
        options={Object.entries(choices).map(([value, label]) => ({ value, label }))}
      />
      <Actions>
        <Button>Bewaar provincie</Button>
      </Actions>
    </form>
  </>
)
