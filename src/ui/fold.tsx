import type { ComponentChildren } from 'preact'

export interface FoldProps {
  title: string
  /** In a few words what is in it, so that it need not be opened to know. */
  note?: ComponentChildren
  level?: 2 | 3
  open?: boolean
  children: ComponentChildren
}

/** A part of a long page that opens when it is asked for: with a key too, without a script, and always on paper. */
export function Fold({ title, note, level = 2, open = false, children }: FoldProps) {
  const Tag = level === 2 ? 'h2' : 'h3'
  return (
    <details class="weerbaar-card weerbaar-fold" open={open}>
      <summary>
        <Tag class="nl-heading nl-heading--level-3">{title}</Tag>
        {note && <span class="weerbaar-soft"> {note}</span>}
      </summary>
      <div class="weerbaar-fold__content">{children}</div>
    </details>
  )
}

/** Where on a long page something is still to be done, to go to at once. */
export const JumpList = ({ label, items }: { label: string; items: readonly { id: string; label: string }[] }) => (
  <nav aria-label={label}>
    <p class="nl-paragraph">
      {label}
      {items.map(it => (
        <>
          {' '}
          <a class="nl-link" href={`#${it.id}`}>
            {it.label}
          </a>
        </>
      ))}
    </p>
  </nav>
)
