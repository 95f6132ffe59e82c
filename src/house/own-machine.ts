import type { FastifyRequest } from 'fastify'
import type { House } from './house.ts'

const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/**
 * Whether a request comes from the very machine the house stands on: no public address, no
 * proxy between, and by the machine's own name, so that a page elsewhere cannot have its
 * browser ask under another one.
 */
export function isOwnMachine({ settings }: Pick<House, 'settings'>, request: FastifyRequest): boolean {
  if (settings.origin !== null || settings.trustedProxies.length > 0) return false
  if (passedOn.some((name) => request.headers[name] !== undefined)) return false
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (!['localhost', '127.0.0.1', '[::1]'].includes(host)) return false
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
}
