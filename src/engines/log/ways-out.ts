import type { House } from '../../platform/house.ts'
import type { TreeHead } from './heads.ts'

const patienceMs = 10_000

/** Hands a signed tree head to an address outside. The operator of the installation chose it, nobody who signs in can. */
async function postHead(url: string, note: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    body: note,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new WebhookRefused()
}

/** The other side did not take it. */
class WebhookRefused extends Error {
  override name = 'WebhookRefused'
}

const subject = 'Weerbaar: ondertekende stand van het logboek'
const explained =
  'Bewaar dit bericht. Hieronder staat hoeveel er in het logboek van Weerbaar staat, met een handtekening. Wie later iets in ' +
  'het logboek verandert, wordt met dit bericht betrapt. Het zegt niets over een melding of een mens.'

async function mailHead({ mailer, config }: House, head: TreeHead): Promise<void> {
  const host = new URL(config.origin).hostname
  for (const [index, to] of config.logMail.entries())
    await mailer.send({
      to,
      subject,
      text: `${explained}\n\n${head.note}`,
      messageId: `<log.${head.size}.${index}.${head.at.getTime()}@${host}>`,
    })
}

/** How a tree head leaves the machine; undefined when the operator of the installation set no address for it. */
export const waysOut = {
  mail: (house: House) => (house.config.logMail.length === 0 ? undefined : (head: TreeHead) => mailHead(house, head)),
  webhook: ({ config: { logWebhook: url } }: House) =>
    url === undefined ? undefined : (head: TreeHead) => postHead(url, head.note),
}
export type Way = keyof typeof waysOut
