import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { download, page, type Ask } from '../../engines/access/routes.ts'
import { adopterLabel } from '../../engines/cases/protocol-words.ts'
import { mediaTypes, type DocumentFormat, type TextDocument } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { formatDate } from '../../ui/dates.ts'
import { protocolDocument } from './document.ts'
import { model } from './model.ts'
import { ProtocolPage, ReadPage } from './read.views.tsx'
import { openDocument } from './own-document.ts'
import { protocolUrl } from './urls.ts'
import {
  modelVersion,
  organisationKind,
  readAdoptions,
  readVersion,
  type Adoption,
  type OwnDocument,
} from './versions.ts'

const one = `${protocolUrl}/:id` as const
const ours = `${protocolUrl}/model` as const

export const readRoutes = [
  page(protocolUrl, 'case.report', ask =>
    atDesk(ask, async desk => {
      const [adoptions, kind] = [await readAdoptions(desk), await organisationKind(desk.tx, desk.organisation)]
      const edits = ask.actor.permissions.has('settings.manage')
      return { title: 'Agressieprotocol', body: <ProtocolPage {...{ adoptions, kind, edits }} /> }
    }),
  ),

  page(ours, 'case.report', ask => {
    const document = ofModel(ask)
    return { title: document.title, body: <ReadPage {...{ document, version: null, draft: false, own: undefined }} /> }
  }),
  page(one, 'case.report', ask =>
    atDesk(ask, async desk => {
      const { document, draft, own } = await ofVersion(desk, ask)
      return { title: document.title, body: <ReadPage {...{ document, version: ask.params.id, draft, own }} /> }
    }),
  ),

  download(`${ours}/protocol.docx`, 'case.report', ask => file(ofModel(ask), 'docx')),
  download(`${ours}/protocol.pdf`, 'case.report', ask => file(ofModel(ask), 'pdf')),
  download(`${one}/document`, 'case.report', async ask => {
    const { version, file } = await atDesk(ask, async desk => {
      const sought = found(await readVersion(desk, ask.params.id))
      return { version: sought, file: found(await openDocument(ask.house, desk, sought.id)) }
    })
    const fileName = `agressieprotocol-versie-${version.number}${file.type.extensions[0]}`
    return { fileName, contentType: file.type.mime, body: file.bytes, size: file.bytes.length }
  }),
  download(`${one}/protocol.docx`, 'case.report', ask => fileOfVersion(ask, 'docx')),
  download(`${one}/protocol.pdf`, 'case.report', ask => fileOfVersion(ask, 'pdf')),
]

const nameOf = ({ actor }: Ask): string => actor.organisation?.name ?? 'uw organisatie'

const ofModel = (ask: Ask): TextDocument =>
  protocolDocument({
    ...modelVersion,
    title: 'Modelprotocol agressie',
    organisation: nameOf(ask),
    about: [`Model, versie ${model.version}. ${model.label}`],
    ofItsOwn: false,
  })

/** The document of a version, if this person may see it: one that nobody adopted is a draft. */
async function ofVersion(
  desk: Desk,
  ask: Ask<'id'>,
): Promise<{ document: TextDocument; draft: boolean; own: OwnDocument | undefined }> {
  const version = found(await readVersion(desk, ask.params.id))
  const kind = await organisationKind(desk.tx, desk.organisation)
  const adoptions = (await readAdoptions(desk)).filter(it => it.version_id === version.id).toReversed()
  const about = [
    `Versie ${version.number}, gemaakt op ${formatDate(version.made_at)} uit versie ${version.model} van het model`,
    ...adoptions.map(it => adoptedLine(kind, it)),
  ]
  const title = `Agressieprotocol van ${nameOf(ask)}`
  const document = protocolDocument({ ...version, title, organisation: nameOf(ask), about, ofItsOwn: true })
  return { document, draft: adoptions.length === 0, own: version.document }
}

const adoptedLine = (kind: string, it: Adoption): string =>
  `${adopterLabel(kind, it.part)}: vastgesteld op ${formatDate(new Date(it.adopted_on))}${
    it.consent_on === null ? '' : `, instemming van de ondernemingsraad op ${formatDate(new Date(it.consent_on))}`
  }`

const fileOfVersion = async (ask: Ask<'id'>, format: DocumentFormat) =>
  file((await atDesk(ask, desk => ofVersion(desk, ask))).document, format)

async function file(document: TextDocument, format: DocumentFormat) {
  const body = await written(document, format)
  return { fileName: `agressieprotocol.${format}`, contentType: mediaTypes[format], body, size: body.length }
}

// Half a second of work for a PDF, and the same file for everybody of an organisation until another version is adopted.
const kept = new Map<string, Buffer>()
const keptAtMost = 20

async function written(document: TextDocument, format: DocumentFormat): Promise<Buffer> {
  const key = `${format} ${JSON.stringify(document)}`
  const known = kept.get(key)
  if (known) return known
  const bytes = await (format === 'pdf' ? writePdf(document) : writeDocx(document))
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(key, bytes)
  return bytes
}
