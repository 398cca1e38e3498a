import type { Form } from '../../platform/form.ts'
import { Radios, TextArea } from '../../ui/form.tsx'
import type { Asking } from './definition.ts'
import { anchored } from './grid.ts'
import { isOtherwise, isProposing, proposedIn, reasonField, type Proposal, type Proposing } from './proposal.ts'
import type { Setting, Values } from './walk.ts'

type Scale = Extract<Asking, { kind: 'scale' }>

/** What figures propose, and on what it rests. */
export const proposalWords = ({ figures, anchors }: Proposing, { value, n, year }: Proposal): string =>
  `Voorstel: ${anchored(anchors).find(it => it.value === value)?.label ?? value}, op grond van ${n} ${figures.words} in ${year} (vastgestelde cijfers van uw organisatie).`

/** A scale; where figures propose an answer it is said, and whoever chooses another one says why. */
export const ScaleField = ({ it, form, setting }: { it: Scale; form: Form; setting: Setting }) => {
  const proposal = setting.proposals?.[it.id]
  return (
    <>
      <Radios
        name={it.id}
        label={it.label}
        hint={isProposing(it) ? <Hint it={it} proposal={proposal} /> : it.hint}
        form={form}
        options={anchored(it.anchors).map(one => ({
          ...one,
          hint: one.value === proposal?.value ? 'Dit is het voorstel.' : undefined,
        }))}
        optional={it.required === undefined}
      />
      {isProposing(it) && proposal && (
        <TextArea
          name={reasonField(it.id)}
          label="Kiest u iets anders dan het voorstel, schrijf dan op waarom"
          form={form}
          rows={2}
          maxlengthHint={500}
        />
      )}
    </>
  )
}

const Hint = ({ it, proposal }: { it: Proposing; proposal: Proposal | undefined }) => (
  <>
    {it.hint && <p>{it.hint}</p>}
    <p>
      {proposal
        ? proposalWords(it, proposal)
        : `Er is geen voorstel: het aantal ${it.figures.words} van uw organisatie is niet vastgesteld, of wordt niet getoond.`}
    </p>
  </>
)

/** What was chosen; and beside it what was proposed, and why it became something else. */
export const ScaleAnswer = ({ it, values }: { it: Scale; values: Values }) => {
  const answer = values[it.id] ?? ''
  const proposed = isProposing(it) ? proposedIn(values, it.id) : undefined
  return (
    <>
      {anchored(it.anchors).find(one => one.value === answer)?.label ?? answer}
      {isProposing(it) && proposed && <p class="weerbaar-soft">{proposalWords(it, proposed)}</p>}
      {isOtherwise(values, it.id) && <p class="weerbaar-soft">Anders, want: {values[reasonField(it.id)]}</p>}
    </>
  )
}
