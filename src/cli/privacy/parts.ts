import { endingName, kindName, termName } from '../../app.ts'
import { permissionsOf, roles, type Permission, type Role } from '../../engines/access/permissions.ts'
import { categoryOf, dpia, register, tables, wordsFor, type Part, type TableOfData } from './content.ts'
import type { Facts } from './facts.ts'
import { bullets, table } from './markdown.ts'

// What the register and the assessment both say.

export const checked = (it: { source: string; checked_on: string | null }): string =>
  `Bron: ${it.source.replace(/\.$/, '') || 'geen'}. Gecontroleerd op: ${it.checked_on ?? 'nog niet'}.`

/** The questions that only the organisation can answer, with its answers. */
export function questions(part: Part, { answers }: Facts): string {
  const asked = Object.entries(dpia.questions).filter(([, it]) => it.part === part)
  return bullets(
    asked.map(([id, { text }]) => {
      const answer = answers.get(id)
      return answer === undefined ? `**In te vullen** (\`${id}\`): ${text}` : `**${text}** ${answer}`
    }),
  )
}

export function controller(facts: Facts): string {
  const { own } = facts
  const name =
    own === undefined
      ? 'Elke organisatie is zelf verantwoordelijk voor haar eigen gegevens. Deze tekst is gemaakt voor elke organisatie.'
      : `Verwerkingsverantwoordelijke: **${own.name}** (${own.code}). Gemaakt op ${own.day}.`
  return `${name}\n\n${questions('controller', facts)}`
}

export const categoriesIn = (of: readonly TableOfData[]): string[] => {
  const used = new Set(of.flatMap(it => it.columns.map(column => column.category)))
  return Object.keys(register.categories).filter(id => used.has(id) && categoryOf(id).personal)
}

export const personsIn = (of: readonly TableOfData[]): string[] => {
  const used = new Set(of.flatMap(it => it.persons))
  return Object.keys(register.persons).filter(id => used.has(id))
}

/** Every category of data: in which form it is kept, and what is special about it. */
export const categoryTable = (): string =>
  table(
    ['gegevens', 'hoe het is bewaard', 'bijzonder'],
    categoriesIn(tables).map(id => {
      const it = categoryOf(id)
      const marks = [
        it.special ? 'kan bijzonder zijn (artikel 9)' : '',
        it.criminal ? 'kan strafrechtelijk zijn (artikel 10)' : '',
      ].filter(Boolean)
      return [it.label, register.forms[it.form], marks.join('; ')]
    }),
  )

const allPermissions = new Set(roles.flatMap(role => [...permissionsOf([role])]))

/** What everybody may who has no role, and what every role gives. */
export const everybodys: ReadonlySet<Permission> = permissionsOf([])
export const shared: ReadonlySet<Permission> = new Set(
  [...allPermissions].filter(it => roles.every(role => permissionsOf([role]).has(it))),
)

/** Which permissions belong to an activity, by what the roles are given. */
export const permissionsFor = (activity: string): Permission[] =>
  [...allPermissions].filter(it => wordsFor('the permission', register.permissions, it).for.includes(activity))

/** The roles that may do more with an activity than everybody; and whether everybody may do something with it. */
export function rolesFor(activity: string): { roles: Role[]; everybody: boolean } {
  const needed = permissionsFor(activity)
  const special = needed.filter(it => !shared.has(it))
  return {
    roles: roles.filter(role => special.some(it => permissionsOf([role]).has(it))),
    everybody: special.length < needed.length,
  }
}

/** How long reports are kept: the terms that the list for destruction is made by. */
export const terms = ({ terms: all }: Facts): string =>
  all
    .map(({ of, rules }) => {
      if (rules.length === 0) return `**${of}**: nog geen termijn. Er wordt niets vernietigd tot u er een instelt.`
      const rows = rules.map(it => [
        kindName(it.category),
        endingName(it.outcome),
        termName(it.months),
        it.ground,
        `${checked({ source: it.source, checked_on: it.checkedOn })} ${it.own ? 'Zelf ingesteld.' : 'Van het product.'}`,
      ])
      return `**${of}**\n\n${table(['soort', 'afloop', 'termijn na afronding', 'grond', 'bron'], rows)}`
    })
    .join('\n\n')
