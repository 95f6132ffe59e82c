import { Readable } from 'node:stream'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { compactOn, idIn } from '../../compacts/desk.ts'
import { type House, today } from '../../house/house.ts'
import { originLeft } from '../../house/origin.ts'
import { writeActivities, writeOrganisations } from '../../iati/write.ts'
import { activitiesOf } from './iati/activities.ts'
import { organisationOf } from './iati/organisation-file.ts'
import { publisherFrom } from './iati/publisher.ts'
import { csvPieces, workbook } from './outlets.ts'
import { momentFrom, readSnapshot } from './read.ts'
import { type SheetName, sheetNames, sheetOf } from './sheets.ts'
import { canonicalPieces, type Snapshot } from './snapshot.ts'

export const outletNames = [
  ...sheetNames.map((name) => `${name}.csv` as const),
  'compact.json',
  'compact.xlsx',
  'iati-activities.xml',
  'iati-organisations.xml',
] as const
export type OutletName = (typeof outletNames)[number]

/** What a house says of itself in what it publishes. */
export type PublishingSettings = {
  /** IATI identifier of the organisation that publishes here; null where it has to be asked for. */
  publisher?: string | null
}

export const Asked = Type.Object({
  asOf: Type.Optional(
    Type.String({ maxLength: 20, description: 'Last day to be told of, YYYY-MM-DD; today unless given' }),
  ),
})
const AskedOfFile = Type.Object({
  ...Asked.properties,
  publisher: Type.Optional(
    Type.String({
      maxLength: 120,
      description: 'IATI identifier of the organisation that publishes; for the XML files only',
    }),
  ),
})
const File = Type.Object({ id: Type.String({ maxLength: 80 }), file: Type.Enum([...outletNames]) })

/** Where the pages of this house are for whoever reads a file of it elsewhere: as the settings say, else as its server left it. */
export const originOf = ({ settings }: Pick<House, 'settings'>): string =>
  settings.origin ?? originLeft(settings) ?? `http://${settings.host}:${settings.port}`

/** A file of a snapshot, in pieces or as a stream of bytes, and its type. */
export function outlet(
  snapshot: Snapshot,
  name: OutletName,
  { publisher, origin }: { publisher: string | null; origin: string },
): { type: string; content: Readable } {
  if (name.endsWith('.csv')) {
    const sheet = sheetOf(snapshot, name.slice(0, -'.csv'.length) as SheetName)
    return { type: 'text/csv; charset=utf-8', content: Readable.from(csvPieces(sheet)) }
  }
  // A file says the moment it tells of, so that one snapshot is one file to the byte.
  const generated = new Date(`${snapshot.asOf}T00:00:00Z`)
  switch (name) {
    case 'compact.json':
      return { type: 'application/json; charset=utf-8', content: Readable.from(canonicalPieces(snapshot)) }
    case 'compact.xlsx':
      return {
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        content: workbook(snapshot),
      }
    case 'iati-organisations.xml': {
      const organisation = organisationOf([snapshot], publisherFrom(publisher, snapshot), { origin })
      return {
        type: 'application/xml; charset=utf-8',
        content: Readable.from(writeOrganisations([organisation], { generated })),
      }
    }
    default: {
      const activities = activitiesOf(snapshot, publisherFrom(publisher, snapshot), { origin })
      return {
        type: 'application/xml; charset=utf-8',
        content: Readable.from(writeActivities(activities, { generated })),
      }
    }
  }
}

/** Whether the asker has this already. */
export function isKnown(request: FastifyRequest, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  const sent = request.headers['if-none-match']
  return sent?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false
}

/** What is published of a compact as files: the same under the page and under the API. */
export const publishedDataRoutes =
  (house: House, { publisher = null }: PublishingSettings = {}): FastifyPluginAsyncTypebox =>
  async (http) => {
    const config = { may: 'read a compact', on: compactOn(house) } as const
    const send = async (
      request: FastifyRequest<{
        Params: { file: OutletName }
        Querystring: { asOf?: string; publisher?: string }
      }>,
      reply: FastifyReply,
    ) => {
      const { file } = request.params
      const asOf = momentFrom(request.query.asOf, today(house))
      const snapshot = await readSnapshot(house.db, idIn(request.params), asOf, house.settings.fewestShown)
      const asked = request.query.publisher ?? publisher
      // Weak: what is sent packed is the same to who reads it, though not to the byte.
      const etag = `W/"${snapshot.hash}${file.endsWith('.xml') && asked !== null ? `-${encodeURIComponent(asked)}` : ''}"`
      reply.header('etag', etag).header('cache-control', 'private, no-cache')
      if (isKnown(request, etag)) return reply.code(304).send()
      const { type, content } = outlet(snapshot, file, { publisher: asked, origin: originOf(house) })
      const name = `compact-${snapshot.compact.country}-${asOf}-${file}`
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content)
    }
    http.get('/compacts/:id/data/:file', { config, schema: { params: File, querystring: AskedOfFile } }, send)
    http.get(
      '/api/v1/compacts/:id/published/:file',
      {
        config,
        schema: {
          summary: 'What is published of a compact on a day, whole: JSON, CSV, XLSX or IATI 2.03',
          description:
            'All files of one day come out of one snapshot and agree to the cent. The ETag holds the SHA-256 of compact.json.',
          params: File,
          querystring: AskedOfFile,
        },
      },
      send,
    )
  }
