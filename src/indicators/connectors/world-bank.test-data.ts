import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/*
 * Answers in the documented form, written by us: invented figures in the shape the World Bank describes
 * for version 2 of its Indicators API.
 */

export type Told = [iso3: string, name: string, date: string, value: number | string | null, more?: object]

/** A row as the interface writes it. */
export const row = (code: string, [iso3, name, date, value, more]: Told) => ({
  indicator: { id: code, value: `Name of ${code}` },
  country: { id: iso3.slice(0, 2), value: name },
  countryiso3code: iso3,
  date,
  value,
  unit: '',
  obs_status: '',
  decimal: 0,
  ...more,
})

/** One page: about it, and its rows. */
export const page = (
  code: string,
  rows: Told[],
  about: { page?: number; pages?: number; total?: number; lastupdated?: string; per_page?: unknown } = {},
) =>
  JSON.stringify([
    {
      page: about.page ?? 1,
      pages: about.pages ?? 1,
      per_page: about.per_page ?? 10000,
      total: about.total ?? rows.length,
      sourceid: '2',
      lastupdated: about.lastupdated ?? '2026-07-01',
    },
    rows.map((each) => row(code, each)),
  ])

/** What the interface answers to a code it does not know: with status 200. */
export const unknownCode = JSON.stringify([
  {
    message: [
      {
        id: '175',
        key: 'Invalid format',
        value: 'The indicator was not found. It may have been deleted or archived.',
      },
    ],
  },
])

export const maintenance =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>'

export type Publisher = {
  base: string
  /** Addresses that were asked for, with their query. */
  asked: string[]
  /** Sets what is answered from now on. */
  answer(how: (url: URL, response: ServerResponse, request: IncomingMessage) => void): void
  /** Answers each code with its pages in order; what has none is unknown. */
  serve(pages: Record<string, string[]>): void
  close(): Promise<void>
}

/** A publisher on this machine, for tests. */
export async function openPublisher(): Promise<Publisher> {
  const asked: string[] = []
  let handler: Parameters<Publisher['answer']>[0] = (_url, response) => response.end('[]')
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    handler(new URL(request.url ?? '/', 'http://publisher'), response, request)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const json = (response: ServerResponse, body: string) => {
    response.setHeader('content-type', 'application/json')
    response.end(body)
  }
  return {
    base: `http://127.0.0.1:${port}/v2`,
    asked,
    answer(how) {
      handler = how
    },
    serve(pages) {
      handler = (url, response) => {
        const code = url.pathname.split('/').at(-1) ?? ''
        const number = Number(url.searchParams.get('page'))
        json(response, pages[code]?.[number - 1] ?? unknownCode)
      }
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
