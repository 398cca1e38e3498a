import type { ComponentChildren } from 'preact'

const Svg = ({ name, viewBox, children }: { name: string; viewBox: string; children: ComponentChildren }) => (
  <svg class={name} viewBox={viewBox} aria-hidden="true" focusable="false">
    {children}
  </svg>
)

/** Our mark, for an organisation without a logo: two shelters, one behind the other. */
export const Mark = () => (
  <Svg name="weerbaar-mark" viewBox="0 0 40 40">
    <path d="M4 35V20a16 16 0 0 1 32 0v15h-8V20a8 8 0 0 0-16 0v15z" fill="currentColor" />
    <path d="M16 35V21a4 4 0 0 1 8 0v14z" fill="var(--basis-focus-outline-color)" />
  </Svg>
)

const shapes = {
  info: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm-1.5 9.5h3V18h-3zM12 5.5a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5z',
  danger:
    'M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9zM10.5 6v7.5h3V6zm1.5 9.3a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5z',
  warning: 'M12 1.5 23.5 22H.5zM10.7 9v6.5h2.6V9zm1.3 8a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  success: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm5.9 7.9-7.4 7.6-4.4-4.4 1.8-1.8 2.6 2.6L16 7z',
} as const

/** The sign of a note: the kind in shape, beside its colour. */
export const Icon = ({ name }: { name: keyof typeof shapes }) => (
  <Svg name="weerbaar-icon" viewBox="0 0 24 24">
    <path d={shapes[name]} fill="currentColor" fill-rule="evenodd" />
  </Svg>
)
