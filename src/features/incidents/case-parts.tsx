import { newEntryId } from '../../engines/cases/dossier.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, Hidden, TextArea } from '../../ui/form.tsx'
import { Chip, Note } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { CasePage } from './opened-case.ts'
import { incidentChart } from './incident.chart.ts'

export interface CaseProps {
  page: CasePage
  viewer: string
  now: Date
  form?: Form
  /** What was done just now, to say so. */
  done?: Confirmed | undefined
  confidants: readonly { id: string; name: string }[]
  /** Whether files are scanned here before they are handed out. */
  scanning: boolean
}

const stateChips = {
  draft: 'plain',
  reported: 'soon',
  in_progress: 'plain',
  waiting: 'plain',
  closed: 'done',
  withdrawn: 'done',
  duplicate: 'done',
  not_an_incident: 'done',
} as const

export const StateChip = ({ state }: { state: CaseFacts['state'] }) => (
  <Chip kind={stateChips[state]}>{incidentChart.names[state]}</Chip>
)

/** How somebody is called on the page of a case: in the own case of who reported it, the other side is "melder". */
export function nameOf({ facts, people, names }: CasePage, id: string | null, viewer: string): string {
  if (id === viewer) return 'u'
  if (id !== null && id === facts.hit_id) return facts.for_whom === 'self' ? 'melder' : 'getroffene'
  if (id === facts.reporter_id && facts.for_whom !== 'entered') return 'melder'
  if (people.some(it => it.id === id && it.role === 'helper')) return 'getuige'
  return (id && names.get(id)) ?? 'behandelaar'
}

interface WriteFormProps {
  action: string
  name: string
  label: string
  hint?: string
  button: string
  form: Form
}

/** A form for one text in a case. */
export const WriteForm = ({ action, name, label, hint, button, form }: WriteFormProps) => (
  <form method="post" action={action} novalidate data-warn>
    <Hidden name="entry" value={(name in form.values && form.values['entry']) || newEntryId()} />
    <TextArea
      name={name}
      label={label}
      {...(hint !== undefined && { hint })}
      form={form}
      rows={4}
      maxlengthHint={20_000}
    />
    <Actions>
      <Button kind="quiet">{button}</Button>
    </Actions>
  </form>
)

/** What is said after an act, by the code in the address that one comes back to. */
const confirmations = {
  opgepakt: 'Deze melding is nu van u. De melder krijgt daar bericht van.',
  overgenomen: 'U heeft deze melding overgenomen.',
  soort: 'De soort is bewaard.',
  besluit: 'Het besluit is vastgelegd. De melder krijgt daar bericht van.',
  gesprek: 'Het gesprek is vastgelegd.',
  afgesloten: 'De melding is afgesloten. De melder krijgt daar bericht van.',
  heropend: 'De melding is heropend.',
  gevraagd: 'Uw vraag om te heropenen is verstuurd.',
  vertrouwenspersoon: 'Uw keuze is bewaard.',
  bewijs: 'Het bewijs is bewaard.',
  lezer: 'Uw vraag is verstuurd. Het stuk is nu voor u verborgen. U krijgt bericht als het beschreven is.',
  beschreven: 'De beschrijving is bewaard. Wie erom vroeg, krijgt daar bericht van.',
  bericht: 'Uw bericht is verstuurd.',
  notitie: 'De notitie is bewaard.',
  bewaard: 'Het is bewaard.',
  ingevoerd: 'De melding is ingevoerd. Ieder die u noemde, krijgt de vraag of het klopt. Bewijs voegt u hieronder toe.',
  samengevoegd: 'De meldingen zijn samengevoegd tot één incident.',
  losgemaakt: 'De melding is losgemaakt.',
  gemeld: 'Uw melding is verstuurd. Bewaar het kenmerk.',
  aangevuld: 'Uw aanvulling is verstuurd.',
  gelezen: 'U heeft de aanvulling gelezen.',
  overgenomen_aanvulling: 'Het staat nu in de melding.',
  overgedragen: 'De melding is overgedragen. Wie haar nu heeft, krijgt daar bericht van.',
  wacht: 'De melding wacht. Op de dag die u koos, komt zij terug.',
  verder: 'U gaat verder met de melding.',
  dubbel: 'De melding is afgerond als dubbel. De melder krijgt daar bericht van.',
  geen_incident: 'De melding is afgerond als geen incident. De melder leest waarom.',
  taak: 'De taken zijn bewaard.',
  bevestigd: 'Dank u. Wie de melding behandelt, ziet dat het klopt.',
  verbeterd: 'Uw verbetering staat bij de melding. Wie de melding behandelt, krijgt daar bericht van.',
  ingetrokken: 'U heeft de melding ingetrokken. Wie de melding behandelde, krijgt daar bericht van.',
  voorval: 'Het nieuwe voorval staat bij de melding. Wie de melding behandelt, krijgt daar bericht van.',
  geholpen: 'Dank u. Uw antwoord is bewaard.',
  getuige: 'De vraag is verstuurd.',
} as const
export type Confirmed = keyof typeof confirmations

export const isConfirmed = (code: string | null): code is Confirmed =>
  code !== null && Object.hasOwn(confirmations, code)

// What was written or added is confirmed where it now stands; the rest at the top.
const inPlace = new Set<Confirmed>(['bericht', 'notitie', 'bewijs'])

/** Says that it was done: at the top of the page, or with `place` where it was done. */
export const DoneNote = ({ done, place }: { done: Confirmed | undefined; place?: Confirmed }) =>
  done !== undefined && (place === undefined ? !inPlace.has(done) : place === done) ? (
    <div id="gedaan" class="weerbaar-done">
      <Note kind="success">
        <output>{confirmations[done]}</output>
      </Note>
    </div>
  ) : null

/** How somebody can be reached; a number can be called at once. */
export const Reach = ({ reach }: { reach: string }) => {
  const number = reach.replaceAll(/[^0-9+]/g, '')
  if (!reach) return <>Alleen via Weerbaar</>
  return /^[0-9+()\s-]{8,20}$/.test(reach) ? <a href={`tel:${number}`}>{reach}</a> : <>{reach}</>
}
