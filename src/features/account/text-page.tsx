import { page } from '../../engines/access/routes.ts'
import { formatDate } from '../../ui/dates.ts'
import { Card } from '../../ui/parts.tsx'
import { nationalPoints, ownPoints, type ContactPoint } from './contact.ts'
import { readTextPage, type TextPage } from '../../ui/markdown.tsx'

const contact = readTextPage('contact')

export const textPageRoutes = [
  textPageAt('/privacy', readTextPage('privacy')),
  textPageAt('/toegankelijkheid', readTextPage('toegankelijkheid')),
  textPageAt('/over', readTextPage('over')),

  page('/contact', 'public', async ({ house, actor }) => ({
    title: contact.title,
    narrow: true,
    body: (
      <>
        {contact.body}
        {!actor && (
          <p>
            <a href="/inloggen?naar=/contact">Log in</a> om de mensen van uw eigen organisatie te zien.
          </p>
        )}
        <Points title={actor?.organisation?.name} points={await ownPoints(house, actor)} />
        <Points title="Landelijk" points={nationalPoints(actor)} />
        <Source of={contact} />
      </>
    ),
  })),
]

function textPageAt(path: string, text: TextPage) {
  return page(path, 'public', () => ({
    title: text.title,
    narrow: true,
    body: (
      <>
        {text.body}
        <Source of={text} />
      </>
    ),
  }))
}

const Source = ({ of: { source, checked_on } }: { of: TextPage }) => (
  <p>
    <small>
      Bron van deze tekst: {source}. <Checked on={checked_on} />.
    </small>
  </p>
)

const Checked = ({ on }: { on: string | null }) => (
  <>{on === null ? 'Nog niet gecontroleerd' : `Gecontroleerd op ${formatDate(new Date(on))}`}</>
)

const Points = ({ title, points }: { title: string | undefined; points: readonly ContactPoint[] }) =>
  title === undefined || points.length === 0 ? null : (
    <>
      <h2>{title}</h2>
      {points.map(point => (
        <Point point={point} />
      ))}
    </>
  )

// Where a number comes from is for who checks it: the administrator reads it in the settings.
const Point = ({ point: { name, phone, url, description, checkedOn } }: { point: ContactPoint }) => (
  <Card title={name} level={3}>
    {phone !== '' && (
      <p>
        <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
          <strong>{phone}</strong>
        </a>
      </p>
    )}
    <p>{description}</p>
    {url !== '' && (
      <p>
        <a href={url} rel="noreferrer">
          {url.replace(/^https?:\/\//u, '')}
        </a>
      </p>
    )}
    <p>
      <small>
        <Checked on={checkedOn} />.
      </small>
    </p>
  </Card>
)
