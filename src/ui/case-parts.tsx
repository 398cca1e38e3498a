import type { ComponentChildren } from 'preact'

export interface FactsProps {
  items: readonly { term: string; value: ComponentChildren }[]
}

export const Facts = ({ items }: FactsProps) => (
  <dl class="utrecht-data-list weerbaar-facts">
    {items.map(({ term, value }) => (
      <div class="utrecht-data-list__item">
        <dt class="utrecht-data-list__item-key">{term}</dt>
        <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
      </div>
    ))}
  </dl>
)

export interface TimelineProps {
  /** `at` as shown, `datetime` in ISO 8601. */
  items: readonly { at: string; datetime: string; text: ComponentChildren }[]
}

export const Timeline = ({ items }: TimelineProps) => (
  <ol class="weerbaar-timeline">
    {items.map(({ at, datetime, text }) => (
      <li class="weerbaar-timeline__item">
        <time class="weerbaar-timeline__at" dateTime={datetime}>
          {at}
        </time>
        <div>{text}</div>
      </li>
    ))}
  </ol>
)

export interface Clock {
  title: string
  state: 'late' | 'soon' | 'running' | 'done'
  value: string
  detail: string
}

const clockSymbol: Record<Clock['state'], string> = { late: '▲', soon: '●', running: '○', done: '✓' }
const clockWord: Record<Clock['state'], string> = {
  late: 'Te laat: ',
  soon: 'Binnenkort: ',
  running: '',
  done: 'Klaar: ',
}

/** The deadlines of a case, most urgent as the caller orders them. */
export const Clocks = ({ items }: { items: readonly Clock[] }) => (
  <ul class="weerbaar-clocks" aria-label="Termijnen">
    {items.map(({ title, state, value, detail }) => (
      <li class={`weerbaar-clock weerbaar-clock--${state}`}>
        <span>{title}</span>
        <strong class="weerbaar-clock__value">
          <span class="weerbaar-clock__symbol" aria-hidden="true">
            {clockSymbol[state]}
          </span>
          <span class="weerbaar-hidden">{clockWord[state]}</span>
          {value}
        </strong>
        <span class="weerbaar-clock__detail">{detail}</span>
      </li>
    ))}
  </ul>
)

export interface MessageProps {
  /** Written by the person who looks: on the other side, in the other colour. */
  mine: boolean
  who: string
  at: string
  datetime: string
  children: ComponentChildren
}

export const Message = ({ mine, who, at, datetime, children }: MessageProps) => (
  <article class={`weerbaar-message${mine ? ' weerbaar-message--mine' : ''}`}>
    <p class="weerbaar-message__from">
      <strong>{who}</strong>, <time dateTime={datetime}>{at}</time>
    </p>
    <div class="weerbaar-words">{children}</div>
  </article>
)

/** Somebody's own words, with the line breaks they typed. */
export const Words = ({ children }: { children: ComponentChildren }) => <div class="weerbaar-words">{children}</div>

/** A text of plain paragraphs, with an empty line between them. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n{2,}/u)
      .filter(it => it.trim() !== '')
      .map(paragraph => (
        <p class="nl-paragraph">{paragraph}</p>
      ))}
  </>
)
