import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { Fault, NotFound } from '../../house/errors.ts'
import { hasControls, isUuid, oneLine } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { formatDay, formatNumber, pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { changeBy } from '../change.ts'
import type { Campaign } from '../coalition/schema.ts'
import { campaignBySlug } from '../coalition/store.ts'
import {
  campaignOn,
  changeFor,
  inLanguage,
  listIn,
  numberIn,
  type Sent,
  sentIn,
  slugIn,
  textIn,
} from '../desk.ts'
import { legislator } from '../legislatures/store.ts'
import { placeOfCode } from '../signing/place.ts'
import { settle } from '../signing/settle.ts'
import { personKey } from '../signing/signer-keys.ts'
import {
  batchesWhere,
  batchOf,
  CheckRefused,
  checkBatch,
  deliver,
  deliveriesOf,
  endDelivery,
  noBatch,
  TooManyDelivered,
} from './batches.ts'
import { compareList, forgetOnPaper, ListRefused, linesOf } from './lists.ts'
import { CompareForm, ForgetForm } from './pages/list-parts.tsx'
import { CheckBatchPage, ManageCardsPage } from './pages/manage-cards-page.tsx'
import { SheetPage } from './pages/sheet-page.tsx'
import { holdersIn, placeOfLegislator } from './people.ts'
import { photoOf } from './photos.ts'
import { advocateOf } from './pledge.ts'
import { LONGEST } from './read.ts'
import {
  cardsIn,
  checkedHows,
  checkOf,
  countryOf,
  dayIn,
  deliveredHows,
  MOST_CARDS,
  remaining,
} from './schema.ts'
import { sheetFor, sheetPdf } from './sheet.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const SheetQuery = Type.Object({
  for: Type.String({ maxLength: 100, description: 'the key of a legislator' }),
  names: Type.Optional(Type.String({ maxLength: 3 })),
})
const ByBatch = Type.Object({
  slug: Type.String({ maxLength: 60 }),
  batch: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})

/** Signatures judged right after a list was compared; the job does the rest. */
const AT_ONCE = 5_000

/** Counting cards and handing them over, for members of the organisation that leads the campaign. */
export const manageCardRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house
    // Names are for campaigners with the second factor; numbers are for every member.
    const naming = { may: 'see supporters', on: campaignOn(house) } as const
    const checking = { may: 'check cards', on: campaignOn(house) } as const
    const contextOf = ({ language }: FastifyRequest, path: string): PageContext => ({
      language,
      path,
      assets,
      sources: [],
    })

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    type Back = { sent?: Sent; errors?: FieldError[]; status?: number; forgotten?: number }

    /* all batches, and handing over */

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      { sent = {}, errors = [], status = 200, forgotten }: Back = {},
    ) => {
      const { language } = request
      const ofForget = forgotten !== undefined || textIn(sent, 'postalCode') !== ''
      const deliveries = await deliveriesOf(db, campaign.id, { ended: true })
      const names = new Map<string, string>()
      for (const { legislator: key } of deliveries)
        if (key !== null && !names.has(key)) names.set(key, (await legislator(db, key))?.name ?? key)
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <ManageCardsPage
              context={contextOf(request, `/campaigns/${campaign.slug}/manage/cards`)}
              campaign={campaign}
              batches={await batchesWhere(db, null, { campaign: campaign.id })}
              deliveries={deliveries}
              holders={await holdersIn(db, campaign, { language, today: today(house) })}
              names={names}
              sent={ofForget ? {} : sent}
              errors={ofForget ? [] : errors}
            >
              {mayReadNames(request, campaign) ? (
                <ForgetForm
                  action={pathIn(language, `/campaigns/${campaign.slug}/manage/cards/forget`)}
                  language={language}
                  country={countryOf(campaign)}
                  sent={ofForget && forgotten === undefined ? sent : {}}
                  errors={ofForget ? errors : []}
                  found={forgotten ?? null}
                />
              ) : null}
            </ManageCardsPage>,
          ),
        )
    }

    http.get(
      '/campaigns/:slug/manage/cards',
      { config: checking, schema: { params: BySlug } },
      async (request, reply) => show(request, reply, await campaignBySlug(db, slugIn(request.params))),
    )

    http.post(
      '/campaigns/:slug/manage/cards/deliver',
      { config: checking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const errors: FieldError[] = []
        const office = oneLine(textIn(sent, 'office'))
        if (office === '' || office.length > LONGEST || hasControls(office))
          errors.push({ field: 'office', message: say('deliver.office missing', { most: LONGEST }) })
        const on = dayIn(textIn(sent, 'on').trim())
        if (on === null || on > today(house)) errors.push({ field: 'on', message: say('fault.on') })
        const key = textIn(sent, 'legislator')
        const known = key === '' ? null : await placeOfLegislator(db, campaign, key, today(house))
        if (key !== '' && known === null) errors.push({ field: 'legislator', message: say('sheet.unknown') })
        const parts: { batch: string; cards: number }[] = []
        for (const batch of await batchesWhere(db, null, { campaign: campaign.id })) {
          const field = `cards-${batch.id}`
          const typed = textIn(sent, field).trim()
          if (typed === '' || typed === '0') continue
          const cards = cardsIn(typed)
          const left = remaining(batch)
          if (cards === null)
            errors.push({
              field,
              message: say('fault.cards', { least: 1, most: formatNumber(request.language, MOST_CARDS) }),
            })
          else if (cards > left) errors.push({ field, message: say('deliver.left', { left }) })
          else if (on !== null && on < batch.collectedOn)
            errors.push({
              field: 'on',
              message: say('deliver.before', {
                number: batch.number,
                day: formatDay(request.language, batch.collectedOn),
              }),
            })
          else parts.push({ batch: batch.id, cards })
        }
        if (parts.length === 0 && errors.length === 0)
          errors.push({ field: 'office', message: say('deliver.nothing') })
        if (errors.length > 0) return show(request, reply, campaign, { sent, errors, status: 422 })
        try {
          await changeFor(house, request, async (trx, change) => {
            const act = await deliver(trx, change, {
              campaign: campaign.id,
              legislator: key === '' ? null : key,
              office,
              on: on ?? '',
              how: deliveredHows.find((how) => how === textIn(sent, 'how')) ?? 'in person',
              receipt: oneLine(textIn(sent, 'receipt')).slice(0, LONGEST) || null,
              parts,
            })
            return { status: 303, body: { act } }
          })
        } catch (error) {
          if (!(error instanceof TooManyDelivered)) throw error
          const message = say('deliver.left', { left: error.left })
          return show(request, reply, campaign, {
            sent,
            errors: [{ field: `cards-${error.batch}`, message }],
            status: 409,
          })
        }
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/cards`)
      },
    )

    http.post(
      '/campaigns/:slug/manage/cards/deliver/end',
      { config: checking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const sent = sentIn(request.body)
        const act = textIn(sent, 'act')
        const why = textIn(sent, `why-${act}`).trim().slice(0, 1000)
        if (!isUuid(act) || why === '')
          return show(request, reply, campaign, {
            errors: [{ field: `why-${act}`, message: speak(words, request.language)('deliver.why missing') }],
            status: 422,
          })
        await changeFor(house, request, async (trx, change) => ({
          status: 303,
          body: { ended: await endDelivery(trx, change, { campaign: campaign.id, act, why }) },
        }))
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/cards`)
      },
    )

    http.post(
      '/campaigns/:slug/manage/cards/forget',
      { config: naming, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const person = {
          name: oneLine(textIn(sent, 'name')),
          country: textIn(sent, 'country'),
          postalCode: oneLine(textIn(sent, 'postalCode')),
        }
        const errors: FieldError[] = []
        if (person.name === '') errors.push({ field: 'name', message: say('list.fault.shape') })
        if (person.postalCode === '') errors.push({ field: 'postalCode', message: say('list.fault.postal') })
        if (errors.length > 0) return show(request, reply, campaign, { sent, errors, status: 422 })
        // Judged before, so that what counts is known when its person goes.
        await settle(db, campaign.id, { most: Number.MAX_SAFE_INTEGER, wait: true })
        // What is kept of the request is a digest under a key of the house: a name could be guessed from a bare one.
        const actor = actorOf(request)
        const { body } = await changeOnce(
          house,
          request,
          {
            who: actor.person ?? request.ip,
            content: { campaign: campaign.id, person: personKey(keys, person) },
          },
          async (trx) => ({
            status: 200,
            body: {
              found: await forgetOnPaper(trx, changeBy(house, actor), keys, {
                campaign: campaign.id,
                person,
              }),
            },
          }),
        )
        await settle(db, campaign.id, { most: AT_ONCE })
        return show(request, reply, campaign, { forgotten: (body as { found: number }).found })
      },
    )

    /* the sheet for an office */

    const sheetIn = async (request: FastifyRequest, query: { for: string; names?: string }) => {
      const campaign = await campaignBySlug(db, slugIn(request.params))
      const { language } = request
      const names = query.names === 'yes'
      // Numbers are for every member; a sheet with names is for who may read names, and for nobody else.
      if (names) assertAllowed(request.person, 'see supporters', await campaignOn(house)(request), language)
      const sheet = await sheetFor(house, campaign, { key: query.for, today: today(house), language, names })
      if (sheet === null) throw new NotFound(speak(words, language)('sheet.unknown'))
      return { campaign, sheet, names }
    }

    http.get(
      '/campaigns/:slug/manage/cards/sheet',
      { config: checking, schema: { params: BySlug, querystring: SheetQuery } },
      async (request, reply) => {
        const { campaign, sheet, names } = await sheetIn(request, request.query)
        const { language } = request
        const at = `/campaigns/${campaign.slug}/manage/cards/sheet`
        const asked = `?for=${encodeURIComponent(request.query.for)}`
        return reply
          .header('cache-control', 'no-store')
          .html(
            renderPage(
              <SheetPage
                context={contextOf(request, at)}
                campaign={campaign}
                sheet={sheet}
                pdf={pathIn(language, `${at}.pdf${asked}${names ? '&names=yes' : ''}`)}
                withNames={
                  !names && mayReadNames(request, campaign)
                    ? pathIn(language, `${at}${asked}&names=yes`)
                    : null
                }
              />,
            ),
          )
      },
    )

    http.get(
      '/campaigns/:slug/manage/cards/sheet.pdf',
      { config: checking, schema: { params: BySlug, querystring: SheetQuery } },
      async (request, reply) => {
        const { campaign, sheet } = await sheetIn(request, request.query)
        const pdf = await sheetPdf(
          sheet,
          request.language,
          `/campaigns/${campaign.slug}/manage/cards/sheet?for=${encodeURIComponent(request.query.for)}`,
        )
        return reply
          .header('cache-control', 'no-store')
          .header('content-disposition', 'inline; filename="postcards.pdf"')
          .type('application/pdf')
          .send(pdf)
      },
    )

    /* one batch */

    const showBatch = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      id: string,
      { sent = {}, errors = [], status = 200 }: Back = {},
    ) => {
      const { language } = request
      const batch = await batchOf(db, keys, { campaign: campaign.id, batch: id })
      const lines = mayReadNames(request, campaign) ? await linesOf(house, id) : []
      const ofList = sent.shown !== undefined
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .html(
          renderPage(
            <CheckBatchPage
              context={contextOf(request, `/campaigns/${campaign.slug}/manage/cards/${id}`)}
              campaign={campaign}
              batch={batch}
              advocate={
                mayReadNames(request, campaign) ? { name: await advocateName(batch.pledge) } : 'sealed'
              }
              holders={await holdersIn(db, campaign, { language, today: today(house) })}
              sent={sent}
              errors={ofList ? [] : errors}
            >
              {!batch.photo ? null : (
                <Section id="photo" title={speak(words, language)('field.photo')}>
                  {mayReadNames(request, campaign) ? (
                    <img
                      className="card-photo"
                      src={pathIn(language, `/campaigns/${campaign.slug}/manage/cards/${id}/photo`)}
                      alt={speak(words, language)('photo.alt')}
                    />
                  ) : (
                    <p className="prose">{speak(words, language)('photo.closed')}</p>
                  )}
                </Section>
              )}
              {lines.length === 0 || batch.withdrawn ? null : (
                <CompareForm
                  action={pathIn(language, `/campaigns/${campaign.slug}/manage/cards/${id}/list`)}
                  language={language}
                  batch={batch}
                  lines={lines}
                  chosen={ofList ? listIn(sent, 'stand') : lines.map((line) => line.id)}
                  sent={sent}
                  errors={ofList ? errors : []}
                />
              )}
            </CheckBatchPage>,
          ),
        )
    }

    const mayReadNames = (request: FastifyRequest, { organisation }: Campaign) =>
      allow(request.person, 'see supporters', { kind: 'organisation', id: organisation.id }).allowed

    const advocateName = async (pledge: string): Promise<string | null> => {
      const row = await db
        .selectFrom('postcard_pledges')
        .select(['id', 'sealed'])
        .where('id', '=', pledge)
        .executeTakeFirst()
      return row === undefined ? null : (advocateOf(keys, row)?.name ?? null)
    }

    http.get(
      '/campaigns/:slug/manage/cards/:batch',
      { config: checking, schema: { params: ByBatch } },
      async (request, reply) =>
        showBatch(request, reply, await campaignBySlug(db, slugIn(request.params)), request.params.batch),
    )

    http.get(
      '/campaigns/:slug/manage/cards/:batch/photo',
      { config: naming, schema: { params: ByBatch } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        await batchOf(db, null, { campaign: campaign.id, batch: request.params.batch })
        const photo = await photoOf(house, request.params.batch)
        if (photo === null) throw noBatch()
        return reply.header('cache-control', 'no-store').type(photo.type).send(photo.bytes)
      },
    )

    http.post(
      '/campaigns/:slug/manage/cards/:batch/check',
      { config: checking, schema: { params: ByBatch } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const id = request.params.batch
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const batch = await batchOf(db, null, { campaign: campaign.id, batch: id })
        const errors: FieldError[] = []
        const cards = cardsIn(textIn(sent, 'cards'), 0)
        if (cards === null)
          errors.push({
            field: 'cards',
            message: say('fault.cards', { least: 0, most: formatNumber(request.language, MOST_CARDS) }),
          })
        const why = textIn(sent, 'why').trim().slice(0, 1000)
        if (cards !== null && cards !== (checkOf(batch)?.cards ?? batch.claimed) && why === '')
          errors.push({ field: 'why', message: say('check.why missing') })
        const key = textIn(sent, 'legislator')
        const place = key === '' ? null : await placeOfLegislator(db, campaign, key, today(house))
        if (key !== '' && place === null) errors.push({ field: 'legislator', message: say('sheet.unknown') })
        if (errors.length > 0 || cards === null)
          return showBatch(request, reply, campaign, id, { sent, errors, status: 422 })
        try {
          await changeFor(house, request, async (trx, change) => {
            await checkBatch(trx, change, {
              campaign: campaign.id,
              batch: id,
              cards,
              how:
                checkedHows.find((how) => how === textIn(sent, 'how') && how !== 'typed list') ??
                'cards in hand',
              legislator: place === null ? null : key,
              place: { region: place?.region ?? null, division: place?.division ?? null },
              why: why === '' ? null : why,
              seen: numberIn(request.body, 'seen'),
            })
            return { status: 303 }
          })
        } catch (error) {
          if (!(error instanceof CheckRefused)) throw error
          const message = say(`check.refused.${error.code}`)
          return showBatch(request, reply, campaign, id, {
            sent,
            errors: [{ field: 'cards', message }],
            status: 409,
          })
        }
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/cards/${id}`)
      },
    )

    http.post(
      '/campaigns/:slug/manage/cards/:batch/list',
      { config: naming, schema: { params: ByBatch } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        const id = request.params.batch
        const say = speak(words, request.language)
        const sent = sentIn(request.body)
        const batch = await batchOf(db, null, { campaign: campaign.id, batch: id })
        const stand = listIn(sent, 'stand')
        const why = textIn(sent, 'list-why').trim().slice(0, 1000)
        if (checkOf(batch) === null && stand.length !== batch.claimed && why === '')
          return showBatch(request, reply, campaign, id, {
            sent,
            errors: [{ field: 'list-why', message: say('check.why missing') }],
            status: 422,
          })
        try {
          await changeFor(house, request, async (trx, change) => {
            const done = await compareList(
              trx,
              change,
              { keys, placeOf: (line) => placeOfCode(trx, campaign, line, today(house)) },
              {
                campaign: campaign.id,
                batch: id,
                stand,
                shown: listIn(sent, 'shown'),
                why: why === '' ? null : why,
              },
            )
            return { status: 303, body: done }
          })
        } catch (error) {
          if (!(error instanceof ListRefused) && !(error instanceof CheckRefused)) throw error
          const message =
            error instanceof CheckRefused
              ? say(`check.refused.${error.code}`)
              : error.code === 'changed'
                ? say('names.changed')
                : say('names.more', { left: error.left })
          // Lines that are no longer there cannot stay ticked.
          return showBatch(request, reply, campaign, id, {
            sent: { ...sent, shown: listIn(sent, 'shown') },
            errors: [{ field: 'stand', message }],
            status: 409,
          })
        }
        await settle(db, campaign.id, { most: AT_ONCE })
        return seeOther(reply, request, `/campaigns/${campaign.slug}/manage/cards/${id}`)
      },
    )
  }
