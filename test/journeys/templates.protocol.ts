import { aProtocolToName } from '../support/protocol.ts'
import { modelAnswers } from '../support/protocol-answers.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** The pages of the protocol, with a version that is adopted and a draft that differs from the model. */
export async function protocolLookers(world: World): Promise<readonly Looker[]> {
  const adopted = await aProtocolToName(world)
  const answers = modelAnswers({ besluit: '12', altijd: 'threat\nstalking', media: 'De voorzitter voert het woord.' })
  await (await world.signIn('administrator')).post('/beheer/protocol/nieuw', answers)
  const draft = answers['versie'] ?? ''
  return [
    {
      who: 'otherMember',
      sees: [
        { route: '/protocol' },
        { route: '/protocol/model' },
        { route: '/protocol/:id', at: `/protocol/${adopted}` },
      ],
    },
    {
      who: 'administrator',
      sees: [
        { route: '/beheer/protocol' },
        { route: '/beheer/protocol/nieuw' },
        { route: '/beheer/protocol/:id', at: `/beheer/protocol/${draft}` },
        { route: '/beheer/protocol/:id', at: `/beheer/protocol/${draft}`, as: 'errors', press: 'Leg vast' },
        { route: '/protocol/:id', at: `/protocol/${draft}`, as: 'draft' },
      ],
    },
  ]
}
