export const planUrl = '/plan'
export const ownUrl = '/plan/mijn'
export const measureUrl = (id: string): string => `${planUrl}/${id}`
