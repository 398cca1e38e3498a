import { readDefinition } from '../../src/engines/questionnaires/reading.ts'
import type { Definition } from '../../src/engines/questionnaires/definition.ts'

/** A small sound scan, as its file would be; `change` makes it into another one, right or wrong. */
export const smallScan = (change: (text: string) => string = text => text): string => change(text)

const text = `id: small-scan
version: 1
source: Eigen uitwerking, voor een test.
title: Een kleine scan
facts: []
scan:
  valid: { from: 2026-01-01 }
  why: Om te proberen.
  audience: Wie dit probeert.
  minutes: 1
  privacy: private
  themes:
    - id: home
      title: Thuis
      bands:
        - { from: 0, to: 50, title: Begin, text: U kunt veel doen. }
        - { from: 50, to: 100, title: Goed, text: Het is al goed. }
  advice:
    - id: lock_it
      theme: home
      when: { lock: ["no"] }
      title: Doe de deur op slot
      text: Draai de sleutel om.
      priority: high
      pays: self
      now: true
      basis: Eigen uitwerking.
      measure: { key: door_locks, title: Sloten }
    - id: more_at_home
      theme: home
      scores: { home: { below: 50 } }
      title: Vraag advies
      text: Vraag iemand om mee te kijken.
      priority: normal
      pays: employer
      basis: Eigen uitwerking.
pages:
  - id: first
    path: eerst
    title: Eerst
    questions:
      - kind: yesno
        id: garden
        label: Hebt u een tuin?
        answers: ["yes", "no"]
        required: Kies een antwoord.
        basis: Eigen uitwerking.
      - kind: number
        id: doors
        label: Hoeveel deuren hebt u?
        min: 0
        max: 9
        basis: Eigen uitwerking.
  - id: house
    path: huis
    title: Huis
    theme: home
    questions:
      - kind: yesno
        id: lock
        label: Zit de deur op slot?
        required: Kies een antwoord.
        basis: Eigen uitwerking.
        score: { "yes": 2, partly: 1, "no": 0 }
      - kind: yesno
        id: hedge
        label: Is de heg laag?
        when: { garden: ["yes"] }
        basis: Eigen uitwerking.
        score: { "yes": 1, partly: 0, "no": 0 }
      - kind: text
        id: words
        label: Wat wilt u nog zeggen?
        max: 200
        basis: Eigen uitwerking.
`

/** A definition that must be sound. */
export function sound(file: string): Definition {
  const { definition, faults } = readDefinition(file)
  if (!definition) throw new Error(faults.join('\n'))
  return definition
}
