import type { RightsEvent } from './rights.chart.ts'
import { answerChoices, decisionChoices, extendChoices, identityChoices } from './words.ts'

/** The form for a step: which choice it asks, and what must be written with it. */
export interface StepForm {
  event: RightsEvent
  title: string
  lead: string
  choice?: { label: string; options: readonly { value: string; label: string }[] }
  note: { label: string; hint: string; required?: string }
  button: string
}

const note = { label: 'Toelichting', hint: 'Mag leeg blijven. Dit hoort bij het dossier van het verzoek.' }

/** By the last part of the address. */
export const stepForms: Readonly<Record<string, StepForm>> = {
  identiteit: {
    event: 'identify',
    title: 'Wie is het?',
    lead: 'Stel eerst vast dat het verzoek komt van degene over wie het gaat. Vraag niet meer dan nodig is, en bewaar geen kopie.',
    choice: { label: 'Hoe stelde u vast wie het is?', options: identityChoices },
    note,
    button: 'Leg vast',
  },
  verlengen: {
    event: 'extend',
    title: 'Termijn verlengen',
    lead: 'Dit kan één keer, binnen de eerste maand, met twee maanden. Vertel de vrager binnen die maand dat u verlengt, en waarom.',
    choice: { label: 'Waarom is meer tijd nodig?', options: extendChoices },
    note: {
      label: 'Wat u de vrager schrijft',
      hint: 'Kort en duidelijk.',
      required: 'Schrijf op wat u de vrager vertelt.',
    },
    button: 'Verleng met twee maanden',
  },
  besluit: {
    event: 'decide',
    title: 'Besluit',
    lead: 'Wat besluit u, en waarom? Dit komt in het antwoord.',
    choice: { label: 'Krijgt de vrager wat is gevraagd?', options: decisionChoices },
    note: {
      label: 'Waarom',
      hint: 'Schrijf geen namen van anderen op. Leg uit wat niet kan, en waarom.',
      required: 'Schrijf op waarom u dit besluit.',
    },
    button: 'Leg het besluit vast',
  },
  antwoord: {
    event: 'answer',
    title: 'Antwoord gegeven',
    lead: 'Bekijk of bewaar eerst het antwoord. Geef het zo dat niemand anders het leest: nooit in een gewone mail.',
    choice: { label: 'Hoe gaf u het antwoord?', options: answerChoices },
    note,
    button: 'Leg vast dat het antwoord weg is',
  },
  intrekken: {
    event: 'withdraw',
    title: 'Verzoek intrekken',
    lead: 'Doe dit alleen als de vrager dat zelf zegt.',
    note: { label: 'Wat zei de vrager?', hint: 'Ook wanneer, en hoe.', required: 'Schrijf op wat de vrager zei.' },
    button: 'Trek het verzoek in',
  },
  vervallen: {
    event: 'lapse',
    title: 'Verzoek laten vervallen',
    lead: 'Kunt u niet vaststellen wie het is, ook niet na een vraag daarover? Vertel de vrager waarom u niets kunt doen.',
    note: { label: 'Wat vroeg u, en wat kwam erop?', hint: 'Kort.', required: 'Schrijf op wat u heeft gevraagd.' },
    button: 'Laat het verzoek vervallen',
  },
}
