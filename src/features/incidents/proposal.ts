import { outcomes } from '../../engines/cases/vocabulary.ts'

interface Chosen {
  code: string
  text: string
  /** The button that asks for a proposal. */
  voorstel?: string | undefined
}

/**
 * The words that are proposed for what the person hit hears, to be read and changed before they are sent. Undefined when none
 * are asked for; when the text is still the proposal of another choice, the two would contradict each other, and a new one comes.
 * @param ending the words with which an organisation ends what a reporter hears
 */
export function proposalFor(
  list: Exclude<keyof typeof outcomes, 'talk'>,
  { code, text, voorstel }: Chosen,
  ending = '',
): string | undefined {
  const words = (feedback = '') => [feedback.trim(), ending].filter(Boolean).join('\n\n')
  const { options } = outcomes[list]
  const stale = options.some(it => it.id !== code && it.feedback && words(it.feedback) === text)
  return voorstel === undefined && !stale ? undefined : words(options.find(it => it.id === code)?.feedback)
}
