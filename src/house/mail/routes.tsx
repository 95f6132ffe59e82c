import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Subject } from '../../people/policy/actions.ts'
import { renderPage } from '../../ui/page.tsx'
import type { House } from '../house.ts'
import { openMail } from './mail.ts'
import { type ListedMail, OutboxPage } from './outbox-page.tsx'

/** The outbox: mails to read on one’s own machine while no mail server is set; for those who watch the house, what became of them. */
export const outboxRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const config = {
      may: 'read the outbox',
      on: (request: FastifyRequest): Subject => ({
        kind: 'proof',
        of: 'machine',
        given: isOwnMachine(house, request),
      }),
    } as const

    http.get('/outbox', { config }, async (request, reply) => {
      const own = isOwnMachine(house, request)
      const rows = await house.db
        .selectFrom('mails')
        .selectAll()
        .where('state', '!=', 'dropped')
        .orderBy('queued_at', 'desc')
        .orderBy('id', 'desc')
        .limit(200)
        .execute()
      const mails = rows.flatMap(({ id, kind, state, attempts, queued_at, fault, sealed }): ListedMail[] => {
        if (state === 'dropped') return []
        // Links in mails open accounts: administrators see what became of a mail, never what it says.
        const content = own && sealed !== null ? openMail(house, { id, sealed }) : null
        return [{ id, kind, state, attempts, at: queued_at, fault, content }]
      })
      const context = { language: request.language, path: '/outbox', assets }
      return reply
        .header('cache-control', 'no-store')
        .html(renderPage(<OutboxPage context={context} mails={mails} own={own} />))
    })
  }

/**
 * Whether this is somebody’s own machine with the house on it, and the request comes from
 * there: no public address, no mail server, no proxy between, and by the machine’s own name,
 * so that a page elsewhere cannot have its browser ask under another one.
 */
export function isOwnMachine({ settings }: Pick<House, 'settings'>, request: FastifyRequest): boolean {
  if (settings.origin !== null || settings.smtp !== null || settings.trustedProxies.length > 0) return false
  const passedOn = [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-real-ip',
    'forwarded',
    'via',
  ]
  if (passedOn.some((name) => request.headers[name] !== undefined)) return false
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (!['localhost', '127.0.0.1', '[::1]'].includes(host)) return false
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
}
