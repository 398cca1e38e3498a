import type { Page } from './answers.ts'
import { readFields, readUpload } from './body.ts'
import { cleanText } from './text.ts'

// Pages for when something does not go as it should: what happened, what is saved, and what to do. No blame, no jargon.

const emergency = (
  <p>
    Bent u nu in gevaar? Bel <a href="tel:112">112</a>.
  </p>
)

const again = (
  <p>
    <a href="/">Naar de beginpagina</a>
  </p>
)

export const notFound: Page = {
  title: 'Deze pagina is er niet',
  status: 404,
  narrow: true,
  body: (
    <>
      <h1>Deze pagina is er niet</h1>
      <p>Misschien klopt het adres niet, of mag u deze pagina niet zien. Er is niets veranderd of verloren gegaan.</p>
      {again}
      {emergency}
    </>
  ),
}

export const tooManyRequests: Page = {
  title: 'Even wachten',
  narrow: true,
  body: (
    <>
      <h1>Even wachten</h1>
      <p>
        Er kwamen in korte tijd te veel verzoeken van dit apparaat. Wacht een minuut en probeer het dan nog een keer.
      </p>
      <p>Wat u al had verstuurd, is bewaard.</p>
      {emergency}
    </>
  ),
}

export const wrongType: Page = {
  title: 'Dit formulier kunnen wij niet lezen',
  status: 415,
  narrow: true,
  body: (
    <>
      <h1>Dit formulier kunnen wij niet lezen</h1>
      <p>
        Het kwam binnen in een vorm die wij niet kennen. Er is niets opgeslagen. Ga terug en verstuur het formulier nog
        een keer.
      </p>
      {again}
      {emergency}
    </>
  ),
}

export const tooLarge: Page = {
  title: 'Dit is te groot',
  status: 413,
  narrow: true,
  body: (
    <>
      <h1>Dit is te groot</h1>
      <p>
        De tekst die u verstuurde, is groter dan wij kunnen ontvangen. Ga terug in uw browser: uw tekst staat er dan
        nog. Maak de tekst korter, of voeg hem toe als bestand.
      </p>
      {again}
      {emergency}
    </>
  ),
}

export const cutOff: Page = {
  title: 'Het versturen is afgebroken',
  narrow: true,
  body: (
    <>
      <h1>Het versturen is afgebroken</h1>
      <p>
        Niet alles is aangekomen. Ga terug in uw browser en verstuur het formulier nog een keer. Bestanden die helemaal
        waren aangekomen, zijn bewaard.
      </p>
      {again}
      {emergency}
    </>
  ),
}

export const foreignForm: Page = {
  title: 'Dit formulier kwam niet van deze website',
  status: 403,
  narrow: true,
  body: (
    <>
      <h1>Dit formulier kwam niet van deze website</h1>
      <p>
        Voor uw veiligheid nemen wij alleen formulieren aan die op deze website zijn ingevuld. Er is niets opgeslagen.
        Ga terug in uw browser: wat u schreef, staat er dan nog. Laad de pagina opnieuw als dit vaker gebeurt.
      </p>
      {again}
      {emergency}
    </>
  ),
}

/** A fault of ours; the reference number finds it in the log. */
export const fault = (reference: string): Page => ({
  title: 'Er ging iets mis bij ons',
  narrow: true,
  body: (
    <>
      <h1>Er ging iets mis bij ons</h1>
      <p>
        Dit ligt niet aan u. Wat u eerder had verstuurd, is bewaard. Probeer het over een minuut nog een keer; ga
        daarvoor terug in uw browser, dan staat uw tekst er nog.
      </p>
      <p>
        Blijft het misgaan? Geef dan dit nummer door aan uw beheerder: <strong>{reference}</strong>
      </p>
      {again}
      {emergency}
    </>
  ),
})

/** The database is away or full. Nothing is wrong with what was sent; it was not taken in, unless it was acknowledged. */
export const outage = (reference: string): Page => ({
  title: 'Weerbaar kan nu niets bewaren',
  narrow: true,
  body: (
    <>
      <h1>Weerbaar kan nu niets bewaren</h1>
      <p>
        Dit ligt niet aan u. Wat u eerder had verstuurd, is bewaard. Wat u nu verstuurde, misschien nog niet. Ga terug
        in uw browser, dan staat uw tekst er nog. Wacht een minuut en verstuur het nog een keer: het wordt maar één keer
        een melding.
      </p>
      <p>
        Blijft het misgaan? Geef dan dit nummer door aan uw beheerder: <strong>{reference}</strong>
      </p>
      {again}
      {emergency}
    </>
  ),
})

// The fields of every form that asks for a password, the same one again, or the one until now.
const secrets = new Set(['wachtwoord', 'nogmaals', 'huidig'])
// Choices and what a form carries along. By name: a short word in small letters may be all that somebody wrote.
const notWritten = new Set(
  'safe_now function entry code category via_weerbaar colleague_id lezen naar confidant organisatie zaak weg'.split(
    ' ',
  ),
)
const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** For a form that was sent after the session ended: shows what was written, so that it can be kept. */
export async function signedOut(request: Request): Promise<Page> {
  const fields = await whatWasWritten(request)
  return {
    title: 'U bent niet meer ingelogd',
    narrow: true,
    body: (
      <>
        <h1>U bent niet meer ingelogd</h1>
        <p>
          Wat u verstuurde, is daarom niet opgeslagen, ook de bestanden niet. Log opnieuw in en verstuur het nog een
          keer.
        </p>
        {fields.length > 0 && <p>Hieronder staat wat u schreef. Kopieer het voordat u verdergaat.</p>}
        {fields.map(([name, value], index) => (
          <p>
            <label for={`tekst-${index}`}>Tekst {index + 1}</label>
            <textarea class="utrecht-textarea" id={`tekst-${index}`} name={name} readonly rows={6}>
              {value}
            </textarea>
          </p>
        ))}
        <p>
          <a href={`/inloggen?naar=${encodeURIComponent(pageOf(request))}`}>Inloggen</a>
        </p>
        {emergency}
      </>
    ),
  }
}

async function whatWasWritten(request: Request): Promise<[string, string][]> {
  const multipart = request.headers.get('content-type')?.startsWith('multipart/form-data')
  const drain = async ({ content }: { content: NodeJS.ReadableStream }) => {
    content.resume()
  }
  const fields = await (multipart ? readUpload(request, drain) : readFields(request)).catch(() => ({}))
  return Object.entries<string>(fields)
    .filter(([name, value]) => value.trim() !== '' && isWritten(name, value))
    .map(([name, value]) => [name, cleanText(value)])
}

const isWritten = (name: string, value: string) =>
  !notWritten.has(name) && !secrets.has(name) && !/^(?:wachtwoord|password)/.test(name) && !isId.test(value)

// The page that the form stood on; without one told by the browser, the address of the form without its last part.
function pageOf({ url, headers }: Request): string {
  const { host, pathname } = new URL(url)
  const from = URL.parse(headers.get('referer') ?? '')
  return from?.host === host ? from.pathname : pathname.replace(/\/[^/]*$/, '') || '/'
}
