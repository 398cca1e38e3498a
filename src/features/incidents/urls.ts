// One typed place for the addresses of this feature. Ids only: no word of anybody stands in a URL.

export const urls = {
  home: '/',
  quickReport: '/melden/snel',
  draft: (id: string) => `/melden/snel/${id}`,
  report: '/melden',
  enter: '/melden/namens',
  fullReport: '/melden/volledig',
  fullDraft: (id: string, page = '') => `/melden/volledig/${id}${page && `/${page}`}`,
  supplement: (id: string, page = '') => `/meldingen/${id}/aanvullen${page && `/${page}`}`,
  readSupplement: (id: string, report: string) => `/meldingen/${id}/aanvulling/${report}`,
  ownReports: '/meldingen',
  case: (id: string) => `/meldingen/${id}`,
  receipt: (id: string) => `/meldingen/${id}/ontvangst`,
  looks: (id: string) => `/meldingen/${id}/gekeken`,
  piece: (id: string, file: string) => `/meldingen/${id}/bewijs/${file}`,
  worklist: '/werklijst',
  search: '/zoeken',
  bulkHandOver: '/lijn/overdragen',
  line: '/lijn',
  unit: '/eenheid',
  confidant: '/vertrouwelijk',
} as const
