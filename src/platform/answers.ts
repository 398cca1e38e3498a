import type { VNode } from 'preact'

/** A page: what stands in the frame that every page shares. */
export interface Page {
  title: string
  body: VNode
  /** A narrow column for forms and reading; wide for lists and cases. */
  narrow?: boolean
  /** Only where a page must be shown with another status than 200 or 422. */
  status?: 403 | 404 | 410 | 413 | 415
  /** Says in the title of the window that something is wrong. */
  errors?: boolean
}

/** Where to go next, after a change. */
export interface SeeOther {
  seeOther: string
  /** A new session token, or null to end the session in this browser. */
  session?: string | null
  /** A token by which this browser is known again. */
  device?: string
}

/** Bytes to save, never shown as a page of ours. */
export interface Download {
  fileName: string
  contentType: string
  body: AsyncIterable<Uint8Array> | Uint8Array
  size?: number
  /** Shown in a page of ours: only pictures that we made ourselves. */
  inline?: boolean
}

export type Answer = Page | SeeOther
