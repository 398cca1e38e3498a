export const protocolUrl = '/protocol'
export const desk = '/beheer/protocol'

/** The document of a version; null: the model. */
export const documentUrl = (version: string | null): string => `${protocolUrl}/${version ?? 'model'}`
