import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import { atDesk, type Desk } from '../../engines/access/desk.ts'
import { any } from '../../engines/cases/retention-list.ts'
import { identityEnding } from '../../engines/cases/identity-term.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { noticeEnds, readDue, readRules } from './listing.ts'
import { readProtocolTerms } from './protocol-terms.ts'
import { RulePage, TermsPage } from './terms.views.tsx'
import { termsUrl } from './urls.ts'
import { endingOptions, kindOptions } from './words.ts'

const code = (options: readonly { value: string }[]) =>
  z
    .string()
    .default(any)
    .refine(it => options.some(one => one.value === it), 'Kies iets uit de lijst.')
const aRule = { soort: code(kindOptions), afloop: code(endingOptions) }

const RuleForm = z.object({
  ...aRule,
  maanden: z
    .string()
    .default('')
    .transform(it => it.trim())
    .refine(
      it => it === '' || /^(?:[1-9]\d{0,2}|1[01]\d\d|1200)$/u.test(it),
      'Vul een getal in van 1 tot en met 1200.',
    ),
  altijd: z.string().optional(),
  grond: textField({ required: 'Vul in waarop deze termijn rust.', max: 300, oneLine: true }),
  bron: textField({ max: 300, oneLine: true }),
  gecontroleerd: dateField(),
})

export const termRoutes = [
  page(termsUrl, 'retention.read', ask =>
    atDesk(ask, async desk => {
      const { tx, now, organisation, actor } = desk
      const asked = dateField().safeParse(ask.query.get('op') ?? '').data ?? ''
      const moment = asked === '' ? noticeEnds(now) : new Date(`${asked}T12:00:00Z`)
      // Who asks what would go, leaves a trace: references of reports are on it.
      await audit(tx, { action: 'retention.previewed', actor, organisation }, now)
      const [rules, preview] = [await readRules(tx, organisation), await readDue(tx, organisation, now, moment)]
      const adopted = await readProtocolTerms(tx, organisation)
      return {
        title: 'Bewaartermijnen',
        body: (
          <TermsPage
            {...{ rules, adopted, preview, moment, asked, now }}
            edits={ask.actor.permissions.has('privacy.manage')}
            done={ask.query.get('klaar') === 'ja'}
          />
        ),
      }
    }),
  ),

  page(`${termsUrl}/instellen`, 'privacy.manage', ask => rulePage(ask, undefined)),

  action(`${termsUrl}/instellen`, 'privacy.manage', RuleForm, {
    invalid: (ask, form) => rulePage(ask, form),
    valid: async (ask, it) => {
      if ((it.maanden === '') === (it.altijd === undefined))
        return { invalid: { maanden: 'Vul een aantal maanden in, of kies altijd bewaren.' } }
      if (it.afloop === identityEnding && it.altijd !== undefined)
        return { invalid: { maanden: 'Wie het deed, blijft nooit altijd bewaard. Vul een aantal maanden in.' } }
      const months = it.altijd === undefined ? Number(it.maanden) : null
      await atDesk(ask, desk =>
        setRule(desk, it.soort, it.afloop, {
          months,
          ground: it.grond,
          source: it.bron,
          checked: it.gecontroleerd === '' ? null : it.gecontroleerd,
        }),
      )
      return { seeOther: `${termsUrl}?klaar=ja` }
    },
  }),

  action(`${termsUrl}/standaard`, 'privacy.manage', z.object(aRule), {
    invalid: (ask, form) => rulePage(ask, form),
    valid: async (ask, it) => {
      await atDesk(ask, desk => setRule(desk, it.soort, it.afloop, undefined))
      return { seeOther: `${termsUrl}?klaar=ja` }
    },
  }),
]

interface NewTerm {
  months: number | null
  ground: string
  source: string
  checked: string | null
}

/** Sets a term, or takes it back to that of the product; the database writes down from what to what (migration 0034). */
async function setRule({ tx, now, actor, organisation }: Desk, kind: string, ending: string, it: NewTerm | undefined) {
  await sql`select app.set_retention(${organisation}::uuid, ${kind}, ${ending}, ${it !== undefined},
    ${it?.months ?? null}::integer, ${it?.ground ?? null}, ${it?.source ?? null}, ${it?.checked ?? null}::date)`.execute(
    tx,
  )
  const object = `kind:${kind} ending:${ending}`
  await audit(tx, { action: 'retention.rule_set', actor, organisation, object }, now)
}

const rulePage = (ask: Ask, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async ({ tx, organisation }) => {
    const chosen = { category: ask.query.get('soort') ?? any, outcome: ask.query.get('afloop') ?? any }
    const rule = (await readRules(tx, organisation)).find(
      it => it.category === chosen.category && it.outcome === chosen.outcome,
    )
    const values = {
      soort: chosen.category,
      afloop: chosen.outcome,
      maanden: rule?.months ? String(rule.months) : '',
      ...(rule?.months === null && { altijd: 'ja' }),
      grond: rule?.ground ?? '',
      bron: rule?.source.slice(0, 300) ?? '',
      gecontroleerd: rule?.checkedOn ?? '',
    }
    return {
      title: 'Bewaartermijn instellen',
      narrow: true,
      errors: sent !== undefined,
      body: <RulePage form={sent ?? { ...emptyForm, values }} own={sent === undefined && rule?.own === true} />,
    }
  })
