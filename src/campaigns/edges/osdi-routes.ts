import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { Conflict, Fault, NotFound, Unusable } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { campaignRecord, changeBy, type Trx, tell } from '../change.ts'
import { todayOf } from '../coalition/around.ts'
import type { Campaign } from '../coalition/schema.ts'
import { isOpen } from '../coalition/states.ts'
import { asksOf, campaignBySlug } from '../coalition/store.ts'
import { campaignOn, changeFor, inLanguage, slugIn } from '../desk.ts'
import { placeOfCode } from '../signing/place.ts'
import { settle } from '../signing/settle.ts'
import { newSignature, signerOf } from '../signing/submit.ts'
import {
  advocacyOf,
  type Collection,
  type Exported,
  entryPoint,
  type Incoming,
  MOST_AT_ONCE,
  osdiPath,
  outreachOf,
  pageAsked,
  pageOf,
  personOf,
  petitionOf,
  type Resource,
  readSignatures,
  signatureOf,
} from './osdi.ts'
import { countedFor, deliveriesOf, lettersOf } from './store.ts'
import '../meetings/tables.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ByKey = Type.Object({ slug: Type.String({ maxLength: 60 }), key: Type.String({ maxLength: 60 }) })
const Paged = Type.Object({
  page: Type.Optional(Type.String({ maxLength: 10 })),
  per_page: Type.Optional(Type.String({ maxLength: 10, description: '25 at most' })),
})
const Import = Type.Object({
  petition: Type.String({ maxLength: 60, description: 'key of the ask that was signed' }),
  confirmed: Type.Optional(
    Type.String({
      minLength: 20,
      maxLength: 1000,
      description:
        'how the other system confirmed each address, such as by a mailed link; without it they come as pending and count nowhere',
    }),
  ),
  digest: Type.Optional(
    Type.String({ maxLength: 64, description: 'of the preview; without it nothing is written' }),
  ),
  document: Type.Object({}, { additionalProperties: true, description: 'a page of osdi:signatures' }),
})

/** OSDI 1.2 for who may see supporters of a campaign. */
export const osdiRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const seeing = { may: 'see supporters', on: campaignOn(house) } as const

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })
    const send = (reply: FastifyReply, resource: Resource) =>
      reply.header('cache-control', 'no-store').type('application/hal+json').send(JSON.stringify(resource))
    const asked = (request: FastifyRequest) => {
      const found = pageAsked(request.query as { page?: string; per_page?: string })
      if (found === null)
        throw new Unusable('Pages are counted from 1', [
          { place: 'page', message: 'page and per_page are whole numbers from 1' },
        ])
      return found
    }
    /** Which rows somebody takes out is on record before the first leaves, page by page. */
    const onRecord = (
      request: FastifyRequest,
      campaign: Campaign,
      after: { what: string; organisation?: string; rows: string },
    ) =>
      transact(db, (trx) =>
        tell(trx, changeBy(house, actorOf(request)), {
          record: campaignRecord(campaign.id),
          action: 'took supporters out',
          before: null,
          after,
        }),
      )
    const rowsOfPage = ({ page, size }: { page: number; size: number }) =>
      `${(page - 1) * size + 1}–${page * size}`

    http.get(
      '/api/v1/osdi/:slug',
      { config: seeing, schema: { params: BySlug, summary: 'OSDI entry point of a campaign' } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        return send(reply, entryPoint(campaign.slug, campaign))
      },
    )

    const signed = {
      people: personOf,
      signatures: signatureOf,
    } satisfies Partial<Record<Collection, (slug: string, of: Exported) => Resource>>
    for (const name of ['people', 'signatures'] as const) {
      http.get(
        `/api/v1/osdi/:slug/${name}`,
        { config: seeing, schema: { params: BySlug, querystring: Paged, summary: `OSDI ${name}` } },
        async (request, reply) => {
          const campaign = await campaignBySlug(db, slugIn(request.params))
          const { page, size } = asked(request)
          await onRecord(request, campaign, { what: name, rows: rowsOfPage({ page, size }) })
          const { rows, total } = await exported(house, campaign, { page, size })
          return send(
            reply,
            pageOf(osdiPath(campaign.slug, `/${name}`), name, {
              page,
              size,
              total,
              rows: rows.map((each) => signed[name](campaign.slug, each)),
            }),
          )
        },
      )
      http.get(
        `/api/v1/osdi/:slug/${name}/:key`,
        { config: seeing, schema: { params: ByKey, summary: `OSDI: one of the ${name}` } },
        async (request, reply) => {
          const campaign = await campaignBySlug(db, slugIn(request.params))
          const { rows } = await exported(house, campaign, { page: 1, size: 1, id: request.params.key })
          const [found] = rows
          if (found === undefined) throw new NotFound('There is no such signature')
          await onRecord(request, campaign, { what: name, rows: found.id })
          return send(reply, signed[name](campaign.slug, found))
        },
      )
    }

    // Who agreed to something with a partner is the partner’s to take out, and nobody else of the campaign.
    http.get(
      '/api/v1/osdi/:slug/partners/:organisation/people',
      {
        config: {
          may: 'see supporters',
          on: async ({ params }) => ({
            kind: 'organisation',
            id: (params as { organisation: string }).organisation,
          }),
        },
        schema: {
          params: Type.Object({
            slug: Type.String({ maxLength: 60 }),
            organisation: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
          }),
          querystring: Paged,
          summary: 'OSDI people who agreed to something with a partner of the campaign',
        },
      },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const { organisation } = request.params
        const { page, size } = asked(request)
        await onRecord(request, campaign, { what: 'people', organisation, rows: rowsOfPage({ page, size }) })
        const { rows, total } = await exported(house, campaign, { page, size, organisation })
        return send(
          reply,
          pageOf(osdiPath(campaign.slug, `/partners/${organisation}/people`), 'people', {
            page,
            size,
            total,
            rows: rows.map((each) => personOf(campaign.slug, each)),
          }),
        )
      },
    )

    const made: Record<
      Exclude<Collection, 'people' | 'signatures'>,
      (of: Campaign) => Promise<Resource[]>
    > = {
      petitions: async (campaign) =>
        Promise.all(
          (await lettersOf(db, campaign.id)).map(async (ask) =>
            petitionOf(campaign.slug, ask, await countedFor(db, campaign, ask.id), campaign.policy),
          ),
        ),
      advocacy_campaigns: async (campaign) => {
        const deliveries = await deliveriesOf(db, { campaign: campaign.id })
        return (await asksOf(db, campaign.id, { ended: true })).map((ask) =>
          advocacyOf(campaign.slug, ask, deliveries.filter((each) => each.ask.id === ask.id).length),
        )
      },
      outreaches: async (campaign) =>
        (await deliveriesOf(db, { campaign: campaign.id })).map((each) => outreachOf(campaign.slug, each)),
      events: async (campaign) =>
        (await meetings(house, campaign)).map((meeting) => ({
          identifiers: [`tip:${meeting.id}`],
          created_date: meeting.made.toISOString(),
          modified_date: meeting.made.toISOString(),
          title: meeting.legislator_name,
          start_date: meeting.starts.toISOString(),
          end_date: new Date(meeting.starts.getTime() + meeting.minutes * 60_000).toISOString(),
          'tip:state': meeting.state,
          _links: {
            self: { href: osdiPath(campaign.slug, `/events/${meeting.id}`) },
            'osdi:attendances': { href: osdiPath(campaign.slug, '/attendances') },
          },
        })),
      // Roles alone: who came stays with who may read the notes of a campaign.
      attendances: async (campaign) => {
        const rows = await db
          .selectFrom('campaign_meeting_delegates')
          .innerJoin('campaign_meetings', 'campaign_meetings.id', 'campaign_meeting_delegates.meeting_id')
          .select([
            'campaign_meeting_delegates.id',
            'campaign_meeting_delegates.meeting_id',
            'campaign_meeting_delegates.role',
            'campaign_meeting_delegates.made',
          ])
          .where('campaign_meetings.campaign_id', '=', campaign.id)
          .orderBy('campaign_meeting_delegates.id')
          .execute()
        return rows.map(({ id, meeting_id, role, made: at }) => ({
          identifiers: [`tip:${id}`],
          created_date: at.toISOString(),
          modified_date: at.toISOString(),
          status: 'accepted',
          'tip:role': role,
          _links: {
            self: { href: osdiPath(campaign.slug, `/attendances/${id}`) },
            'osdi:event': { href: osdiPath(campaign.slug, `/events/${meeting_id}`) },
          },
        }))
      },
    }
    for (const [name, all] of Object.entries(made) as [keyof typeof made, (typeof made)['events']][]) {
      http.get(
        `/api/v1/osdi/:slug/${name}`,
        { config: seeing, schema: { params: BySlug, querystring: Paged, summary: `OSDI ${name}` } },
        async (request, reply) => {
          const campaign = await campaignBySlug(db, slugIn(request.params))
          const { page, size } = asked(request)
          const rows = await all(campaign)
          return send(
            reply,
            pageOf(osdiPath(campaign.slug, `/${name}`), name, {
              page,
              size,
              total: rows.length,
              rows: rows.slice((page - 1) * size, page * size),
            }),
          )
        },
      )
      http.get(
        `/api/v1/osdi/:slug/${name}/:key`,
        { config: seeing, schema: { params: ByKey, summary: `OSDI: one of the ${name}` } },
        async (request, reply) => {
          const campaign = await campaignBySlug(db, slugIn(request.params))
          const self = osdiPath(campaign.slug, `/${name}/${request.params.key}`)
          const found = (await all(campaign)).find(
            ({ _links }) => (_links.self as { href: string }).href === self,
          )
          if (found === undefined) throw new NotFound('There is no such record')
          return send(reply, found)
        },
      )
    }

    http.post(
      '/api/v1/osdi/:slug/imports',
      {
        config: seeing,
        schema: {
          params: BySlug,
          body: Import,
          summary: 'Previews signatures of another system; with the digest of the preview it takes them',
        },
      },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const { petition, confirmed, digest, document } = request.body
        const ask = (await lettersOf(db, campaign.id)).find(({ key }) => key === petition)
        if (ask === undefined) throw new NotFound('There is no such petition')
        if (!isOpen(campaign, todayOf(house)))
          throw new Conflict('Nobody can sign now, here or brought from elsewhere')
        const { incoming, refused } = readSignatures(document)
        if (incoming.length > MOST_AT_ONCE)
          throw new Unusable('Too many at once', [
            { place: 'document', message: `One document holds ${MOST_AT_ONCE} signatures at most` },
          ])
        const rows = await rowsOf(house, campaign, ask, incoming)
        const ids = rows.map(({ id }) => id)
        const look = async (reading: House['db'] | Trx) => {
          const known = await knownAmong(reading, ids)
          return {
            new: ids.length - known.length,
            known: known.length,
            // Brought again with word of how they were confirmed, those that waited count.
            confirms: confirmed === undefined ? 0 : known.filter(({ state }) => state === 'pending').length,
            refused,
            come: confirmed === undefined ? ('pending' as const) : ('confirmed elsewhere' as const),
            digest: createHash('sha256')
              .update(
                JSON.stringify([
                  campaign.id,
                  ask.versionId,
                  confirmed ?? null,
                  // The people too: what is taken is what was looked at.
                  incoming.map(({ identifier, signer }) => [identifier, signer]),
                  known,
                ]),
              )
              .digest('hex'),
          }
        }
        if (digest === undefined)
          return reply.header('cache-control', 'no-store').send({ taken: false, ...(await look(db)) })
        const { body } = await changeFor(house, request, async (trx, change) => {
          const { come, ...now } = await look(trx)
          if (digest !== now.digest)
            throw new Conflict('Something changed since the preview', [
              { place: 'digest', message: 'Ask for the preview again, and send its digest.' },
            ])
          const taken = await take(trx, rows, confirmed === undefined ? null : change.at)
          await tell(trx, change, {
            record: campaignRecord(campaign.id),
            action: 'brought signatures in',
            before: null,
            after: { ask: ask.key, ...taken, refused: refused.length, come },
            reason: confirmed ?? null,
          })
          return { status: 200, body: { taken: true, ...taken, refused, come } }
        })
        await settle(db, campaign.id, { most: 5_000 })
        return reply.header('cache-control', 'no-store').send(body)
      },
    )
  }

/**
 * Confirmed signatures whose signer is known, the earliest sent first, with what they agreed to with the organisation that
 * leads. With `organisation`: those alone who agreed to something with that one.
 */
async function exported(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  campaign: Campaign,
  { page, size, id, organisation }: { page: number; size: number; id?: string; organisation?: string },
): Promise<{ rows: Exported[]; total: number }> {
  if (id !== undefined && !isUuid(id)) return { rows: [], total: 0 }
  const which = sql<boolean>`s.campaign_id = ${campaign.id} and s.state = 'validated' and s.sealed is not null
    ${id === undefined ? sql`` : sql`and s.id = ${id}`}
    ${
      organisation === undefined
        ? sql``
        : sql`and exists (select 1 from signature_consents c join campaign_consent_texts t on t.id = c.text_id
          where c.signature_id = s.id and c.withdrawn is null and t.organisation_id = ${organisation})`
    }`
  const { rows: counted } = await sql<{
    n: string
  }>`select count(*) as n from signatures s where ${which}`.execute(db)
  const { rows } = await sql<{
    id: string
    ask: string
    sealed: string
    region: string | null
    division: string | null
    language: string
    channel: string
    counts: boolean
    submitted_at: Date
    confirmed_at: Date | null
    consents: { purpose: string; version: number; on: string }[]
  }>`
    select s.id, a.key as ask, s.sealed, s.region, s.division, s.language, s.channel, s.submitted_at, s.confirmed_at,
      ${campaign.policy === 'strict' ? sql`s.counts_strict` : sql`s.counts_household`} as counts,
      (select coalesce(json_agg(json_build_object('purpose', t.purpose, 'version', t.version,
          'on', to_char(c.given at time zone 'UTC', 'YYYY-MM-DD')) order by t.purpose), '[]')
        from signature_consents c join campaign_consent_texts t on t.id = c.text_id
        where c.signature_id = s.id and c.withdrawn is null
          and t.organisation_id = ${organisation ?? campaign.organisation.id}) as consents
    from signatures s
      join campaign_ask_versions v on v.id = s.ask_version_id join campaign_asks a on a.id = v.ask_id
    where ${which} order by s.submitted_at, s.id limit ${size} offset ${(page - 1) * size}`.execute(db)
  return {
    total: Number(counted[0]?.n ?? 0),
    rows: rows.flatMap((row): Exported[] => {
      const signer = signerOf(keys, row)
      return signer === null
        ? []
        : [
            {
              id: row.id,
              ask: row.ask,
              signer,
              region: row.region,
              division: row.division,
              language: row.language,
              channel: row.channel,
              counts: row.counts,
              submitted: row.submitted_at.toISOString(),
              confirmed: row.confirmed_at?.toISOString() ?? null,
              consents: row.consents,
            },
          ]
    }),
  }
}

const meetings = ({ db }: Pick<House, 'db'>, { id }: Pick<Campaign, 'id'>) =>
  db
    .selectFrom('campaign_meetings')
    .select(['id', 'legislator_name', 'starts', 'minutes', 'state', 'made'])
    .where('campaign_id', '=', id)
    .orderBy('id')
    .execute()

/** Rows of signatures brought from elsewhere. The same identifier is the same row, however often it comes. */
const rowsOf = (
  house: House,
  campaign: Campaign,
  ask: { versionId: string; official: { text: string } },
  incoming: readonly Incoming[],
) =>
  Promise.all(
    incoming.map(async ({ identifier, signer }) => {
      const { row } = newSignature(
        house,
        {
          campaign: campaign.id,
          askVersion: ask.versionId,
          template: ask.official.text,
          signer,
          place: await placeOfCode(house.db, campaign, signer, todayOf(house)),
          language: campaign.languages[0] ?? 'en',
          // What somebody agreed to elsewhere, they agreed to with others.
          consents: [],
          network: '',
          onceKey: `osdi ${identifier}`,
        },
        // Nobody is written to: the other system asked them.
        () => ({ subject: '', text: '' }),
      )
      return { ...row, channel: 'osdi' as const, network_key: null, token_digest: null }
    }),
  )

const knownAmong = async (db: House['db'] | Trx, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('signatures')
        .select(['id', 'state'])
        .where('id', 'in', [...ids])
        .orderBy('id')
        .execute()

/** Writes those that are new, and confirms those that waited where word of it came along. Erased ones stay erased. */
async function take(
  trx: Trx,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  confirmedAt: Date | null,
): Promise<{ new: number; confirmed: number }> {
  if (rows.length === 0) return { new: 0, confirmed: 0 }
  const written = await trx
    .insertInto('signatures')
    .values(
      rows.map(({ submitted_at, ...row }) => ({
        ...row,
        submitted_at: new Date(submitted_at),
        state: confirmedAt === null ? ('pending' as const) : ('validated' as const),
        reason: null,
        confirmed_at: confirmedAt,
        erased_at: null,
      })),
    )
    .onConflict((known) => known.column('id').doNothing())
    .returning('id')
    .execute()
  if (confirmedAt === null) return { new: written.length, confirmed: 0 }
  const { numUpdatedRows } = await trx
    .updateTable('signatures')
    .set({ state: 'validated', confirmed_at: confirmedAt })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('state', '=', 'pending')
    .where('channel', '=', 'osdi')
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return { new: written.length, confirmed: Number(numUpdatedRows) }
}
