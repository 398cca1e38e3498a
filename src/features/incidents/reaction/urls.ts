// The addresses of the reaction, under that of the case. Ids only.

const of = (id: string) => `/meldingen/${id}/maatregelen`

export const reactionUrls = {
  all: of,
  new: (id: string) => `${of(id)}/nieuw`,
  one: (id: string, measure: string) => `${of(id)}/${measure}`,
  review: (id: string, measure: string) => `${of(id)}/${measure}/beoordelen`,
  newLetter: (id: string, measure = '') => `${of(id)}/brief${measure && `?maatregel=${measure}`}`,
  letter: (id: string, letter: string) => `${of(id)}/brief/${letter}`,
  letterFile: (id: string, letter: string, format: 'pdf' | 'docx') => `${of(id)}/brief/${letter}/${format}`,
  told: (id: string, measure: string) => `${of(id)}/${measure}/wie-weet-het`,
  takeBack: (id: string, measure: string) => `${of(id)}/${measure}/niet-meer`,
  notice: (id: string) => `${of(id)}/gegevensbericht`,
  link: (id: string) => `${of(id)}/eerdere-melding`,
  mine: '/maatregelen-in-mijn-gebouw',
} as const
