import type { Settings } from '../house/settings.ts'

/**
 * Why a house is not on this machine alone, as the names of the settings that say so; none when it is. Accounts whose
 * password stands on a screen, with the rights of two governments, belong into no house that others reach.
 */
export function reachedByOthers({
  origin,
  trustedProxies,
  host,
  databaseUrl,
}: Pick<Settings, 'origin' | 'trustedProxies' | 'host' | 'databaseUrl'>): string[] {
  return [
    ...(origin === null ? [] : ['TIP_ORIGIN']),
    ...(trustedProxies.length === 0 ? [] : ['TIP_TRUSTED_PROXIES']),
    ...(isOwn(host) ? [] : ['HOST']),
    ...(databaseUrl === null || isOwnDatabase(databaseUrl) ? [] : ['DATABASE_URL']),
  ]
}

const isOwn = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** By the machine’s own name, or by a socket in a folder of it. */
function isOwnDatabase(text: string): boolean {
  try {
    const url = new URL(text)
    const hosts = (url.searchParams.get('host') ?? url.hostname).split(',')
    return hosts.every((host) => host === '' || decodeURIComponent(host).startsWith('/') || isOwn(host))
  } catch {
    return false
  }
}
