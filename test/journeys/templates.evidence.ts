import { onlineOf } from '../support/online.ts'
import { aLetter, formsBesides, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

const sound = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), Buffer.alloc(64)])

/** Evidence that was pasted, that is heard, that another reads first, and what of it stands on the internet. */
export async function evidenceLookers(world: World): Promise<Looker[]> {
  const id = await world.report('member', {}, [aLetter, { name: 'voicemail.wav', content: sound }])
  const at = `/meldingen/${id}`
  await takeUp(world, 'clerk', id)
  const member = await world.signIn('member')
  const clerk = await world.signIn('clerk')
  const pasted = {
    ...formsBesides()['plakken'],
    adres: 'https://platform.example/bericht/12',
    platform: 'Een platform',
  }
  await member.post(`${at}/plakken`, pasted)
  const { rows } = await world.owner.query<{ id: string; media_type: string }>(
    'select id, media_type from file where case_id = $1',
    [id],
  )
  const piece = (type: string) => `${at}/bewijs/${rows.find(it => it.media_type === type)?.id ?? ''}`
  for (const type of ['txt', 'pasted']) await member.post(`${piece(type)}/lezer`)
  await clerk.post(`${piece('txt')}/beschrijving`, formsBesides()['beschrijving'])
  const { campaign, request } = await onlineOf(world, id)
  const route = '/meldingen/:id/bewijs/:file'
  const online = '/meldingen/:id/online'
  const paste = '/meldingen/:id/plakken'
  return [
    {
      who: 'member',
      sees: [
        { route: '/meldingen/:id', at, as: 'hidden-pieces' },
        { route: paste, at: `${at}/plakken` },
        { route: paste, at: `${at}/plakken`, as: 'errors', press: 'Bewaar als bewijs' },
        { route, at: piece('txt'), as: 'hidden-described' },
        { route, at: piece('pasted'), as: 'hidden' },
        { route: online, at: `${at}/online`, as: 'own' },
      ],
    },
    {
      who: 'clerk',
      sees: [
        { route: '/meldingen/:id', at, as: 'to-describe' },
        { route, at: piece('pasted'), as: 'to-describe' },
        { route, at: piece('pasted'), as: 'describe-errors', press: 'Bewaar de beschrijving' },
        { route, at: piece('txt'), as: 'described' },
        { route, at: piece('wav'), as: 'sound' },
        { route: online, at: `${at}/online` },
        { route: online, at: `${at}/online`, as: 'errors', press: 'Leg het verzoek vast' },
        { route: '/meldingen/:id/online/:campaign', at: `${at}/online/${campaign}` },
        { route: '/meldingen/:id/verwijderverzoek/:request', at: `${at}/verwijderverzoek/${request}` },
      ],
    },
  ]
}
