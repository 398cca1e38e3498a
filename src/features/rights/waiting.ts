import type { FindWaiting } from '../../engines/access/waiting.ts'
import { readQuestions } from './questions.ts'
import { readDesk } from './requests.ts'
import { rightsUrls } from './urls.ts'

/** For a privacy officer: requests that go on. */
export const rightsWaiting: FindWaiting = async ({ tx, actor: { id, organisation, permissions } }) => {
  if (!organisation || !permissions.has('privacy.manage')) return undefined
  const n = (await readDesk(tx, id, organisation.id)).filter(it => it.finished_on === null).length
  if (n === 0) return undefined
  return {
    title: n === 1 ? 'Privacy: 1 verzoek' : `Privacy: ${n} verzoeken`,
    text: 'Iemand vraagt iets over de eigen gegevens. Het antwoord moet op tijd zijn.',
    links: [{ href: rightsUrls.desk, label: 'Naar de verzoeken' }],
  }
}

/** For who handles cases: what they were asked about a request. */
export const askedWaiting: FindWaiting = async ({ tx, actor: { id, organisation, permissions } }) => {
  if (!organisation || !permissions.has('case.handle')) return undefined
  const open = (await readQuestions(tx, id, organisation.id)).filter(it => it.answered_at === null)
  if (open.length === 0) return undefined
  return {
    title: 'Een vraag van de privacyfunctionaris',
    text: 'Iemand vraagt iets over de eigen gegevens. Wilt u kijken wat die persoon mag krijgen?',
    links: [{ href: rightsUrls.questions, label: 'Bekijk en antwoord' }],
  }
}
