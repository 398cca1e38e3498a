// The addresses of the reaction, under that of the case. Ids only.

const of = (id: string) => `/meldingen/${id}/maatregelen`

export const reactionUrls = {
  all: of,
  new: (id: string) => `${of(id)}/nieuw`,
  one: (id: string, measure: string) => `${of(id)}/${measure}`,
  review: (id: string, measure: string) => `${of(id)}/${measure}/beoordelen`,
} as const
