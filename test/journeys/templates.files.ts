import { decide, fillIn, halfway, publishNorm, seenOn } from '../support/norms.ts'
import { begin, publishSmall, withFiles } from '../support/scanning.ts'
import { aPicture } from '../support/stories.ts'
import type { Visitor, World } from '../support/world.ts'
import type { Looker } from './templates.ts'

const long = { ...aPicture, name: 'Foto van de voordeur na de poging tot inbraak van afgelopen zaterdagnacht.png' }

/** The pages of answers with files: where they are added, what is wrong with one, and where they stand afterwards. */
export async function fileLookers(world: World): Promise<readonly Looker[]> {
  await publishSmall(world, withFiles('own-files', 'shared'))
  await publishNorm(world, { id: 'files-norm' })
  const [open, done] = [await answered(await world.signIn('member')), await answered(await world.signIn('member'))]
  await (await world.signIn('member')).post(`/antwoorden/${done}/controleren`)
  const coordinator = await world.signIn('politicalCoordinator')
  await decide(coordinator, 'files-norm', halfway)
  const first = await begin(coordinator, 'files-norm')
  await addProof(coordinator, first)
  await coordinator.post(`/antwoorden/${first}/controleren`)
  const joint = await begin(coordinator, 'files-norm')
  await addProof(coordinator, joint)
  const page = '/antwoorden/:id/vragen/:page'
  return [
    {
      who: 'member',
      sees: [
        { route: page, at: `/antwoorden/${open}/vragen/foto`, as: 'files' },
        { route: `${page}/bestanden`, at: `/antwoorden/${open}/vragen/foto/bestanden` },
        { route: '/antwoorden/:id/controleren', at: `/antwoorden/${open}/controleren`, as: 'files' },
        { route: '/antwoorden/:id/uitslag', at: `/antwoorden/${done}/uitslag`, as: 'files' },
      ],
    },
    {
      who: 'politicalCoordinator',
      sees: [
        { route: page, at: `/antwoorden/${joint}/vragen/mensen`, as: 'evidence' },
        { route: page, at: `/antwoorden/${joint}/vragen/mensen`, as: 'no-evidence', press: 'Bewaar en ga verder' },
        { route: '/scans/:name/vastgesteld/:id', at: `/scans/files-norm/vastgesteld/${first}`, as: 'files' },
      ],
    },
  ]
}

async function answered(who: Visitor): Promise<string> {
  const id = await begin(who, 'own-files')
  for (const [path, form] of Object.entries({ eerst: { garden: 'yes' }, huis: { lock: 'no' } }))
    await who.post(`/antwoorden/${id}/vragen/${path}`, form)
  await who.upload(`/antwoorden/${id}/vragen/foto/bestanden`, {}, [long, aPicture], 'door')
  return id
}

async function addProof(who: Visitor, id: string): Promise<void> {
  await fillIn(who, id, halfway)
  const form = { ...halfway.mensen, gezien: await seenOn(who, id, 'mensen') }
  await who.upload(`/antwoorden/${id}/vragen/mensen/bestanden`, form, [long, aPicture], 'alarm_files')
}
