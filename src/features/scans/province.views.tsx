import { shareOf, type ThemeResult } from '../../engines/questionnaires/progress-over-time.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Actions, Button, Hidden } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { shareWords } from './norm.ts'
import { NormTrail } from './norm-trail.tsx'
import type { SharedOrganisation, Sharing } from './province.ts'
import { urls } from './urls.ts'

export const SharingCard = ({
  instrument,
  sharing: { since },
  form,
}: {
  instrument: Instrument
  sharing: Sharing
  form: Form
}) => (
  <Card title="Delen met de provincie" id="delen">
    <p class="nl-paragraph">
      {since === undefined
        ? 'De provincie ziet nu niets. Als u deelt, zien de coördinatoren van de provincie de naam van uw organisatie, de dag van vaststellen en per thema de aantallen. Losse onderdelen, eigenaren, toelichting en bewijs zien zij niet.'
        : `De provincie ziet sinds ${dutchDay(since)} uw aantallen per thema. Als u dit intrekt, ziet de provincie meteen niets meer.`}
    </p>
    {form.errors['delen'] && <p class="utrecht-form-field-error-message">{form.errors['delen']}</p>}
    <form method="post" action={urls.sharing(instrument.id)}>
      <Hidden name="delen" value={since === undefined ? 'ja' : 'nee'} />
      <Actions>
        <Button kind="quiet">{since === undefined ? 'Deel de aantallen met de provincie' : 'Trek dit in'}</Button>
      </Actions>
    </form>
  </Card>
)

type LastOfOrganisation = NonNullable<SharedOrganisation['last']>

interface ProvinceProps {
  instrument: Instrument
  versions: readonly Instrument[]
  shared: readonly SharedOrganisation[]
}

/** What a province sees: shares by theme of the organisations that agreed. */
export const ProvincePage = ({ instrument, versions, shared }: ProvinceProps) => (
  <>
    <NormTrail instrument={instrument} label="In de provincie" />
    <PageTitle>{`${instrument.title}: organisaties in de provincie`}</PageTitle>
    <Lead>
      U ziet alleen organisaties die dit met u delen, en alleen aantallen per thema. Een organisatie kan dit op elk
      moment intrekken.
    </Lead>
    {shared.length === 0 && (
      <EmptyState title="Nog niemand deelt dit">
        <p>De coördinator van een organisatie in uw provincie kan de aantallen met u delen.</p>
      </EmptyState>
    )}
    {shared.map(it => (
      <Card title={it.name}>
        {it.last ? (
          <>
            <p class="nl-paragraph">
              Vastgesteld op {dutchDay(it.last.decidedOn)}.<Together {...it.last} versions={versions} />
            </p>
            <DataTable
              caption={`Stand van ${it.name}`}
              captionHidden
              columns={[
                { label: 'Thema', cell: row => row.title },
                { label: 'Stand', cell: row => row.share },
              ]}
              rows={rowsOf(versions, it.last.version, it.last.themes)}
              empty={null}
            />
          </>
        ) : (
          <p class="nl-paragraph">Deze organisatie stelde nog geen antwoord vast.</p>
        )}
      </Card>
    ))}
  </>
)

/** All themes of a norm in one count; of a scan that counts in points there is none. */
function Together({ versions, version, themes }: Pick<ProvinceProps, 'versions'> & LastOfOrganisation) {
  const instrument = versions.find(it => it.version === version)
  const shares = [...themes].flatMap(([theme, result]) => (instrument ? [shareOf(instrument, theme, result)] : []))
  if (shares.length === 0 || shares.some(it => it.kind !== 'items')) return null
  const sum = (of: (it: (typeof shares)[number]) => number) => shares.reduce((total, it) => total + of(it), 0)
  return (
    <>
      {' '}
      Samen: {sum(it => it.n)} van {sum(it => it.of)} uitgevoerd.
    </>
  )
}

function rowsOf(versions: readonly Instrument[], version: number, themes: ReadonlyMap<string, ThemeResult>) {
  const instrument = versions.find(it => it.version === version)
  return (instrument?.scan.themes ?? []).flatMap(({ id, title }) => {
    const result = themes.get(id)
    return instrument && result ? [{ title, share: shareWords(shareOf(instrument, id, result)) }] : []
  })
}
