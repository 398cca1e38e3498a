import { idOf } from '../support/people.ts'
import { answer, atHome, begin, publishSmall } from '../support/scanning.ts'
import type { World } from '../support/world.ts'
import { fileLookers } from './templates.files.ts'
import type { Looker } from './templates.ts'

/** The pages of somebody's own answers: begun, with errors, with what is dropped, finished, shared and ended. */
export async function answerLookers(world: World): Promise<readonly Looker[]> {
  await publishSmall(world, text =>
    text.replace('id: small-scan', 'id: home-walk').replace('privacy: private', 'privacy: shared'),
  )
  const member = await world.signIn('member')
  const open = await begin(member, 'safety-self-scan')
  const shared = await begin(member, 'home-walk')
  await member.post(`/antwoorden/${shared}/delen`, { colleague: 'clerk', colleague_id: idOf('clerk') })
  await answer(member, shared, atHome('no'))
  const halfway = await begin(member, 'home-walk')
  await member.post(`/antwoorden/${halfway}/vragen/eerst`, { garden: 'yes' })
  const route = (path: string) => `/antwoorden/:id/${path}`
  return [
    ...(await fileLookers(world)),
    {
      who: 'member',
      sees: [
        { route: '/scans' },
        { route: '/scans/:name', at: '/scans/safety-self-scan', as: 'own' },
        { route: '/scans/:name/samen', at: '/scans/safety-self-scan/samen' },
        { route: '/antwoorden/:id', at: `/antwoorden/${open}` },
        { route: route('vragen/:page'), at: `/antwoorden/${open}/vragen/over-u` },
        {
          route: route('vragen/:page'),
          at: `/antwoorden/${open}/vragen/over-u`,
          as: 'errors',
          press: 'Bewaar en ga verder',
        },
        { route: route('controleren'), at: `/antwoorden/${halfway}/controleren` },
        { route: route('weggooien'), at: `/antwoorden/${shared}/weggooien` },
        { route: route('uitslag'), at: `/antwoorden/${shared}/uitslag` },
        { route: route('delen'), at: `/antwoorden/${shared}/delen` },
        { route: route('afronden'), at: `/antwoorden/${shared}/afronden` },
      ],
    },
  ]
}
