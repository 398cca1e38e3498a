import assert from 'node:assert/strict'
import { publish } from '../../src/cli/commands/questionnaire.ts'
import { asOwner } from '../../src/cli/owner.ts'
import { isInstrument } from '../../src/engines/questionnaires/library.ts'
import { idOf } from './people.ts'
import { sound } from './questionnaires.ts'
import type { World } from './world.ts'

// Instruments of which the engine carries all there is, each one file.

const chances = '[Bijna nooit, Soms, Wel eens per jaar, Vaak, Bijna zeker]'
const impacts = '[Heel klein, Klein, Merkbaar, Groot, Heel groot]'

const bands = `
  risk_bands:
    - { id: low, from: 1, to: 4, title: Laag, text: Houd het in de gaten. }
    - { id: middle, from: 5, to: 9, title: Midden, text: Kijk wat er kan. }
    - { id: high, from: 10, to: 15, title: Hoog, text: Doe er iets aan. }
    - { id: very_high, from: 16, to: 25, title: Zeer hoog, text: Doe dit eerst. }`

/** A plan of security of the organisation: a risk whose chance figures propose, and processes that it names itself. */
export const riskScan = (change: (text: string) => string = text => text): string =>
  change(`id: small-risks
version: 1
source: Eigen uitwerking, voor een test.
title: Een klein veiligheidsplan
facts: []
scan:
  valid: { from: 2026-01-01 }
  why: Om te zien waar u iets aan moet doen.
  audience: Gemeenten.
  minutes: 5
  privacy: organisation
  themes:
    - { id: desk, title: De balie }
    - { id: work, title: Processen }
  risks:
    - { id: desk_risk, title: Agressie aan de balie, chance: desk_chance, impact: desk_impact }
    - { id: process_risk, title: Ondermijning, grid: processes, chance: chance, impact: impact }${bands}
  advice:
    - id: second_door
      theme: desk
      risks: { desk_risk: [high, very_high] }
      title: Maak een tweede uitgang
      text: Wie aan de balie werkt, moet weg kunnen.
      priority: high
      pays: employer
      basis: Eigen uitwerking.
      measure: { key: second_door, title: Tweede uitgang achter de balie }
    - id: four_eyes
      theme: work
      risks: { process_risk: [very_high] }
      title: Laat iemand meekijken
      text: Niemand beslist alleen.
      priority: normal
      pays: employer
      basis: Eigen uitwerking.
      measure: { key: four_eyes, title: Altijd twee mensen bij een besluit }
pages:
  - id: desk_page
    path: balie
    title: De balie
    theme: desk
    questions:
      - kind: scale
        id: desk_chance
        label: Hoe vaak is er agressie aan de balie?
        anchors: &chances ${chances}
        unscored: true
        required: Kies een antwoord.
        figures: { subject: family, cell: physical, words: meldingen van fysieke agressie, from: [1, 5, 10, 20] }
        basis: Eigen uitwerking.
      - kind: scale
        id: desk_impact
        label: Hoe erg is het dan?
        anchors: &impacts ${impacts}
        unscored: true
        required: Kies een antwoord.
        basis: Eigen uitwerking.
  - id: naming
    path: processen
    title: Uw processen
    questions:
      - kind: list
        id: own
        label: Welke processen heeft u?
        line: Proces
        most: 4
        required: Noem minstens één proces.
        basis: Eigen uitwerking.
  - id: table
    path: tabel
    title: De tabel
    theme: work
    questions:
      - kind: grid
        id: processes
        label: Wat geldt voor dit proces?
        from: own
        totals: [rows, columns]
        required: Kies een antwoord.
        basis: Eigen uitwerking.
        columns:
          - { id: chance, label: Kans, anchors: *chances, unscored: true }
          - { id: impact, label: Gevolg, anchors: *impacts, unscored: true }
          - id: rules
            label: Regels
            options:
              - { value: known, label: Iedereen kent ze }
              - { value: written, label: Ze staan op papier }
              - { value: none, label: Er zijn er geen }
            score: { known: 2, written: 1, none: 0 }
          - { id: alone, label: Eén mens beslist, score: { ja: 1 } }
`)

/** Vulnerable processes, answered by three people or more about rows that who leads it names. */
export const teamScan = `id: small-processes
version: 1
source: Eigen uitwerking, voor een test.
title: Kwetsbare processen
facts: []
scan:
  valid: { from: 2026-01-01 }
  why: Om te zien waar u verschillend over denkt.
  audience: Gemeenten.
  minutes: 5
  privacy: team
  themes:
    - { id: work, title: Processen }
  risks:
    - { id: process_risk, title: Ondermijning, grid: processes, chance: chance, impact: impact }${bands}
  advice:
    - id: four_eyes
      theme: work
      risks: { process_risk: [high, very_high] }
      title: Laat iemand meekijken
      text: Niemand beslist alleen.
      priority: normal
      pays: employer
      basis: Eigen uitwerking.
      measure: { key: four_eyes, title: Altijd twee mensen bij een besluit }
pages:
  - id: naming
    path: processen
    title: Uw processen
    questions:
      - kind: list
        id: own
        label: Over welke processen gaat het?
        line: Proces
        most: 4
        basis: Eigen uitwerking.
  - id: table
    path: tabel
    title: De tabel
    theme: work
    questions:
      - kind: scale
        id: trust
        label: Hoe veilig voelt u zich?
        anchors: [Niet, Een beetje, Heel]
        required: Kies een antwoord.
        basis: Eigen uitwerking.
      - kind: grid
        id: processes
        label: Wat geldt voor dit proces?
        from: own
        required: Kies een antwoord.
        comparable: true
        basis: Eigen uitwerking.
        columns:
          - { id: chance, label: Kans, anchors: ${chances}, unscored: true }
          - { id: impact, label: Gevolg, anchors: ${impacts}, unscored: true }
          - { id: alone, label: Eén mens beslist, score: { ja: 1 } }
`

/** Publishes an instrument for all organisations. */
export async function publishText({ database, clock }: World, text: string): Promise<void> {
  const it = sound(text)
  assert.ok(isInstrument(it))
  await asOwner(database.ownerUrl, tx => publish(tx, it, text, clock.now()))
}

/** A year as it was released: what was told of reports of physical aggression; null was counted and not told. */
export async function releaseYear({ owner }: World, year: number, told: number | null): Promise<void> {
  const organisation = idOf('waterstad')
  await owner.query(`insert into figure_release values ($1, $2, 5, $3, $4)`, [
    organisation,
    year,
    idOf('politicalCoordinator'),
    `${year + 1}-02-01`,
  ])
  await owner.query(`insert into figure_cell values ($1, $2, 5, 'family', 'physical', $3, $4)`, [
    organisation,
    year,
    told ?? 3,
    told !== null,
  ])
}
