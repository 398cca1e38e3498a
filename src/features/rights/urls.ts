export const rightsUrls = {
  desk: '/privacy-verzoeken',
  new: '/privacy-verzoeken/nieuw',
  request: (id: string) => `/privacy-verzoeken/${id}`,
  step: (id: string, step: string) => `/privacy-verzoeken/${id}/stap/${step}`,
  ask: (id: string) => `/privacy-verzoeken/${id}/vraag`,
  leave: (id: string) => `/privacy-verzoeken/${id}/overlaten`,
  package: (id: string) => `/privacy-verzoeken/${id}/pakket`,
  file: (id: string, format: 'json' | 'pdf' | 'docx') => `/privacy-verzoeken/${id}/pakket.${format}`,
  questions: '/privacy-vragen',
  question: (id: string) => `/privacy-vragen/${id}`,
  own: '/account/verzoeken',
  ownRequest: (id: string) => `/account/verzoeken/${id}`,
}
