import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Subject } from '../../people/policy/actions.ts'
import { renderPage } from '../../ui/page.tsx'
import type { House } from '../house.ts'
import { isOwnMachine } from '../own-machine.ts'
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
        given: isReadHere(house, request),
      }),
    } as const

    http.get('/outbox', { config }, async (request, reply) => {
      const own = isReadHere(house, request)
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

/** Address of the outbox with the key that opens it, for whoever started the house; printed there and nowhere else. */
export function outboxPath({ keys }: Pick<House, 'keys'>): string {
  return `/outbox?key=${outboxKey(keys)}`
}

function outboxKey(keys: House['keys']): string {
  return keys.secret('outbox').toString('base64url').slice(0, 32)
}

/**
 * Without a mail server, on somebody’s own machine, and with the key: other users of the
 * machine stand at it as well, and a careless proxy makes everybody look as if they did.
 */
function isReadHere(house: House, request: FastifyRequest): boolean {
  if (house.settings.smtp !== null || !isOwnMachine(house, request)) return false
  const { key } = request.query as { key?: unknown }
  const right = Buffer.from(outboxKey(house.keys))
  const shown = Buffer.from(typeof key === 'string' ? key.slice(0, 100) : '')
  return shown.length === right.length && timingSafeEqual(shown, right)
}
