import { addHours } from '../../engines/cases/deadlines.ts'
import type { ContactPoint } from '../../engines/cases/contacts.ts'
import { UrgentContacts } from '../../engines/cases/contacts-view.tsx'
import type { Texts } from '../../engines/cases/organisation-texts.ts'
import type { ProtocolSettings } from '../../engines/cases/protocol-settings.ts'
import { formatShort } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Card, Facts, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { WithEmergencyNumber } from './emergency-number.tsx'
import type { CaseFacts } from './case.ts'
import { fill, quickReport } from './questions.ts'
import { urls } from './urls.ts'
import { whoReadsWhen, type Reader } from './who-reads-view.tsx'

const { help } = quickReport

/** What happens next, and within how many hours: not promised for a time before anybody reads the report. */
function stepText(
  { term, text, later }: (typeof quickReport.after.next)[number],
  { it, reader: { duty }, protocol, now }: Pick<ReceiptProps, 'it' | 'reader' | 'protocol' | 'now'>,
): string {
  const hours = term === 'talk' ? protocol.supportTalkHours : protocol.decisionHours
  const read = it.state === 'reported' && !duty.now ? duty.next : undefined
  if (later !== undefined && read && it.reported_at && read > addHours(it.reported_at, hours))
    return fill(later, { hours: String(hours), next: formatShort(read, now) })
  return fill(text, { hours: String(hours) })
}

export const countFiles = (n: number) => (n === 0 ? 'Geen' : `${n} ${n === 1 ? 'bestand' : 'bestanden'}`)

interface ReceiptProps {
  it: CaseFacts
  reader: Reader
  contacts: readonly ContactPoint[]
  texts: Texts
  protocol: ProtocolSettings
  now: Date
  reportedAt: string
  hash: string
  /** How many came with it. */
  files: number
}

export const Receipt = ({ it, reader, contacts, texts, protocol, now, reportedAt, hash, files }: ReceiptProps) => (
  <>
    <PageTitle>{quickReport.after.title}</PageTitle>
    {it.safe_now === 'no' && (
      <Note kind="danger" title={<WithEmergencyNumber text={help.danger_after_no.title} />}>
        <p>Ga als dat kan naar een veilige plek. Uw melding is bewaard.</p>
      </Note>
    )}
    <Note kind="success" title={fill(quickReport.after.reference, { reference: it.reference ?? '' })}>
      <p>{help.not_normal}</p>
    </Note>
    <Card title="Wie leest dit, en wanneer?">
      <p>{whoReadsWhen(reader, now)}</p>
      <Paragraphs text={texts.at_night} />
    </Card>
    <Card title="Wat gebeurt er nu?">
      <ul class="utrecht-unordered-list">
        {quickReport.after.next.map(step => (
          <li>{stepText(step, { it, reader, protocol, now })}</li>
        ))}
      </ul>
      <Paragraphs text={texts.receipt} />
      <Actions>
        <ButtonLink href={urls.case(it.id)}>Naar uw melding</ButtonLink>
        <ButtonLink href={urls.supplement(it.id)} kind="quiet">
          Vul later aan
        </ButtonLink>
      </Actions>
      <p>U kunt later aanvullen wat u nu niet vertelde: wanneer het was, hoe, en wat de gevolgen zijn.</p>
    </Card>
    <Card title={help.evidence.title}>
      <ul class="utrecht-unordered-list">
        {help.evidence.points.map(point => (
          <li>{point}</li>
        ))}
      </ul>
    </Card>
    <Card title="Uw ontvangstbewijs">
      <Facts
        items={[
          { term: 'Kenmerk', value: it.reference },
          { term: 'Ontvangen op', value: reportedAt },
          { term: 'Bewijs', value: countFiles(files) },
          { term: 'Controlegetal', value: <code class="weerbaar-code">{hash}</code> },
        ]}
      />
      <p>{quickReport.after.receipt} U kunt deze pagina afdrukken of bewaren.</p>
      <p>
        Het bestand hieronder is ondertekend. Daarmee kan wie toezicht houdt later nagaan of uw melding nog in het
        logboek staat.
      </p>
      <Actions>
        <ButtonLink href={urls.receiptFile(it.id)} kind="quiet">
          Bewaar het ontvangstbewijs
        </ButtonLink>
      </Actions>
    </Card>
    <UrgentContacts contacts={contacts} />
  </>
)
