import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { LinkList, Note, PageTitle, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { letterBases, letterModel, letterSource, letters, lettersCheckedOn } from './letter-content.ts'
import type { Letter } from './letter.ts'
import { kindLabel } from './measure-content.ts'
import { Trail } from './measure-views.tsx'
import { dayOf } from './measure-words.ts'
import type { Measure } from './measure.ts'
import { reactionUrls } from './urls.ts'

interface NewProps {
  it: CaseFacts
  form: Form
  entryId: string
  measures: readonly Measure[]
  may: boolean
}

export const NewLetterPage = (props: NewProps) => {
  const { it, form, may } = props
  return (
    <>
      <Trail it={it} here="Maak een brief" below />
      <ErrorSummary form={form} />
      <PageTitle>Maak een brief</PageTitle>
      {!may && (
        <Note kind="warning" title="Een brief kan hier nu niet">
          <p>
            Van een melding van deze functie bewaart Weerbaar nu niet wie het deed. De privacyfunctionaris beslist
            daarover.
          </p>
        </Note>
      )}
      {may && <LetterForm {...props} />}
    </>
  )
}

const LetterForm = ({ it, form, entryId, measures }: NewProps) => (
  <form method="post" action={reactionUrls.newLetter(it.id)} novalidate data-warn>
    <Hidden name="entry" value={form.values['entry'] ?? entryId} />
    <Select
      name="soort"
      label="Welke brief?"
      form={form}
      options={letters.map(one => ({ value: one.id, label: one.label }))}
      empty="Kies een brief"
    />
    <Select
      name="maatregel"
      label="Bij welke maatregel?"
      form={form}
      options={measures.map(one => ({
        value: one.id,
        label: `${kindLabel(one.kind)}, vanaf ${dayOf(one.begins_on)}`,
      }))}
      empty="Bij geen maatregel"
      optional
    />
    <TextField name="naam" label="Naam van wie de brief krijgt" form={form} />
    <TextField name="straat" label="Straat en huisnummer" form={form} />
    <TextField name="postcode" label="Postcode" form={form} />
    <TextField name="plaats" label="Plaats" form={form} />
    <TextArea
      name="feiten"
      label="Waar gaat de brief over?"
      hint="Schrijf aan de persoon zelf (‘u’): wat, waar en wanneer. Nooit wie het meldde. Bij een opheffing: waarom."
      form={form}
      rows={6}
      maxlengthHint={20_000}
    />
    <TextArea
      name="waar"
      label="Voor welke gebouwen geldt de toegangsontzegging?"
      hint="Alleen bij een toegangsontzegging: naam en adres van elk gebouw."
      form={form}
      rows={2}
      optional
    />
    <Select
      name="grondslag"
      label="Waar rust de toegangsontzegging op?"
      hint="Alleen bij een toegangsontzegging. Dit bepaalt of bezwaar open staat. Vraag het een jurist als u twijfelt."
      form={form}
      options={letterBases.map(one => ({ value: one.id, label: one.label }))}
      empty="Niet van toepassing"
      optional
    />
    <TextField name="ondertekend" label="Wie ondertekent, met functie?" form={form} />
    <Actions>
      <Button>Maak de brief</Button>
    </Actions>
  </form>
)

export const LetterPage = ({ it, letter }: { it: CaseFacts; letter: Letter }) => (
  <>
    <Trail it={it} here={letter.words.title} below />
    <PageTitle>{letter.words.title}</PageTitle>
    <Note kind="info" title="Dit is een modelbrief">
      <p>
        Lees de brief en pas hem aan voordat u hem verstuurt: een Word-bestand kunt u veranderen. Bron: {letterSource}{' '}
        {lettersCheckedOn === null
          ? 'Nog door niemand juridisch gecontroleerd.'
          : `Gecontroleerd op ${dayOf(lettersCheckedOn)}.`}
      </p>
    </Note>
    <Words>
      {[letter.words.name, letter.words.street, `${letter.words.postcode} ${letter.words.place}`].join('\n')}
    </Words>
    {letter.words.paragraphs.map(text => (
      <Words>{text}</Words>
    ))}
    <Words>{letter.words.signedBy}</Words>
    <Actions>
      <ButtonLink href={reactionUrls.letterFile(it.id, letter.id, 'docx')}>Bewaar als Word-bestand</ButtonLink>
      <ButtonLink href={reactionUrls.letterFile(it.id, letter.id, 'pdf')} kind="quiet">
        Bewaar als PDF
      </ButtonLink>
    </Actions>
  </>
)

/** The letters of a case, and the way to a new one. */
export const Letters = ({ it, list }: { it: CaseFacts; list: readonly Letter[] }) => (
  <>
    <h2 class="nl-heading nl-heading--level-2">Brieven</h2>
    <LinkList
      items={[
        ...list.map(letter => ({
          href: reactionUrls.letter(it.id, letter.id),
          label: letterModel(letter.kind)?.label ?? letter.kind,
          hint: dayOf(letter.made_at),
        })),
        { href: reactionUrls.newLetter(it.id), label: 'Maak een brief' },
      ]}
    />
  </>
)
