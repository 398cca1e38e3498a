import { mediaTypes } from '../../platform/media-types.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, FileField } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import { formatSize } from '../../ui/sizes.ts'
import { documentTypes, megabytes } from './own-document.ts'
import { desk, documentUrl } from './urls.ts'
import type { Version } from './versions.ts'

const extensions = mediaTypes
  .filter(({ id }) => documentTypes.some(it => it === id))
  .flatMap(it => it.extensions)
  .join(',')

/** The file of a version that has a text of its own: to save, and while nobody adopted it to give it or another one. */
export const OwnText = ({ version, form, draft }: { version: Version; form: Form; draft: boolean }) => (
  <Card title={`Het document: ${version.document?.name ?? ''}`}>
    {version.document?.file ? (
      <p>
        <a class="nl-link" href={`${documentUrl(version.id)}/document`}>
          Bewaar het document ({version.document.file.type.label}, {formatSize(version.document.file.size)})
        </a>
      </p>
    ) : (
      <p>Er is nog geen bestand. Zonder bestand kan niemand deze versie vaststellen.</p>
    )}
    {draft && (
      <form method="post" action={`${desk}/${version.id}/document`} encType="multipart/form-data" noValidate>
        <FileField
          name="document"
          label={version.document?.file ? 'Ander bestand' : 'Bestand'}
          hint={`Een pdf of een Word-bestand (docx), hoogstens ${megabytes} MB. Iedereen van uw organisatie kan het lezen zodra een deel is vastgesteld.`}
          form={form}
          accept={extensions}
        />
        <Actions>
          <Button kind="quiet">Voeg toe</Button>
        </Actions>
      </form>
    )}
  </Card>
)
