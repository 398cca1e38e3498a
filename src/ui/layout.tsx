import type { ComponentChildren } from 'preact'
import { Mark } from './icons.tsx'

export interface NavItem {
  href: string
  label: string
  current?: boolean
  /** Of a long menu it stands under “Meer”. */
  rare?: boolean
  /** How many things wait there; zero or absent shows nothing. */
  count?: number | undefined
}

export interface LayoutProps {
  title: string
  organisation?: { name: string; themeHref?: string; logoHref?: string } | undefined
  nav?: readonly NavItem[]
  user?: { name: string } | undefined
  assets: { css: string; scripts: readonly string[] }
  quickExit?: boolean
  /** One column of reading width, for forms and texts. */
  narrow?: boolean
  /** The page shows a form that was refused: the title says so first, as screen readers read it first. */
  errors?: boolean
  demonstration?: boolean
  children: ComponentChildren
}

const footerLinks = [
  { href: '/privacy', label: 'Privacy' },
  { href: '/toegankelijkheid', label: 'Toegankelijkheid' },
  { href: '/contact', label: 'Contact in nood' },
] as const

/** The whole HTML document around a page; the caller puts `<!doctype html>` before it. */
export function Layout(props: LayoutProps) {
  const { title, organisation, assets, narrow, errors, children } = props
  return (
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${errors ? 'Fout: ' : ''}${title} – Weerbaar`}</title>
        <link rel="stylesheet" href={assets.css} />
        {organisation?.themeHref && <link rel="stylesheet" href={organisation.themeHref} />}
        {assets.scripts.map(src => (
          <script type="module" src={src} />
        ))}
      </head>
      <body class="utrecht-body weerbaar-page">
        <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
          Naar de inhoud
        </a>
        <Header {...props} />
        <main id="inhoud" tabindex={-1} class={`weerbaar-main weerbaar-wrap${narrow ? ' weerbaar-main--narrow' : ''}`}>
          {children}
        </main>
        <Footer />
      </body>
    </html>
  )
}

function Header({ organisation, nav = [], user, quickExit, demonstration }: LayoutProps) {
  return (
    <header class="utrecht-page-header weerbaar-header">
      <div class={`weerbaar-wrap weerbaar-header__bar${quickExit ? ' weerbaar-header__bar--exit' : ''}`}>
        <a class="weerbaar-brand" href="/">
          {organisation?.logoHref ? <img class="weerbaar-brand__logo" src={organisation.logoHref} alt="" /> : <Mark />}
          <span class="weerbaar-brand__name">
            Weerbaar
            {organisation && <small class="weerbaar-brand__organisation">{organisation.name}</small>}
          </span>
        </a>
        {quickExit && <QuickExit />}
        {(nav.length > 0 || user) && <Menu nav={nav} user={user} />}
      </div>
      {demonstration && <p class="weerbaar-demonstration">Demonstratie: fictieve gegevens</p>}
    </header>
  )
}

// A plain link, so that it works with scripting off; the script also takes this page out of the history.
const QuickExit = () => (
  <a class="weerbaar-exit" href="https://www.buienradar.nl/" rel="noreferrer" data-quick-exit>
    Snel weg
  </a>
)

const Menu = ({ nav, user }: { nav: readonly NavItem[]; user: LayoutProps['user'] }) => (
  <details class="weerbaar-menu">
    <summary>
      Menu
      <NavCount count={nav.reduce((sum, { count = 0 }) => sum + count, 0)} />
    </summary>
    <div class="weerbaar-menu__content">
      <Navigation nav={nav} />
      {user && <Account name={user.name} />}
    </div>
  </details>
)

/** As many as stand beside each other in one row. */
const mostInRow = 6

function Navigation({ nav }: { nav: readonly NavItem[] }) {
  const rare = nav.length > mostInRow ? nav.filter(it => it.rare) : []
  return (
    <nav aria-label="Hoofdmenu">
      <ul class="weerbaar-nav__list">
        <NavItems nav={nav.filter(it => !rare.includes(it))} />
        {rare.length > 0 && (
          <li>
            <details class="weerbaar-more">
              <summary class={`weerbaar-nav__link${rare.some(it => it.current) ? ' weerbaar-nav__link--current' : ''}`}>
                Meer
                <NavCount count={rare.reduce((sum, { count = 0 }) => sum + count, 0)} />
              </summary>
              <ul class="weerbaar-more__list">
                <NavItems nav={rare} />
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  )
}

const NavItems = ({ nav }: { nav: readonly NavItem[] }) => (
  <>
    {nav.map(({ href, label, current, count }) => (
      <li>
        <a class="weerbaar-nav__link" href={href} {...(current && { 'aria-current': 'page' as const })}>
          {label}
          <NavCount count={count} />
        </a>
      </li>
    ))}
  </>
)

const NavCount = ({ count }: { count: number | undefined }) =>
  count ? (
    <data class="nl-number-badge" value={count}>
      <span class="nl-number-badge__hidden-label"> ({count} te doen)</span>
      <span class="nl-number-badge__visible-label" aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
    </data>
  ) : null

const Account = ({ name }: { name: string }) => (
  <div class="weerbaar-account">
    <a class="weerbaar-nav__link" href="/account">
      <span class="weerbaar-hidden">Uw account: </span>
      {name}
    </a>
    <form method="post" action="/uitloggen">
      <button class="weerbaar-nav__link" type="submit">
        Uitloggen
      </button>
    </form>
  </div>
)

const Footer = () => (
  <footer class="utrecht-page-footer weerbaar-footer">
    <nav class="weerbaar-wrap" aria-label="Over deze website">
      <ul class="weerbaar-footer__list">
        {footerLinks.map(({ href, label }) => (
          <li>
            <a class="nl-link" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  </footer>
)
