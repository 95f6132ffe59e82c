import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../test/support/house.ts'
import { builtAssets } from '../house/assets.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { aPerson, join } from '../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { Role } from '../people/policy/actions.ts'
import { languages } from '../ui/language.ts'
import type { MonitoringWiring } from './desk.ts'
import { aCompactInForce } from './monitoring.test-data.ts'
import { monitoringRoutes } from './routes.tsx'

/** The doors of this room; who asks stands in a header, signed in with the second factor. */
export async function openDoor(
  house: TestHouse,
  {
    built = false,
    folder,
    wiring = {},
  }: {
    built?: boolean /** Where it was built, if not in its own place. */
    folder?: string
    wiring?: MonitoringWiring
  } = {},
): Promise<HttpServer> {
  return buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: monitoringRoutes(house, built ? builtAssets(folder) : { css: [], js: [] }, wiring) },
    ],
    personOf: async ({ headers }) => {
      const id = String(headers['x-person'] ?? '')
      if (!id) return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: true,
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    ...(built ? (folder === undefined ? {} : { clientFolder: folder }) : { clientFolder: null }),
  })
}

export function asking(http: HttpServer, person: string | null) {
  const headers = person === null ? {} : { 'x-person': person }
  return {
    get: (url: string) => http.inject({ url, headers }),
    send: (url: string, values: Record<string, string | string[]> = {}) => {
      const payload = new URLSearchParams({ once: randomUUID() })
      for (const [name, value] of Object.entries(values))
        for (const each of [value].flat()) payload.append(name, each)
      return http.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: payload.toString(),
      })
    },
    file: (url: string, name: string, bytes: Buffer) => {
      const mark = `mark${randomUUID()}`
      const text = (field: string, value: string) =>
        `--${mark}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`
      const payload = Buffer.concat([
        Buffer.from(text('once', randomUUID())),
        Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        bytes,
        Buffer.from(`\r\n--${mark}--\r\n`),
      ])
      return http.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${mark}` },
        payload,
      })
    },
    api: (method: 'POST' | 'PUT' | 'GET', url: string, body?: object) =>
      http.inject({
        method,
        url,
        headers: { ...headers, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }) },
        ...(body === undefined ? {} : { payload: body }),
      }),
  }
}

/** A compact in force with people who hold roles in its parties. */
export async function aPeopledCompact(house: TestHouse, over: Parameters<typeof aCompactInForce>[1] = {}) {
  const compact = await aCompactInForce(house, over)
  const someone = async (organisation: string, role: Role) => {
    const { id } = await aPerson(house)
    await join(house, id, organisation, role)
    return id
  }
  return {
    ...compact,
    reporter: await someone(compact.implementer, 'reporter'),
    southern: await someone(compact.partner, 'reporter'),
    verifier: await someone(compact.donor, 'verifier'),
    manager: await someone(compact.donor, 'compact manager'),
    stranger: (await aPerson(house)).id,
  }
}
