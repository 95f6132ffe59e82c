import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Conflict, Fault } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { campaignBySlug } from '../coalition/store.ts'
import { campaignOn, changeFor, inLanguage, numberIn, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import {
  type BulkConditions,
  type BulkReason,
  bulkReasons,
  invalidateBulk,
  previewBulk,
  undoBulk,
} from './bulk.ts'
import { type BulkAct, BulkPage } from './pages/bulk-page.tsx'
import { settle } from './settle.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })

/** Signatures judged again right after an act; the job does the rest. */
const AT_ONCE = 5_000

/** Taking many signatures back, for who runs the campaign. */
export const bulkRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house
    const running = { may: 'see supporters', on: campaignOn(house) } as const

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      { sent, errors = [], status = 200 }: { sent: Sent; errors?: FieldError[]; status?: number },
    ) => {
      const read = conditionsIn(sent, request.language)
      const asked = ['domain', 'from', 'before'].some((name) => textIn(sent, name) !== '')
      const wrong = [...errors, ...(asked ? read.errors : [])]
      const found =
        asked && read.errors.length === 0 ? await previewBulk(db, keys, campaign.id, read.conditions) : null
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <BulkPage
              context={{
                language: request.language,
                path: `/campaigns/${campaign.slug}/manage/signatures`,
                assets,
                sources: [],
              }}
              campaign={campaign}
              sent={sent}
              errors={wrong}
              found={found}
              acts={await actsOf(house, campaign.id)}
            />,
          ),
        )
    }

    http.get(
      '/campaigns/:slug/manage/signatures',
      { config: running, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        return show(request, reply, campaign, { sent: sentIn(request.query) })
      },
    )

    http.post(
      '/campaigns/:slug/manage/signatures',
      { config: running, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const { conditions, errors } = conditionsIn(sent, request.language)
        const why = textIn(sent, 'why').trim().slice(0, 1000)
        if (why === '') errors.push({ field: 'why', message: say('bulk.why missing') })
        if (errors.length > 0) return show(request, reply, campaign, { sent, errors, status: 422 })
        const reason =
          bulkReasons.find((each) => each === textIn(sent, 'reason')) ?? ('bulk' satisfies BulkReason)
        try {
          await changeFor(house, request, async (trx, change) => {
            const act = await invalidateBulk(trx, keys, change, {
              campaign: campaign.id,
              conditions,
              reason,
              why,
              expected: numberIn(request.body, 'expected'),
            })
            return { status: 303, body: { act } }
          })
        } catch (error) {
          if (!(error instanceof Conflict)) throw error
          const { all } = await previewBulk(db, keys, campaign.id, conditions)
          const message = say('bulk.changed', { n: all })
          return show(request, reply, campaign, { sent, errors: [{ field: 'domain', message }], status: 409 })
        }
        await settle(db, campaign.id, { most: AT_ONCE })
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/signatures`)
      },
    )

    http.post(
      '/campaigns/:slug/manage/signatures/undo',
      { config: running, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const act = textIn(sent, 'act')
        const why = textIn(sent, `why-${act}`).trim().slice(0, 1000)
        const known = (await actsOf(house, campaign.id)).some(({ id }) => id === act)
        if (why === '' || !isUuid(act) || !known)
          return show(request, reply, campaign, {
            sent: {},
            errors: [{ field: `why-${act}`, message: say('bulk.why missing') }],
            status: 422,
          })
        await changeFor(house, request, async (trx, change) => {
          const { restored } = await undoBulk(trx, change, { act, why })
          return { status: 303, body: { restored } }
        })
        await settle(db, campaign.id, { most: AT_ONCE })
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/signatures`)
      },
    )
  }

async function actsOf({ db }: Pick<House, 'db'>, campaign: string): Promise<BulkAct[]> {
  const rows = await db
    .selectFrom('signature_acts')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('made', 'desc')
    .execute()
  return rows.map(({ id, reason, why, expected, made, undone, undone_why }) => ({
    id,
    reason,
    why,
    expected: Number(expected),
    made: made.toISOString().slice(0, 10),
    undone: undone?.toISOString().slice(0, 10) ?? null,
    undoneWhy: undone_why,
  }))
}

function conditionsIn(
  sent: Sent,
  language: Parameters<typeof speak>[1],
): { conditions: BulkConditions; errors: FieldError[] } {
  const say = speak(words, language)
  const errors: FieldError[] = []
  const conditions: BulkConditions = {}
  const domain = textIn(sent, 'domain').trim().replace(/^@/, '')
  if (domain !== '') conditions.domain = domain
  for (const name of ['from', 'before'] as const) {
    const text = textIn(sent, name).trim()
    if (text === '') continue
    const moment = momentIn(text)
    if (moment === null) errors.push({ field: name, message: say('bulk.time wrong') })
    else conditions[name] = moment
  }
  if (errors.length === 0 && Object.keys(conditions).length === 0)
    errors.push({ field: 'domain', message: say('bulk.nothing') })
  return { conditions, errors }
}

/** “2014-08-31 14:00”, with or without a time, as a moment in UTC; null for anything else, such as 31 February. */
function momentIn(text: string): string | null {
  const [, day, time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/.exec(text) ?? []
  if (day === undefined) return null
  const moment = new Date(`${day}T${time}:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day
    ? null
    : moment.toISOString()
}
