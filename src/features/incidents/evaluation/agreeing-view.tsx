import { newEntryId } from '../../../engines/cases/dossier.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios } from '../../../ui/form.tsx'
import { Card, Words } from '../../../ui/parts.tsx'
import type { Around, CaseRecord } from '../records/record.ts'
import { urls } from '../urls.ts'

/** The lessons that wait for a yes, for whose case it is. */
export const Agreeing = ({ around, form }: { around: Around; form?: Form }) =>
  around.facts.part === 'own' ? (
    <>
      {around.records
        .filter(it => it.kind === 'lesson' && it.state === 'proposed')
        .map(record => (
          <Card title="Mag deze les gedeeld worden?">
            <Words>{record.values['les'] ?? ''}</Words>
            <AgreeForm caseId={around.facts.id} record={record} form={form ?? emptyForm} />
          </Card>
        ))}
    </>
  ) : null

interface AgreeProps {
  caseId: string
  /** Which words were shown: a yes holds for these only. */
  record: Pick<CaseRecord, 'id' | 'version'>
  form: Form
}

export const AgreeForm = ({ caseId, record, form }: AgreeProps) => (
  <form method="post" action={`${urls.case(caseId)}/evaluatie/akkoord`} novalidate>
    <ErrorSummary form={form} />
    <Hidden name="record" value={record.id} />
    <Hidden name="version" value={String(record.version)} />
    <Hidden name="entry" value={form.values['entry'] ?? newEntryId()} />
    <Radios
      name="akkoord"
      label="Wat vindt u?"
      hint="Iedereen die hier werkt kan de les dan lezen, zonder te zien van wie die komt."
      form={form}
      options={[
        { value: 'agreed', label: 'Ja, deze les mag gedeeld worden' },
        { value: 'declined', label: 'Nee, liever niet' },
      ]}
    />
    <Actions>
      <Button kind="quiet">Laat het weten</Button>
    </Actions>
  </form>
)
