import type { Instrument } from '../../engines/questionnaires/library.ts'
import { Breadcrumb } from '../../ui/parts.tsx'
import { urls } from './urls.ts'

export const NormTrail = ({ instrument, label }: { instrument: Instrument; label: string }) => (
  <Breadcrumb
    items={[
      { href: urls.all, label: 'Scans' },
      { href: urls.instrument(instrument.id), label: instrument.title },
      ...(label === 'Hoe ver' ? [] : [{ href: urls.organisation(instrument.id), label: 'Hoe ver' }]),
      { label },
    ]}
  />
)
