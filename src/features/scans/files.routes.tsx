import { z } from 'zod'
import { atDesk, found } from '../../engines/access/desk.ts'
import { download, page, upload, type Ask, type Route } from '../../engines/access/routes.ts'
import { readAnswerFile, type AnswerFile } from '../../engines/questionnaires/files.ts'
import type { Download } from '../../platform/answers.ts'
import { statusOfRefused } from '../../platform/arriving-file.ts'
import type { Log } from '../../platform/log.ts'
import { savedName } from '../../platform/media-types.ts'
import { Refusal } from '../../platform/routes.ts'
import type { Scanner } from '../../platform/scanner.ts'
import { questions, sendPage } from './answering.routes.tsx'
import { receiveAnswerFile, receivingOn, refusalsOf, takeAway } from './files.ts'
import { shutFile } from './files.views.tsx'
import { decidedAt } from './norm.routes.tsx'
import { openedSet } from './opened.ts'
import { urls } from './urls.ts'

const anything = z.looseObject({})

/** Files that come with answers: added on the page of their question, and opened by who reads the answers. */
export const fileRoutes: readonly Route[] = [
  // Where somebody lands who signed in again halfway.
  page('/antwoorden/:id/vragen/:page/bestanden', 'account', async ({ params, ...ask }) => {
    await openedSet({ ...ask, params })
    return { seeOther: urls.question(params.id, params.page) }
  }),

  upload('/antwoorden/:id/vragen/:page/bestanden', 'account', anything, {
    prepare: receivingOn,
    receive: receiveAnswerFile,
    invalid: async (ask, form, into) => {
      const status = statusOfRefused(into.refused)
      return { ...(await questions(ask, form, into.saved)), ...(status && { status }) }
    },
    valid: async (ask, _input, form, into) => {
      const file = form.values['verwijder']
      if (file) await takeAway(ask, file)
      const answer = await sendPage(ask, form)
      const refusals = refusalsOf(into)
      into.saved = !('invalid' in answer)
      if (Object.keys(refusals).length > 0)
        return { invalid: { ...('invalid' in answer && answer.invalid), ...refusals } }
      return file && into.saved ? { seeOther: urls.question(ask.params.id, ask.params.page) } : answer
    },
  }),

  download('/antwoorden/:id/bestanden/:file', 'account', async ask => handOut(ask, await openedSet(ask))),

  download('/scans/:name/vastgesteld/:id/bestanden/:file', 'scan.read', async ask =>
    handOut(ask, await atDesk(ask, desk => decidedAt(ask, desk))),
  ),
]

/** The file as it came, once the scanner let it through, if there is one. It is asked at each opening: it knows more every day. */
async function handOut(
  { house, actor, params }: Ask<'file'>,
  { files, key }: { files: readonly AnswerFile[]; key: Buffer },
): Promise<Download> {
  const file = found(files.find(it => it.id === params.file))
  const read = () => readAnswerFile(house, actor.id, key, file)
  if (house.scanner) {
    const said = await verdictOf(house.scanner, read(), house.log)
    if (said !== 'clean') throw new Refusal(shutFile(said))
  }
  return { fileName: savedName(file.name, file.type), contentType: file.type.mime, size: file.size, body: read() }
}

async function verdictOf(
  scanner: Scanner,
  content: AsyncIterable<Buffer>,
  log: Log,
): Promise<'clean' | 'infected' | 'away'> {
  try {
    return (await scanner.scan(content)).malware === undefined ? 'clean' : 'infected'
  } catch (error) {
    log.error('scanner', error)
    return 'away'
  }
}
