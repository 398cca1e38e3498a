export const urls = {
  all: '/scans',
  instrument: (id: string) => `/scans/${id}`,
  begin: (id: string) => `/scans/${id}/begin`,
  paper: (id: string) => `/scans/${id}/papier`,
  together: (id: string) => `/scans/${id}/samen`,
  set: (id: string) => `/antwoorden/${id}`,
  question: (id: string, page: string) => `/antwoorden/${id}/vragen/${page}`,
  check: (id: string) => `/antwoorden/${id}/controleren`,
  result: (id: string) => `/antwoorden/${id}/uitslag`,
  document: (id: string, format: string) => `/antwoorden/${id}/uitslag/${format}`,
  forget: (id: string) => `/antwoorden/${id}/weggooien`,
} as const
