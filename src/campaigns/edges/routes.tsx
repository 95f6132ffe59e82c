import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { v7 } from 'uuid'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import { isUuid, oneLine } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { transact } from '../../house/transact.ts'
import { guardedCsvLine } from '../../indicators/csv-text.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { campaignRecord, changeBy, tell } from '../change.ts'
import { todayOf } from '../coalition/around.ts'
import type { Campaign } from '../coalition/schema.ts'
import { campaignBySlug, endorsersOf } from '../coalition/store.ts'
import { campaignOn, changeFor, errorsFrom, inLanguage, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import { settle } from '../signing/settle.ts'
import { EdgeFault } from './faults.ts'
import {
  agentOf,
  type Behind,
  documentsOf,
  type FileOf,
  filesOf,
  opened,
  sealAgent,
  textsOf,
} from './file.ts'
import { DeliveriesPage, DeliveryPage, HandOverPage, LetterPage } from './pages/deliveries-page.tsx'
import { type Agent, type Delivery, deliveryChannels, deliveryStates, type Recipient } from './schema.ts'
import {
  deliveriesOf,
  deliveryOf,
  type Letter,
  lettersIn,
  lettersOf,
  moveDelivery,
  queueDelivery,
  recipientsOf,
  waitingFor,
  waitingLetters,
} from './store.ts'
import { words } from './words/words.ts'
import { zipOf } from './zip.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ById = Type.Object({ slug: Type.String({ maxLength: 60 }), id: Type.String({ maxLength: 36 }) })
const PHONE = /^\d{3}-\d{3}-\d{4}$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** In place of somebody who is not known yet, where only the letters are looked at. */
const anAgent: Agent = { name: 'N', email: 'n@example.org', phone: '202-555-0100' }

/** Handing letters over, for who may see supporters: every file holds names. */
export const deliveryRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house
    const seeing = { may: 'see supporters', on: campaignOn(house) } as const

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    const contextOf = (request: FastifyRequest, campaign: Campaign, rest = '') => ({
      language: request.language,
      path: `/campaigns/${campaign.slug}/manage/deliveries${rest}`,
      assets,
      sources: [],
    })
    const letterIn = async (campaign: Campaign, key: string): Promise<Letter> => {
      const ask = (await lettersOf(db, campaign.id)).find((each) => each.key === key)
      if (ask === undefined) throw new EdgeFault('no letter')
      return ask
    }
    /** The office that is meant, or, for `all`, each with letters that wait. */
    const recipientsIn = async (campaign: Campaign, ask: Letter, to: string): Promise<Recipient[]> => {
      const today = todayOf(house)
      if (to === 'all')
        return (await waitingFor(db, campaign, ask, today)).filter(
          ({ waiting, vacant }) => waiting > 0 && !vacant,
        )
      const found = (await recipientsOf(db, campaign, ask, today)).find(({ key }) => key === to)
      if (found === undefined) throw new EdgeFault('no recipient')
      if (found.vacant) throw new EdgeFault('vacant')
      return [found]
    }
    const showForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const ask = await letterIn(campaign, textIn(sent, 'ask'))
      const to = textIn(sent, 'to')
      const recipients = await recipientsIn(campaign, ask, to)
      const texts = await textsOf(db, ask.id)
      let waiting = 0
      let whole: { n: number; behind: Behind } | null = null
      for (const recipient of recipients) {
        const letters = await waitingLetters(db, campaign, ask, recipient)
        waiting += letters.length
        if (recipient.code === null) continue
        const { code } = recipient
        const of = { delivery: campaign.id, on: todayOf(house), code, campaign, ask, texts, agent: anAgent }
        const found = documentsOf(keys, of, letters)
        whole ??= { n: 0, behind: {} }
        whole.n += found.whole.length
        for (const [why, n] of Object.entries(found.behind) as [keyof Behind, number][])
          whole.behind[why] = (whole.behind[why] ?? 0) + n
      }
      const say = speak(words, request.language)
      const [first] = recipients
      return reply
        .code(errors.length > 0 ? 422 : 200)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <HandOverPage
              context={contextOf(request, campaign)}
              campaign={campaign}
              ask={ask}
              recipient={
                to !== 'all' && first !== undefined
                  ? first
                  : { key: to, office: say('office.all', { n: recipients.length }) }
              }
              waiting={waiting}
              whole={whole}
              sent={sent}
              errors={errors}
            />,
          ),
        )
    }
    const showList = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      errors: FieldError[] = [],
    ) => {
      const today = todayOf(house)
      const waiting = await Promise.all(
        (await lettersOf(db, campaign.id)).map(async (ask) => ({
          ask,
          offices: await waitingFor(db, campaign, ask, today),
        })),
      )
      return reply
        .code(errors.length > 0 ? 422 : 200)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <DeliveriesPage
              context={contextOf(request, campaign)}
              campaign={campaign}
              waiting={waiting}
              deliveries={await deliveriesOf(db, { campaign: campaign.id })}
              today={today}
              errors={errors}
            />,
          ),
        )
    }

    http.get(
      '/campaigns/:slug/manage/deliveries',
      { config: seeing, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        await settle(db, campaign.id, { most: 5_000 })
        const sent = sentIn(request.query)
        if (textIn(sent, 'to') !== '') return showForm(request, reply, campaign, sent)
        return showList(request, reply, campaign)
      },
    )

    http.post(
      '/campaigns/:slug/manage/deliveries/sent',
      { config: seeing, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const sent = sentIn(request.body)
        const [channel, key] = textIn(sent, 'which').split(' ')
        const on = textIn(sent, 'on').trim()
        const today = todayOf(house)
        try {
          if (!isDay(on)) throw new EdgeFault('day wrong')
          await changeFor(house, request, async (trx, change) => {
            const queued = (await deliveriesOf(trx, { campaign: campaign.id })).filter(
              (each) => each.now.state === 'queued' && each.channel === channel && each.ask.key === key,
            )
            if (queued.length === 0) throw new EdgeFault('none queued')
            // In one order, so that two at once do not wait for each other.
            for (const { id } of queued.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
              await moveDelivery(trx, change, {
                campaign: campaign.id,
                delivery: id,
                was: 'queued',
                state: 'sent',
                on,
                why: null,
                today,
              })
            return { status: 303, body: { sent: queued.length } }
          })
        } catch (error) {
          return showList(request, reply, campaign, errorsFrom(error, ['which', 'on'], request.language))
        }
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/deliveries`)
      },
    )

    http.post(
      '/campaigns/:slug/manage/deliveries',
      { config: seeing, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const channel = deliveryChannels.find((each) => each === textIn(sent, 'channel'))
        if (channel === undefined)
          return showForm(request, reply, campaign, sent, [
            { field: 'channel', message: say('make.channel') },
          ])
        const agent = {
          name: oneLine(textIn(sent, 'name')).slice(0, 100),
          email: textIn(sent, 'email').trim(),
          phone: textIn(sent, 'phone').trim(),
        }
        if (channel === 'cwc' && (agent.name === '' || !EMAIL.test(agent.email) || !PHONE.test(agent.phone)))
          return showForm(request, reply, campaign, sent, [{ field: 'name', message: say('agent.wrong') }])
        const ask = await letterIn(campaign, textIn(sent, 'ask'))
        const texts = await textsOf(db, ask.id)
        const today = todayOf(house)
        try {
          const to = textIn(sent, 'to')
          const { location } = await changeFor(house, request, async (trx, change) => {
            const here = `/campaigns/${campaign.slug}/manage/deliveries`
            const queue = async (recipient: string): Promise<string> => {
              const id = v7()
              await queueDelivery(trx, change, {
                id,
                campaign: campaign.id,
                ask: ask.key,
                recipient,
                office: oneLine(textIn(sent, 'office')).slice(0, 200),
                channel,
                today,
                sealed: channel === 'cwc' ? sealAgent(keys, id, agent) : null,
                choose: (letters, { code }) =>
                  channel !== 'cwc' || code === null
                    ? letters
                    : documentsOf(
                        keys,
                        { delivery: id, on: today, code, campaign, ask, texts, agent },
                        letters,
                      ).whole.map(({ letter }) => letter),
              })
              return id
            }
            if (to !== 'all') return { status: 303, location: `${here}/${await queue(to)}` }
            let none: EdgeFault = new EdgeFault('none wait')
            let made = 0
            for (const { key } of await recipientsIn(campaign, ask, to))
              try {
                await queue(key)
                made += 1
              } catch (error) {
                // Nothing was written of one that has no letter to go; the others go on.
                if (!(error instanceof EdgeFault)) throw error
                none = error
              }
            if (made === 0) throw none
            return { status: 303, location: here }
          })
          return seeOther(reply, request, location ?? `/campaigns/${campaign.slug}/manage/deliveries`)
        } catch (error) {
          const errors = errorsFrom(error, ['channel', 'office'], request.language)
          return showForm(request, reply, campaign, sent, errors)
        }
      },
    )

    const found = async (request: FastifyRequest): Promise<{ campaign: Campaign; delivery: Delivery }> => {
      const { slug, id } = request.params as { slug: string; id: string }
      const campaign = await campaignBySlug(db, slug)
      if (!isUuid(id)) throw new EdgeFault('no delivery')
      return { campaign, delivery: await deliveryOf(db, campaign.id, id) }
    }
    const showOne = async (
      request: FastifyRequest,
      reply: FastifyReply,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const { campaign, delivery } = await found(request)
      return reply
        .code(errors.length > 0 ? 422 : 200)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <DeliveryPage
              context={contextOf(request, campaign, `/${delivery.id}`)}
              campaign={campaign}
              delivery={delivery}
              left={(await lettersIn(db, delivery.id)).length}
              sent={{ on: todayOf(house), ...sent }}
              errors={errors}
            />,
          ),
        )
    }

    http.get(
      '/campaigns/:slug/manage/deliveries/:id',
      { config: seeing, schema: { params: ById } },
      (request, reply) => showOne(request, reply, {}),
    )

    http.post(
      '/campaigns/:slug/manage/deliveries/:id',
      { config: seeing, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, delivery } = await found(request)
        const sent = sentIn(request.body)
        const on = textIn(sent, 'on').trim()
        const state = deliveryStates.find((each) => each === textIn(sent, 'state'))
        try {
          if (state === undefined) throw new EdgeFault('not now')
          if (!isDay(on)) throw new EdgeFault('day wrong')
          await changeFor(house, request, async (trx, change) => {
            await moveDelivery(trx, change, {
              campaign: campaign.id,
              delivery: delivery.id,
              was: textIn(sent, 'was'),
              state,
              on,
              why: textIn(sent, 'why').trim().slice(0, 1000) || null,
              today: todayOf(house),
            })
            return { status: 303, body: { state } }
          })
        } catch (error) {
          return showOne(request, reply, sent, errorsFrom(error, ['state', 'on', 'why'], request.language))
        }
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/deliveries/${delivery.id}`)
      },
    )

    /** That somebody took names out is on record before they leave. */
    const onRecord = (request: FastifyRequest, campaign: Campaign, delivery: Delivery, file: string) =>
      transact(db, (trx) =>
        tell(trx, changeBy(house, actorOf(request)), {
          record: campaignRecord(campaign.id),
          action: 'took letters out',
          before: null,
          after: { delivery: delivery.id, file },
        }),
      )

    http.get(
      '/campaigns/:slug/manage/deliveries/:id/letter',
      { config: seeing, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, delivery } = await found(request)
        const letters = opened(keys, await lettersIn(db, delivery.id))
        const ask = await letterIn(campaign, delivery.ask.key)
        const texts = await textsOf(db, ask.id)
        const asItStands = letters.filter(({ signer }) => signer.words === null)
        const signed = [
          ...new Set([delivery.ask.versionId, ...asItStands.map((each) => each.ask_version_id)]),
        ]
        await onRecord(request, campaign, delivery, 'letter')
        return reply.header('cache-control', 'no-store').html(
          renderPage(
            <LetterPage
              context={contextOf(request, campaign, `/${delivery.id}/letter`)}
              campaign={campaign}
              delivery={delivery}
              texts={signed.map((id) => ({
                id,
                text: texts.get(id) ?? ask.official.text,
                language: ask.official.language,
                signers: asItStands.filter((each) => each.ask_version_id === id).map(({ signer }) => signer),
              }))}
              own={letters.flatMap(({ signer }) => (signer.words === null ? [] : [signer]))}
              endorsers={(await endorsersOf(db, campaign.id))
                .filter(({ now }) => now.state === 'endorsed')
                .map(({ name }) => name)}
            />,
          ),
        )
      },
    )

    http.get(
      '/campaigns/:slug/manage/deliveries/:id/names.csv',
      { config: seeing, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, delivery } = await found(request)
        const letters = opened(keys, await lettersIn(db, delivery.id))
        await onRecord(request, campaign, delivery, 'names')
        return reply
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${campaign.slug}-names.csv"`)
          .type('text/csv; charset=utf-8')
          .send(
            [
              ['title', 'name', 'street', 'postal_code', 'country'],
              ...letters.map(({ signer: { title, name, street, postalCode, country } }) => [
                title,
                name,
                street,
                postalCode,
                country,
              ]),
            ]
              .map(guardedCsvLine)
              .join(''),
          )
      },
    )

    http.get(
      '/campaigns/:slug/manage/deliveries/:id/messages.zip',
      { config: seeing, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, delivery } = await found(request)
        const agent = await agentOf(house, delivery)
        if (delivery.channel !== 'cwc' || delivery.code === null || agent === null)
          throw new EdgeFault('no file')
        const ask = await letterIn(campaign, delivery.ask.key)
        const of: FileOf = {
          delivery: delivery.id,
          on: delivery.countedOn,
          code: delivery.code,
          campaign,
          ask,
          texts: await textsOf(db, ask.id),
          agent,
        }
        const file = zipOf(filesOf(keys, of, await lettersIn(db, delivery.id)))
        await onRecord(request, campaign, delivery, 'messages')
        return reply
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${campaign.slug}-${delivery.code}.zip"`)
          .type('application/zip')
          .send(file)
      },
    )
  }

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}
