import assert from 'node:assert/strict'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey(
  'an administrator has the council adopt a protocol: new reports get its clocks, and an older one keeps its own',
  async stage => {
    const { world, enter, step, shot } = stage
    const report = async () => (await reportByPhone(stage, 'member', 'Iemand dreigde mij na de vergadering.')).reporter
    const day = world.clock.now().toISOString().slice(0, 10)

    await step('somebody reports before there is any protocol', async () => {
      const member = await report()
      await member.reads(/Binnen 24 uur besluit/)
      await member.reads(/Binnen 72 uur krijgt u/)
    })

    await step('the administrator answers the questions of the model', async () => {
      const administrator = await enter('administrator', desk, '/beheer')
      await administrator.follow('Agressieprotocol')
      await administrator.reads('Er is nog geen eigen versie')
      await administrator.follow('Maak een versie')
      await administrator.fill('Binnen hoeveel uur besluit u over de reactie?', '12')
      await administrator.fill('Binnen hoeveel uur biedt u een opvanggesprek aan?', '48')
      await administrator.pick('Tijdelijke toegangsontzegging: wie besluit?', 'Het dagelijks bestuur')
      await administrator.tick('Bedreiging')
      await administrator.fill('Wie spreekt met de media, en hoe?', 'Alleen de voorzitter.')
      await administrator.press('Bewaar als concept')
      await administrator.reads('De versie is bewaard als concept')
      await administrator.follow('Versie 1')
      await administrator.reads('Dit is een concept')
      await administrator.reads('Verschillen met het model')
      await shot(administrator, 'protocol-draft')
    })

    await step('the council adopted it, and the administrator writes that down', async () => {
      const administrator = await enter('administrator', desk, '/beheer/protocol')
      await administrator.follow(/Stel vast/)
      await administrator.choose('Gemeenteraad')
      await administrator.fill('Op welke dag was het besluit?', day)
      await administrator.press('Leg vast')
      await administrator.reads('Meldingen vanaf nu volgen deze versie')
      await shot(administrator, 'protocol-adopted')
    })

    await step('who reports now is told of the new clocks; who reported before still of the old ones', async () => {
      const newer = await report()
      await newer.reads(/Binnen 12 uur besluit/)
      await newer.reads(/Binnen 48 uur krijgt u/)
      const { rows } = await world.owner.query<{ id: string }>(
        'select id from incident_case order by reported_at limit 1',
      )
      const older = await enter('member', phone, `/meldingen/${rows[0]?.id}/ontvangst`)
      await older.reads(/Binnen 24 uur besluit/)
      assert.match(await older.page.getByRole('main').innerText(), /Binnen 72 uur krijgt u/)
    })

    await step('members read what holds', async () => {
      const member = await enter('member', phone, '/protocol')
      await member.follow(/Versie 1/)
      await member.reads(/Binnen 12 uur na de melding/)
      await member.reads('Alleen de voorzitter.')
      await member.misses('Dit is een concept')
      await shot(member, 'protocol-read')
    })
  },
)
