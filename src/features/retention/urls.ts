export const termsUrl = '/bewaartermijnen'
export const listsUrl = '/vernietiging'
export const listUrl = (id: string) => `${listsUrl}/${id}`
export const declarationUrl = (id: string) => `${listUrl(id)}/verklaring`
