import type { OrganisationText, Texts } from '../../engines/cases/organisation-texts.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, TextArea, TextField } from '../../ui/form.tsx'
import { Chip, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { Trail } from './people.views.tsx'
import { isOwn, pagesOfTexts, type TextPage } from './texts.ts'

export const textsPath = '/beheer/teksten'

export const TextsPage = ({ texts, done }: { texts: Texts; done: boolean }) => (
  <>
    <Trail label="Teksten" />
    <PageTitle>Teksten van uw organisatie</PageTitle>
    <Lead>
      Op deze plekken kan uw organisatie iets in eigen woorden zeggen. Wie een melding leest, de termijnen en wat te
      doen bij gevaar staan vast: die zijn overal hetzelfde.
    </Lead>
    {done && (
      <Note kind="success">
        <p>De teksten zijn opgeslagen.</p>
      </Note>
    )}
    {pagesOfTexts.map(page => (
      <>
        <DataTable
          caption={page.label}
          columns={[
            { label: 'Tekst', cell: it => <a href={`${textsPath}/${page.id}#${it.id}`}>{it.label}</a> },
            { label: 'Waar', cell: it => it.where },
            { label: 'Nu', cell: it => <State text={it} texts={texts} /> },
          ]}
          rows={page.texts}
          empty={null}
        />
      </>
    ))}
  </>
)

const State = ({ text, texts }: { text: OrganisationText; texts: Texts }) => {
  if (isOwn(text, texts)) return <Chip kind="done">Eigen tekst</Chip>
  return <Chip kind="plain">{text.default === '' ? 'Leeg' : 'Tekst van Weerbaar'}</Chip>
}

export const TextsFormPage = ({ page, form }: { page: TextPage; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Trail label={page.label} above={[{ href: textsPath, label: 'Teksten' }]} />
    <PageTitle>{`Teksten: ${page.label.toLowerCase()}`}</PageTitle>
    <p>
      Gewone tekst, met een lege regel tussen alinea’s. Schrijf zo dat iemand die is geschrokken het in één keer
      begrijpt. Zet er geen namen of telefoonnummers van mensen in: daarvoor zijn de contactpunten.
    </p>
    <form method="post" action={`${textsPath}/${page.id}`} noValidate>
      {page.texts.map(it => (
        <OneText text={it} form={form} />
      ))}
      <Actions>
        <Button>Bewaar teksten</Button>
        <ButtonLink kind="quiet" href={textsPath}>
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

const OneText = ({ text, form }: { text: OrganisationText; form: Form }) => {
  const back = text.default === '' ? '' : ' Maak het veld leeg voor de tekst van Weerbaar.'
  const field = {
    name: text.id,
    label: text.label,
    hint: `${text.explanation} ${text.where}${back}`,
    form,
    optional: true,
  }
  if (text.kind === 'paragraphs')
    return <TextArea {...field} rows={text.max > 1000 ? 12 : 4} maxlengthHint={text.max} />
  return <TextField {...field} type={text.kind === 'date' ? 'date' : 'text'} />
}
