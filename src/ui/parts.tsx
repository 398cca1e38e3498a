import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'

export { Clocks, Facts, Message, Paragraphs, Timeline, Words, type Clock } from './case-parts.tsx'

interface Children {
  children: ComponentChildren
}

export interface CardProps extends Children {
  title?: ComponentChildren
  level?: 2 | 3
  id?: string
}

export const Card = ({ title, level = 2, id, children }: CardProps) => (
  <section class="weerbaar-card" id={id}>
    {title && <Heading level={level}>{title}</Heading>}
    {children}
  </section>
)

function Heading({ level, children }: Children & { level: 2 | 3 }) {
  const Tag = level === 2 ? 'h2' : 'h3'
  return <Tag class={`nl-heading nl-heading--level-${level}`}>{children}</Tag>
}

export interface NoteProps extends Children {
  kind: 'info' | 'danger' | 'success' | 'warning'
  title?: ComponentChildren
}

const noteClass = { info: 'info', danger: 'error', success: 'ok', warning: 'warning' }
const noteWord = { info: '', danger: 'Belangrijk: ', success: 'Gelukt: ', warning: 'Let op: ' }

/** Something to notice; the kind shows in colour and shape, and is said in a word to who cannot see those. */
export const Note = ({ kind, title, children }: NoteProps) => (
  <div class={`utrecht-alert utrecht-alert--${noteClass[kind]} weerbaar-note`}>
    <Icon name={kind} />
    <div class="utrecht-alert__content">
      {noteWord[kind] && <span class="weerbaar-hidden">{noteWord[kind]}</span>}
      {title && <p class="nl-paragraph weerbaar-note__title">{title}</p>}
      {children}
    </div>
  </div>
)

export type ChipKind = 'late' | 'soon' | 'done' | 'plain'

const chipSymbol: Record<ChipKind, string> = { late: '▲', soon: '●', done: '✓', plain: '○' }

/** A state in words, shape and colour. The words must say it without the other two. */
export const Chip = ({ kind, children }: Children & { kind: ChipKind }) => (
  <span class={`nl-data-badge weerbaar-chip weerbaar-chip--${kind}`}>
    <span class="weerbaar-chip__symbol" aria-hidden="true">
      {chipSymbol[kind]}
    </span>
    <span>{children}</span>
  </span>
)

export interface EmptyStateProps extends Children {
  title: string
}

/** Nothing here yet: what that means and what to do. */
export const EmptyState = ({ title, children }: EmptyStateProps) => (
  <div class="weerbaar-empty">
    <p class="nl-paragraph weerbaar-empty__title">{title}</p>
    {children}
  </div>
)

export interface BreadcrumbProps {
  items: readonly { href?: string; label: string }[]
}

/** The way back up; an item without address is the page itself. */
export const Breadcrumb = ({ items }: BreadcrumbProps) => (
  <nav class="utrecht-breadcrumb-nav weerbaar-breadcrumb" aria-label="Kruimelpad">
    <ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">
      {items.map(({ href, label }) => (
        <li class="utrecht-breadcrumb-nav__item">
          {href ? (
            <a class="nl-link utrecht-breadcrumb-nav__link" href={href}>
              {label}
            </a>
          ) : (
            <span aria-current="page">{label}</span>
          )}
        </li>
      ))}
    </ol>
  </nav>
)

export interface PagerProps {
  next?: string | undefined
  previous?: string | undefined
}

export function Pager({ next, previous }: PagerProps) {
  if (!next && !previous) return null
  return (
    <nav class="weerbaar-pager" aria-label="Bladeren">
      {previous && (
        <a class="nl-link" href={previous} rel="prev">
          <span aria-hidden="true">← </span>Vorige
        </a>
      )}
      {next && (
        <a class="nl-link" href={next} rel="next">
          Volgende<span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  )
}

/** The content with a narrow column beside it. On a phone `first` comes before the content, and the rest below it. */
export const Columns = ({
  children,
  first,
  aside,
}: Children & { first?: ComponentChildren; aside: ComponentChildren }) => (
  <div class="weerbaar-columns">
    {first && <div class="weerbaar-columns__first">{first}</div>}
    <div class="weerbaar-columns__content">{children}</div>
    <aside class="weerbaar-columns__aside" aria-label="Bij deze pagina">
      {aside}
    </aside>
  </div>
)

/** The one heading of level 1. */
export const PageTitle = ({ children, chip }: Children & { chip?: ComponentChildren }) => (
  <div class="weerbaar-title">
    <h1 class="nl-heading nl-heading--level-1">{children}</h1>
    {chip}
  </div>
)

export const Lead = ({ children }: Children) => <p class="nl-paragraph nl-paragraph--lead">{children}</p>

export interface LinkListProps {
  items: readonly { href: string; label: string; hint?: ComponentChildren }[]
}

export const LinkList = ({ items }: LinkListProps) => (
  <ul class="utrecht-link-list utrecht-link-list--html-ul weerbaar-link-list">
    {items.map(({ href, label, hint }) => (
      <li class="utrecht-link-list__item">
        <a class="nl-link" href={href}>
          {label}
        </a>
        {hint && <span class="weerbaar-link-list__hint">{hint}</span>}
      </li>
    ))}
  </ul>
)
