import { families } from '../../engines/cases/vocabulary.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Actions, Button, Checkboxes, ErrorSummary } from '../../ui/form.tsx'
import { Card, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { CategoriesForm, readOffered, saveCategories, type OfferedCategory } from './categories.ts'
import { atDesk } from './desk.ts'
import { Trail } from './people.views.tsx'

const here = '/beheer/soorten'

export const categoryRoutes = [
  page(here, 'settings.manage', ask => categoriesPage(ask, emptyForm)),

  action(here, 'settings.manage', CategoriesForm, {
    invalid: (ask, form) => categoriesPage(ask, form),
    valid: async (ask, input): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => saveCategories(desk, input.soorten))
      return { seeOther: `${here}?klaar=ja` }
    },
  }),
]

const categoriesPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Soorten',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <CategoriesPage offered={await readOffered(desk)} form={form} done={ask.query.get('klaar') === 'ja'} />,
  }))

const CategoriesPage = ({
  offered,
  form,
  done,
}: {
  offered: readonly OfferedCategory[]
  form: Form
  done: boolean
}) => {
  const free = offered.filter(it => it.mayBeOff)
  const chosen = free.filter(it => it.on).map(it => it.id)
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label="Soorten" />
      <PageTitle>Welke soorten biedt u aan?</PageTitle>
      <Lead>
        Een kortere lijst kiest makkelijker. Meldingen die er al zijn, houden hun soort. Ook als u die hier uitzet.
      </Lead>
      {done && (
        <Note kind="success">
          <p>De soorten zijn opgeslagen. Formulieren tonen vanaf nu alleen wat aanstaat.</p>
        </Note>
      )}
      <form method="post" action={here} noValidate>
        <Checkboxes
          name="soorten"
          label="Deze soorten staan in de formulieren"
          form={{ ...form, values: { soorten: chosen.join('\n'), ...form.values } }}
          options={families.flatMap(family =>
            free
              .filter(it => it.family === family.id)
              .map(it => ({ value: it.id, label: it.label, hint: it.explanation })),
          )}
        />
        <Actions>
          <Button>Bewaar soorten</Button>
        </Actions>
      </form>
      <Card title="Deze soorten staan altijd aan">
        <ul class="utrecht-unordered-list">
          {offered
            .filter(it => !it.mayBeOff)
            .map(it => (
              <li>{it.label}</li>
            ))}
        </ul>
        <p>
          Bij de meeste hiervan is overleg met de politie de eerste stap. Staat zo’n soort niet in de lijst, dan kiest
          iemand een mildere, en blijft die stap uit. “Anders” blijft staan, zodat elke melding een plek heeft.
        </p>
      </Card>
    </>
  )
}
