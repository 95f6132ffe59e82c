import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { allCountries } from '../../countries/registry.ts'
import { documentKind, typeOf } from '../../house/documents/types.ts'
import { takeUploads, uploadIn } from '../../house/documents/uploads.ts'
import { Fault } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { addressOf, takeAttempt } from '../../house/limits.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { onceOf } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { publicAddress } from '../../people/accounts/links.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { isThereFor } from '../coalition/around.ts'
import { CampaignFault } from '../coalition/faults.ts'
import { titleOf } from '../coalition/pages/frame.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { isOpen, isOver } from '../coalition/states.ts'
import { asksOf, campaignBySlug, campaignOf } from '../coalition/store.ts'
import { inLanguage, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import { readable } from '../signing/readable.ts'
import { words as signingWords } from '../signing/words/words.ts'
import { batchesWhere, batchOf, enterBatch, noBatch, withdrawBatch } from './batches.ts'
import { MOST_LINES, readLines, typeList } from './lists.ts'
import { ListForm, PhotoForm } from './pages/list-parts.tsx'
import { EraseAdvocatePage, OwnBatchPage, OwnCardsPage } from './pages/own-page.tsx'
import { PledgePage, SayingPage } from './pages/pledge-page.tsx'
import { keepPhoto, LARGEST_PHOTO } from './photos.ts'
import {
  confirmPledge,
  DAYS_OF_LINK,
  DAYS_TO_CONFIRM,
  eraseAdvocate,
  linkAgain,
  type Pledge,
  type PledgeLetter,
  pledge,
  pledgeOfLink,
} from './pledge.ts'
import { progressOf } from './progress.ts'
import { readBatch, readEmail, readPledge } from './read.ts'
import { checkOf, countryOf, photoTypes } from './schema.ts'
import { words } from './words/words.ts'

/** Faults of a list that are told at once. */
const FAULTS_SHOWN = 10

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const token = Type.String({ maxLength: 80, pattern: '^[A-Za-z0-9_-]+$' })
const ByToken = Type.Object({ token })
const ByBatch = Type.Object({
  token,
  batch: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})
const Count = Type.Integer({ minimum: 0 })
const Places = Type.Array(
  Type.Object({
    place: Type.String(),
    atLeast: Type.Integer({ description: 'the lower end of the band it lies in' }),
    atMost: Type.Integer(),
  }),
)
const ProgressAnswer = Type.Object({
  advocates: Count,
  promised: Count,
  claimed: Count,
  unchecked: Type.Object({ batches: Count, cards: Count }),
  checked: Count,
  delivered: Type.Union([Type.Object({ atLeast: Type.Integer(), atMost: Type.Integer() }), Type.Null()], {
    description: 'null for fewer than may be told, none included',
  }),
  listed: Count,
  states: Places,
  districts: Places,
})

/** Promising cards, and what an advocate does with them: by a mailed link, without an account. */
export const postcardRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house
    const taking = { may: 'take part in a campaign' } as const
    const contextOf = ({ language }: FastifyRequest, path: string): PageContext => ({
      language,
      path,
      assets,
      sources: [],
    })
    const hushed = (reply: FastifyReply) =>
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')

    await takeUploads(http)

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    const campaignIn = async (request: FastifyRequest): Promise<Campaign> => {
      const campaign = await campaignBySlug(db, slugIn(request.params))
      if (!(await isThereFor(db, request.person, campaign))) throw new CampaignFault('no campaign')
      return campaign
    }
    const takesPledges = async (campaign: Campaign) =>
      isOpen(campaign, today(house)) && (await asksOf(db, campaign.id)).length > 0

    const saying = (
      request: FastifyRequest,
      path: string,
      { title, text, to }: { title: string; text: string; to: string },
    ) =>
      renderPage(
        <SayingPage
          context={contextOf(request, path)}
          title={title}
          text={text}
          ways={[{ name: speak(words, request.language)('own.campaign'), path: to }]}
        />,
      )
    const closed = (request: FastifyRequest, campaign: Campaign) =>
      saying(request, `/campaigns/${campaign.slug}/cards`, {
        title: titleOf(campaign, request.language),
        text: speak(words, request.language)('pledge.closed'),
        to: `/campaigns/${campaign.slug}`,
      })

    const letterOf =
      ({ language }: FastifyRequest, campaign: Campaign): PledgeLetter =>
      ({ token, fresh, cards }) => {
        const say = speak(words, language)
        const values = {
          campaign: titleOf(campaign, language),
          address: publicAddress(house, language, `/campaigns/cards/${token}`),
          days: DAYS_OF_LINK,
        }
        return {
          subject: say('mail.subject', values),
          text: fresh
            ? say('mail.fresh', { ...values, cards, forgotten: DAYS_TO_CONFIRM })
            : say('mail.again', values),
        }
      }
    const limited = async (request: FastifyRequest, email: string) => {
      await takeAttempt(house, {
        what: 'mail',
        who: addressOf(request, house.settings.trustedProxies),
        by: 'address',
      })
      await takeAttempt(house, { what: 'mail', who: email })
    }

    const form = (
      request: FastifyRequest,
      campaign: Campaign,
      { sent = {}, errors = [], again }: { sent?: Sent; errors?: FieldError[]; again?: string } = {},
    ) =>
      renderPage(
        <PledgePage
          context={contextOf(request, `/campaigns/${campaign.slug}/cards`)}
          campaign={campaign}
          sent={sent}
          errors={errors}
          again={again}
        />,
      )

    http.get(
      '/campaigns/:slug/cards',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        return hushed(reply).html(
          (await takesPledges(campaign)) ? form(request, campaign) : closed(request, campaign),
        )
      },
    )

    http.post(
      '/campaigns/:slug/cards',
      { config: { ...taking, looksAtCharacters: true }, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        if (!(await takesPledges(campaign))) return hushed(reply).code(409).html(closed(request, campaign))
        onceOf(request)
        const { sent, unseen } = readable(sentIn(request.body), ['cards', 'name', 'email'], request.language)
        const { advocate, cards, errors: wrong } = readPledge(sent, request.language)
        const errors = [
          ...unseen.map((field) => ({
            field,
            message: speak(signingWords, request.language)('fault.unseen'),
          })),
          ...wrong.filter(({ field }) => !unseen.some((each) => each === field)),
        ]
        if (errors.length > 0)
          return hushed(reply)
            .code(422)
            .html(form(request, campaign, { sent, errors }))
        await limited(request, advocate.email)
        await pledge(
          house,
          { campaign: campaign.id, advocate, cards, language: request.language },
          letterOf(request, campaign),
        )
        deliverSoon(house)
        return seeOther(hushed(reply), request, `/campaigns/${campaign.slug}/cards/sent`)
      },
    )

    http.post(
      '/campaigns/:slug/cards/link',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const say = speak(words, request.language)
        const { email, errors } = readEmail(
          { email: textIn(sentIn(request.body), 'again') },
          request.language,
        )
        const [wrong] = errors
        if (wrong !== undefined)
          return hushed(reply)
            .code(422)
            .html(form(request, campaign, { again: wrong.message }))
        await limited(request, email)
        await linkAgain(house, { campaign: campaign.id, email }, letterOf(request, campaign))
        deliverSoon(house)
        return hushed(reply).html(
          saying(request, `/campaigns/${campaign.slug}/cards`, {
            title: say('sent.title'),
            text: say('sent.again'),
            to: `/campaigns/${campaign.slug}`,
          }),
        )
      },
    )

    http.get(
      '/campaigns/:slug/cards/sent',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const say = speak(words, request.language)
        return hushed(reply).html(
          saying(request, `/campaigns/${campaign.slug}/cards/sent`, {
            title: say('sent.title'),
            text: say('sent.text'),
            to: `/campaigns/${campaign.slug}`,
          }),
        )
      },
    )

    /* the page behind the link */

    type Answering = { request: FastifyRequest; reply: FastifyReply; token: string }
    /** What a link opens, or the answer to one that opens nothing. */
    const withPledge = async (
      { request, reply, token }: Answering,
      work: (pledge: Pledge, campaign: Campaign) => Promise<unknown>,
    ) => {
      const found = await pledgeOfLink(house, token)
      if (found !== null) return work(found, await campaignOf(db, found.campaign))
      return hushed(reply)
        .code(404)
        .html(
          saying(request, '/campaigns', {
            title: speak(words, request.language)('own.title'),
            text: speak(words, request.language)('own.unknown'),
            to: '/campaigns',
          }),
        )
    }

    const ownPage = async (
      request: FastifyRequest,
      { token, pledge, campaign }: { token: string; pledge: Pledge; campaign: Campaign },
      { sent = {}, errors = [] }: { sent?: Sent; errors?: FieldError[] } = {},
    ) =>
      renderPage(
        <OwnCardsPage
          context={contextOf(request, '/campaigns')}
          at={`/campaigns/cards/${token}`}
          campaign={campaign}
          asks={await asksOf(db, campaign.id)}
          open={takesBatches(campaign)}
          pledge={pledge}
          batches={await batchesWhere(db, keys, { pledge: pledge.id })}
          sent={sent}
          errors={errors}
        />,
      )

    http.get(
      '/campaigns/cards/:token',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) =>
          hushed(reply).html(await ownPage(request, { token, pledge, campaign })),
        )
      },
    )

    http.post(
      '/campaigns/cards/:token/confirm',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async (_, campaign) => {
          if (isOver(campaign.state)) return hushed(reply).code(409).html(closed(request, campaign))
          await confirmPledge(house, token)
          return seeOther(hushed(reply), request, `/campaigns/cards/${token}`)
        })
      },
    )

    http.post(
      '/campaigns/cards/:token/batches',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) => {
          const { language } = request
          const asks = await asksOf(db, campaign.id)
          const sent = sentIn(request.body)
          const ask = asks.find(({ key }) => key === textIn(sent, 'ask')) ?? asks[0]
          if (!takesBatches(campaign) || pledge.confirmedAt === null || ask === undefined)
            return hushed(reply)
              .code(409)
              .html(await ownPage(request, { token, pledge, campaign }))
          const { errors, ...read } = readBatch(sent, { language, today: today(house) })
          const back = async () =>
            hushed(reply)
              .code(422)
              .html(await ownPage(request, { token, pledge, campaign }, { sent, errors }))
          if (errors.length > 0) return back()
          const kept = await enterBatch(house, {
            ...read,
            onceKey: onceOf(request),
            campaign: campaign.id,
            pledge: pledge.id,
            askVersion: ask.versionId,
          })
          if (kept !== 'kept') {
            const message = speak(words, language)(kept === 'full' ? 'fault.many batches' : 'fault.key used')
            errors.push({ field: 'cards', message })
            return back()
          }
          return seeOther(hushed(reply), request, `/campaigns/cards/${token}`)
        })
      },
    )

    http.get(
      '/campaigns/cards/:token/batches/:batch',
      { config: taking, schema: { params: ByBatch } },
      async (request, reply) => {
        const { token, batch } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) =>
          hushed(reply).html(await batchPage(request, { token, pledge, campaign, batch })),
        )
      },
    )

    http.post(
      '/campaigns/cards/:token/batches/:batch/list',
      { config: taking, schema: { params: ByBatch } },
      async (request, reply) => {
        const { token, batch } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) => {
          const found = await batchOf(db, null, { campaign: campaign.id, batch })
          if (found.pledge !== pledge.id) throw noBatch()
          const say = speak(words, request.language)
          const sent = sentIn(request.body)
          const country = allCountries().find(({ iso3 }) => iso3 === textIn(sent, 'country'))?.iso3
          const { lines, faults } = readLines(textIn(sent, 'list'), country ?? countryOf(campaign))
          const cards = checkOf(found)?.cards ?? found.claimed
          const errors: FieldError[] = faults.slice(0, FAULTS_SHOWN).map(({ line, code }) => ({
            field: 'list',
            message: say('list.fault.line', { line, fault: say(`list.fault.${code}`) }),
          }))
          if (lines.length === 0 && faults.length === 0)
            errors.push({ field: 'list', message: say('list.fault.empty') })
          else if (lines.length + faults.length > Math.min(cards, MOST_LINES))
            errors.push({ field: 'list', message: say('list.fault.too many', { cards, most: MOST_LINES }) })
          if (errors.length > 0)
            return hushed(reply)
              .code(422)
              .html(await batchPage(request, { token, pledge, campaign, batch }, { sent, errors }))
          const kept = takesBatches(campaign) && (await typeList(house, { pledge: pledge.id, batch, lines }))
          if (kept) return seeOther(hushed(reply), request, `/campaigns/cards/${token}/batches/${batch}`)
          return hushed(reply)
            .code(409)
            .html(await batchPage(request, { token, pledge, campaign, batch }))
        })
      },
    )

    const batchPage = async (
      request: FastifyRequest,
      {
        token,
        pledge,
        campaign,
        batch,
      }: { token: string; pledge: Pledge; campaign: Campaign; batch: string },
      { sent = {}, errors = [] }: { sent?: Sent; errors?: FieldError[] } = {},
    ) => {
      const found = await batchOf(db, keys, { campaign: campaign.id, batch })
      if (found.pledge !== pledge.id) throw noBatch()
      return renderPage(
        <OwnBatchPage
          context={contextOf(request, '/campaigns')}
          at={`/campaigns/cards/${token}`}
          campaign={campaign}
          batch={found}
        >
          {found.withdrawn || !takesBatches(campaign) ? null : (
            <>
              {checkOf(found) !== null ? null : (
                <PhotoForm
                  action={pathIn(request.language, `/campaigns/cards/${token}/batches/${batch}/photo`)}
                  language={request.language}
                  waiting={found.photo}
                  errors={errors.filter(({ field }) => field === 'photo')}
                />
              )}
              <ListForm
                action={pathIn(request.language, `/campaigns/cards/${token}/batches/${batch}/list`)}
                language={request.language}
                batch={found}
                country={countryOf(campaign)}
                sent={sent}
                errors={errors.filter(({ field }) => field !== 'photo')}
              />
            </>
          )}
        </OwnBatchPage>,
      )
    }

    http.post(
      '/campaigns/cards/:token/batches/:batch/photo',
      { config: taking, schema: { params: ByBatch } },
      async (request, reply) => {
        const { token, batch } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) => {
          const found = await batchOf(db, null, { campaign: campaign.id, batch })
          if (found.pledge !== pledge.id) throw noBatch()
          const photo = uploadIn(request.body, 'photo')
          const kind =
            photo === null || photo.fault !== null ? null : await documentKind(photo.bytes, photo.name)
          const type = photoTypes.find((each) => kind !== null && each === typeOf(kind))
          if (
            photo === null ||
            type === undefined ||
            photo.bytes.length > LARGEST_PHOTO ||
            checkOf(found) !== null ||
            !takesBatches(campaign) ||
            !(await keepPhoto(house, { pledge: pledge.id, batch, type, bytes: photo.bytes }))
          )
            return hushed(reply)
              .code(422)
              .html(
                await batchPage(
                  request,
                  { token, pledge, campaign, batch },
                  {
                    errors: [{ field: 'photo', message: speak(words, request.language)('photo.fault') }],
                  },
                ),
              )
          return seeOther(hushed(reply), request, `/campaigns/cards/${token}/batches/${batch}`)
        })
      },
    )

    http.post(
      '/campaigns/cards/:token/batches/:batch/withdraw',
      { config: taking, schema: { params: ByBatch } },
      async (request, reply) => {
        const { token, batch } = request.params
        return withPledge({ request, reply, token }, async ({ id }) => {
          await withdrawBatch(house, { pledge: id, batch })
          return seeOther(hushed(reply), request, `/campaigns/cards/${token}`)
        })
      },
    )

    http.get(
      '/campaigns/cards/:token/export.json',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) =>
          hushed(reply)
            .header('content-disposition', 'attachment; filename="cards.json"')
            .send({
              campaign: campaign.slug,
              pledge: {
                cards: pledge.cards,
                ...pledge.advocate,
                madeAt: pledge.madeAt,
                confirmedAt: pledge.confirmedAt,
              },
              batches: (await batchesWhere(db, keys, { pledge: pledge.id })).map(
                ({
                  id,
                  number,
                  collectedOn,
                  claimed,
                  notes,
                  enteredAt,
                  withdrawn,
                  checks,
                  lines,
                  delivered,
                }) => ({
                  id,
                  number,
                  collectedOn,
                  claimed,
                  ...notes,
                  enteredAt,
                  withdrawn,
                  checks: checks.map(({ cards, how, why, at }) => ({ cards, how, why, at })),
                  lines,
                  delivered,
                }),
              ),
            }),
        )
      },
    )

    // Looked at first, then done: it cannot be undone.
    http.get(
      '/campaigns/cards/:token/erase',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async (pledge, campaign) =>
          hushed(reply).html(
            renderPage(
              <EraseAdvocatePage
                context={contextOf(request, '/campaigns')}
                at={`/campaigns/cards/${token}`}
                campaign={campaign}
                pledge={pledge}
              />,
            ),
          ),
        )
      },
    )

    http.post(
      '/campaigns/cards/:token/erase',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return withPledge({ request, reply, token }, async ({ id }, campaign) => {
          await eraseAdvocate(house, id)
          return hushed(reply).html(
            saying(request, '/campaigns', {
              title: speak(words, request.language)('own.title'),
              text: speak(words, request.language)('own.erased'),
              to: `/campaigns/${campaign.slug}`,
            }),
          )
        })
      },
    )

    /* for programs */

    http.get(
      '/api/v1/campaigns/:slug/cards',
      {
        config: { may: 'read what is public' },
        schema: {
          params: BySlug,
          response: { 200: ProgressAnswer },
          summary: 'Where the cards of a campaign stand',
          description:
            'Cards promised, collected as advocates say, counted by the coalition, and handed over. Places by tens.',
        },
      },
      async (request) => progressOf(db, (await campaignIn(request)).id, house.settings.fewestShown),
    )
  }

/** Cards may be handed in while a campaign is paused and after its last day, until it is over: they lie on a table. */
const takesBatches = ({ state }: Campaign) => state === 'live' || state === 'paused'
