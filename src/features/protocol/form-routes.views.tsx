import { routeGroupsOf } from '../../engines/cases/protocol-routes.ts'
import { routeGroups, type RouteGroup, type RouteRole } from '../../engines/cases/protocol-settings.ts'
import { routeGroupLabels, routeRoleLabels } from '../../engines/cases/protocol-words.ts'
import { leastMonths } from '../../engines/cases/retention-list.ts'
import type { Form } from '../../platform/form.ts'
import { Select, TextField } from '../../ui/form.tsx'
import { deputyName, rolesFor, routeName } from './form-routes.ts'

interface QuestionProps {
  form: Form
  kind: string
}

/** Who gets which reports: a function for each group, and one for when that person cannot. */
export const RouteQuestions = ({ form, kind }: QuestionProps) => {
  const groups = routeGroupsOf(kind)
  return (
    <>
      <p>
        Kies een functie, geen naam. Bij het vaststellen krijgen de routes de mensen die deze functie dan hebben. Laat u
        het aan de beheerder, dan blijven de routes zoals zij zijn.
      </p>
      {routeGroups
        .filter(it => groups.has(it))
        .map(it => (
          <>
            <Select
              name={routeName(it)}
              label={`${routeGroupLabels[it]}: wie krijgt de melding?`}
              form={form}
              options={options(it, 'handler')}
            />
            <Select
              name={deputyName(it)}
              label={`${routeGroupLabels[it]}: wie is de vervanger?`}
              form={form}
              options={options(it, 'deputy')}
            />
          </>
        ))}
    </>
  )
}

const options = (group: RouteGroup, seat: 'handler' | 'deputy') =>
  rolesFor(group, seat).map(value => ({ value, label: roleLabel(value) }))

function roleLabel(role: RouteRole): string {
  const label = routeRoleLabels[role]
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** How long a report is kept, from its end. */
export const KeptQuestion = ({ form, kind }: QuestionProps) => {
  const least = leastMonths(kind)
  return (
    <TextField
      name="bewaren"
      label="Hoeveel maanden bewaart u een melding na de afloop?"
      hint={`${least === undefined ? '' : `De selectielijst vraagt er minstens ${least}. `}Leeg: zoals de privacyfunctionaris het instelt. Een eigen termijn voor één soort of afloop gaat voor.`}
      inputmode="numeric"
      form={form}
      optional
    />
  )
}
