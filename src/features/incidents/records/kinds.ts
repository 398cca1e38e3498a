export const recordKinds = [
  'care_person',
  'care_talk',
  'care_offer',
  'damage',
  'legal_step',
  'legal_aid',
  'police_word',
  'media_line',
  'consultation',
  'evaluation',
  'lesson',
] as const
export type RecordKindId = (typeof recordKinds)[number]
