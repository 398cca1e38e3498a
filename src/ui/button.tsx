import type { ComponentChildren } from 'preact'

export type ButtonKind = 'primary' | 'quiet' | 'danger'

const kindClass: Record<ButtonKind, string> = {
  primary: 'nl-button nl-button--primary',
  quiet: 'nl-button nl-button--secondary',
  danger: 'nl-button nl-button--primary nl-button--negative',
}

export interface ButtonProps {
  children: ComponentChildren
  kind?: ButtonKind
  name?: string
  value?: string
  formaction?: string
}

export const Button = ({ children, kind = 'primary', name, value, formaction }: ButtonProps) => (
  <button class={kindClass[kind]} type="submit" name={name} value={value} formAction={formaction}>
    <span class="nl-button__label">{children}</span>
  </button>
)

/** Enter in a field presses the first button of a form: with this one in front, it is never one that takes something away. */
export const FirstButton = ({ children }: { children: string }) => (
  <button class="weerbaar-hidden" tabindex={-1} aria-hidden="true">
    {children}
  </button>
)

export interface ButtonLinkProps {
  href: string
  children: ComponentChildren
  kind?: ButtonKind
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export const ButtonLink = ({ href, children, kind = 'primary' }: ButtonLinkProps) => (
  <a class={kindClass[kind]} href={href}>
    <span class="nl-button__label">{children}</span>
  </a>
)

/** The buttons at the end of a form or card, the main one first. */
export const Actions = ({ children }: { children: ComponentChildren }) => (
  <div class="utrecht-action-group utrecht-action-group--row weerbaar-actions">{children}</div>
)
