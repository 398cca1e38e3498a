import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

const Text = z.object({ subject: z.string(), text: z.string() })
const Mails = z.object({
  footer: z.string(),
  mails: z.object({
    invitation: Text,
    password_reset: Text,
    password_changed: Text,
    new_device: Text,
    factor_changed: Text,
    recovery_used: Text,
    factors_reset: Text,
    review_waits: Text,
    progress_due: Text,
    rights_new: Text,
    rights_due: Text,
    rights_answered: Text,
    rights_asked: Text,
    rights_told: Text,
    rights_unattended: Text,
    round_asked: Text,
    round_reminder: Text,
    plan_due: Text,
  }),
})

const { footer, mails } = readContent('mails.yaml', Mails)

/** The words of a mail about an account: a link and the name of the organisation, and nothing else of anybody. */
export function accountMail(
  name: keyof typeof mails,
  words: { link: string; organisation: string },
): { subject: string; text: string } {
  const fill = (text: string) => text.replaceAll('{link}', words.link).replaceAll('{organisation}', words.organisation)
  return { subject: fill(mails[name].subject), text: fill(`${mails[name].text}\n${footer}`) }
}
