import type { HttpServer } from '../../src/house/http.ts'

/** A page or file as a visitor gets it, told by its English address. */
export type Visit = { path: string; status: number; isPage: boolean; html: string }

/** A link as it stands on a page: where it leads, and whether it offers another language. */
export type Link = { path: string; fragment: string | null; otherLanguage: boolean }

/** The patterns of every GET route of the house: `/countries/:iso3`. Folders of files are none. */
export function routesOf(http: HttpServer): string[] {
  const open: string[] = []
  const routes = http
    .printRoutes({ commonPrefix: false, method: 'GET' })
    .split('\n')
    .flatMap((line) => {
      // A branch of the printed tree: four signs for each step down, then its part of the address and its methods.
      const [, stem, part, methods] = /^(.*[├└]── )(\S*)(.*)$/.exec(line) ?? []
      if (stem === undefined || part === undefined) return []
      const depth = stem.length / 4
      open.length = depth
      open[depth - 1] = part
      const route = `/${open.join('')}`.replace(/^\/+/, '/')
      return methods?.includes('GET') && !route.endsWith('*') ? [route] : []
    })
  return [...new Set(routes)]
}

/** The route that answers an address, and the questions it is asked: `/countries?q&region`. */
export function kindOf(path: string, routes: string[]): string | null {
  const { pathname, searchParams } = new URL(path, 'http://house')
  const literal = (route: string) => route.replaceAll(/:\w+/g, '').length
  const route = [...routes]
    .sort((a, b) => literal(b) - literal(a))
    .find((each) =>
      new RegExp(`^${each.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+?')}$`).test(pathname),
    )
  if (route === undefined) return null
  const asked = [...new Set(searchParams.keys())].sort().join('&')
  return asked === '' ? route : `${route}?${asked}`
}

/** Every link and form of a page that stays in this house, from the page at `path`. */
export function linksOf(html: string, path: string): Link[] {
  return [...html.matchAll(/<(?:a|form|link)\s([^>]*?)(?:href|action)="([^"]*)"([^>]*)>/g)].flatMap(
    ([whole, before, address = '', after]) => {
      if (/method="post"/.test(whole)) return []
      const target = new URL(address.replaceAll('&amp;', '&'), new URL(path, 'http://house'))
      if (target.host !== 'house') return []
      const fragment = target.hash === '' ? null : decodeURIComponent(target.hash.slice(1))
      return [
        {
          path: target.pathname + target.search,
          fragment,
          otherLanguage: /hreflang=/i.test(`${before}${after}`),
        },
      ]
    },
  )
}

/** The names that something on the page can be reached by. */
export function namesIn(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, name]) => name!))
}
