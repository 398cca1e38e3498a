import type { VNode } from 'preact'
import type { Actor } from './engines/access/actor.ts'
import type { Permission } from './engines/access/permissions.ts'
import type { Page } from './platform/answers.ts'
import { Layout, type LayoutProps } from './ui/layout.tsx'

/** The main menu: who may read what it leads to, sees it. What is rare stands apart in a long one. */
const menu: readonly { href: string; label: string; needs: Permission; rare?: true }[] = [
  { href: '/werklijst', label: 'Werklijst', needs: 'worklist.read' },
  { href: '/zoeken', label: 'Zoeken', needs: 'case.search' },
  { href: '/lijn', label: 'Lijn', needs: 'line.read' },
  { href: '/eenheid', label: 'Eenheid', needs: 'unit.read' },
  { href: '/vertrouwelijk', label: 'Meelezen', needs: 'confidant.read' },
  { href: '/meldingen', label: 'Mijn meldingen', needs: 'case.read', rare: true },
  { href: '/melden/snel', label: 'Snel melden', needs: 'case.report' },
  { href: '/onze-norm', label: 'Onze norm', needs: 'case.report', rare: true },
  { href: '/scans', label: 'Scans', needs: 'scan.do' },
  { href: '/plan', label: 'Plan', needs: 'plan.read' },
  { href: '/beheer', label: 'Beheer', needs: 'people.manage' },
  { href: '/controle/logboek', label: 'Logboek', needs: 'audit.read' },
  { href: '/cijfers', label: 'Cijfers', needs: 'figures.read', rare: true },
  { href: '/controle/wijzigingen', label: 'Wijzigingen', needs: 'audit.read', rare: true },
  { href: '/bewaartermijnen', label: 'Bewaren', needs: 'retention.read', rare: true },
  { href: '/vernietiging', label: 'Vernietiging', needs: 'destruction.approve', rare: true },
  { href: '/privacy-instellingen', label: 'Privacy', needs: 'privacy.manage' },
]

/** The frame around every page: menu, name and theme of the organisation, quick exit. */
export const frame =
  (assets: LayoutProps['assets'], demonstration: boolean) =>
  (page: Page, actor: Actor | undefined, path: string): VNode => {
    const organisation = actor?.organisation
    const nav = menu
      .filter(it => actor?.permissions.has(it.needs))
      .map(it => ({ ...it, current: isCurrent(it.href, path) }))
    const theme = {
      ...(organisation?.themed && { themeHref: `/thema/${organisation.code}` }),
      ...(organisation?.hasLogo && { logoHref: `/thema/${organisation.code}/logo` }),
    }
    return (
      <Layout
        title={page.title}
        nav={nav}
        user={actor && { name: actor.name }}
        organisation={organisation && { name: organisation.name, ...theme }}
        assets={assets}
        narrow={page.narrow ?? false}
        errors={page.errors ?? false}
        demonstration={demonstration || actor?.fictitious === true}
        quickExit
      >
        {page.body}
      </Layout>
    )
  }

const isCurrent = (href: string, path: string) =>
  path === href || (href !== '/meldingen' && path.startsWith(`${href}/`))
