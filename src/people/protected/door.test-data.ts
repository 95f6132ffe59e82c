import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { TestHouse } from '../../../test/support/house.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { languages } from '../../ui/language.ts'
import { personOf } from '../accounts/session.ts'

/** Rooms behind a door that knows who is signed in, as in earnest. */
export async function openDoorOf(house: TestHouse, routes: FastifyPluginAsyncTypebox[]): Promise<HttpServer> {
  return buildServer(house, {
    languages,
    doors: routes.map((each) => ({ at: '/', routes: each })),
    personOf: (request) => personOf(house, request),
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    clientFolder: null,
  })
}

/** Asks for pages and sends forms with the cookie of a sign-in. */
export function browsing(http: HttpServer, { cookie }: { cookie: string }) {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  return {
    get: (url: string) => http.inject({ url, headers }),
    send: (url: string, values: Record<string, string> = {}) =>
      http.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ once: randomUUID(), ...values }).toString(),
      }),
  }
}
