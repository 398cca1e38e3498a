import type { ComponentChildren } from 'preact'
import { dutchDay } from '../../ui/dates.ts'
import { Card, Note } from '../../ui/parts.tsx'
import type { Question } from './definition.ts'

/** What says something and asks nothing, with what the one who asks shows there. */
export function Explanation({ it, slot }: { it: Extract<Question, { kind: 'explain' }>; slot: ComponentChildren }) {
  const says = (
    <>
      {it.text && <p>{it.text}</p>}
      {it.points && (
        <ul class="utrecht-unordered-list">
          {it.points.map(point => (
            <li>{point}</li>
          ))}
        </ul>
      )}
      {it.source && <Source {...it} />}
    </>
  )
  return (
    <>
      {(it.text || it.points) &&
        (it.tone === 'plain' ? (
          it.title ? (
            <Card title={it.title}>{says}</Card>
          ) : (
            says
          )
        ) : (
          <Note kind={it.tone} {...(it.title !== undefined && { title: it.title })}>
            {says}
          </Note>
        ))}
      {slot}
    </>
  )
}

/** Where a text comes from, and who looked when. */
export const Source = ({
  source,
  checked_on: on,
}: {
  source?: string | undefined
  checked_on?: string | null | undefined
}) => (
  <p class="weerbaar-soft">
    Bron: {source} {on ? `Gecontroleerd op ${dutchDay(on)}.` : 'Nog niet gecontroleerd.'}
  </p>
)
