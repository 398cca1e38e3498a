import assert from 'node:assert/strict'
import { publishNorm } from '../support/norms.ts'
import { publishSmall, withFiles } from '../support/scanning.ts'
import { aPicture } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey(
  'a scan that asks for photos, on a phone: added, refused, opened, taken away, and kept with the answers',
  async stage => {
    const { enter, step, inspect, world } = stage
    await publishSmall(world, withFiles('own-files'))
    const photo = { name: 'voordeur.png', mimeType: 'image/png', buffer: Buffer.from(aPicture.content) }
    const member = await enter('member', phone, '/scans/own-files')
    await step(
      'a photo and what is no photo are added at once: the photo is kept, and the other says why not',
      async () => {
        await member.press('Begin')
        await member.answerEach(0)
        await member.press('Bewaar en ga verder')
        await member.answerEach(0)
        await member.press('Bewaar en ga verder')
        await member.heading('Laat het zien')
        await member.fill('Wat is te zien?', 'De deur')
        await member.attach('Een foto van de deur', [
          photo,
          { name: 'pagina.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><p>Hallo') },
        ])
        await member.press('Bewaar en ga verder')
        await member.alerted('pagina.html: Dit soort bestand kunnen wij niet bewaren.')
        await member.holds('Wat is te zien?', 'De deur')
        await inspect(member, 'scan-files')
      },
    )
    await step('it is opened as it came', async () => {
      const saving = member.page.waitForEvent('download')
      await member.follow('voordeur.png')
      assert.equal((await saving).suggestedFilename(), 'voordeur.png')
    })
    await step('it is taken away, and what was typed stays', async () => {
      await member.page.getByRole('button', { name: 'Verwijder voordeur.png' }).click()
      await member.alerted('Voeg een foto van de deur toe.')
      await member.holds('Wat is te zien?', 'De deur')
      await member.misses('voordeur.png')
    })
    await step('it is added again, by Enter in a field, and stands with the answers to the end', async () => {
      await member.attach('Een foto van de deur', [photo])
      await member.page.getByLabel('Wat is te zien?').press('Enter')
      await member.heading('Klopt dit?')
      await member.follow(/Wijzig.*Laat het zien/)
      await member.page.getByLabel('Wat is te zien?').press('Enter')
      await member.heading('Klopt dit?')
      await member.reads('voordeur.png')
      await inspect(member, 'scan-files-check')
      await member.press('Klaar: laat de uitslag zien')
      await member.heading('Uitslag en advies')
      await member.unfold('Laat zien wat u antwoordde')
      await member.reads('voordeur.png')
    })
  },
)

journey(
  'a norm whose evidence is a file: added by a coordinator, decided on, and opened by an auditor',
  async stage => {
    const { enter, step, inspect, world } = stage
    await publishNorm(world)
    const coordinator = await enter('politicalCoordinator', desk, '/scans/small-norm')
    await step('the coordinator adds it at the item', async () => {
      await coordinator.press('Begin')
      await coordinator.answerEach(0)
      await coordinator.page.getByText('Toelichting, eigenaar, datum en bewijs').first().click()
      await coordinator.page
        .getByLabel('Bestanden als bewijs')
        .first()
        .setInputFiles([{ name: 'besluit.txt', mimeType: 'text/plain', buffer: Buffer.from('Het college besluit.') }])
      await coordinator.press('Bewaar en ga verder')
      await coordinator.answerEach(0)
      await coordinator.press('Bewaar en ga verder')
      await coordinator.heading('Vaststellen?')
      await coordinator.unfold('Mensen')
      await coordinator.reads('besluit.txt')
      await coordinator.press('Stel dit antwoord vast')
    })
    await step('the auditor finds it with what was decided', async () => {
      const auditor = await enter('auditor', desk, '/scans/small-norm/organisatie')
      await auditor.follow(/Antwoord 1|Bekijk/)
      await auditor.unfold('Mensen')
      await auditor.reads('besluit.txt')
      await inspect(auditor, 'norm-files')
      const saving = auditor.page.waitForEvent('download')
      await auditor.follow('besluit.txt')
      assert.equal((await saving).suggestedFilename(), 'besluit.txt')
    })
  },
)
