import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { addressOf, TooMany } from '../../house/limits.ts'
import { onceOf } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { publicAddress } from '../../people/accounts/links.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { isThereFor } from '../coalition/around.ts'
import { CampaignFault } from '../coalition/faults.ts'
import type { Ask, Campaign } from '../coalition/schema.ts'
import { isOpen } from '../coalition/states.ts'
import { asksOf, campaignBySlug } from '../coalition/store.ts'
import { inLanguage, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import { LegislatureFault } from '../legislatures/faults.ts'
import { openRates } from '../signing/rates.ts'
import { MeetingFault } from './faults.ts'
import { readCall, readPosted } from './forms.ts'
import { openPost, partsOfPost, postOf, sayPosted, takePostBack, tellCall } from './outreach.ts'
import { askTitle } from './pages/frame.tsx'
import { PostPage, type Proposal, ReachOnePage, ReachPage } from './pages/reach-page.tsx'
import { dayOf, findWhom, nameOf, type Reach, reachOf } from './whom.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ById = Type.Object({ slug: Type.String({ maxLength: 60 }), id: Type.String({ maxLength: 60 }) })
const Form = Type.Record(Type.String(), Type.Unknown())

/** How the network is called whose names packs hold as `twitter`. */
const NETWORK = 'X (Twitter)'

/** Calls and posts of people without an account: whom to reach, what to say, and how it went by their own word. */
export const reachRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const taking = { may: 'take part in a campaign' } as const
    const allowed = openRates()

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    /** No address is repeated in the answer, as it may hold a postal code; nobody keeps the page. */
    const contextOf = ({ language }: FastifyRequest, path: string): PageContext => ({
      language,
      path,
      assets,
      sources: [],
    })
    const hushed = (reply: FastifyReply) =>
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')

    /** The campaign of an address, where it asks a legislature. Throws Fault 404. */
    const campaignIn = async (request: FastifyRequest): Promise<Campaign> => {
      const campaign = await campaignBySlug(db, slugIn(request.params))
      if (!(await isThereFor(db, request.person, campaign)) || campaign.legislature === null)
        throw new CampaignFault('no campaign')
      return campaign
    }
    const dayIn = (campaign: Campaign) => ({
      legislature: campaign.legislature,
      day: dayOf(campaign, today(house)),
    })
    const legislatorIn = async (key: string): Promise<{ key: string; name: string }> => {
      const name = await nameOf(db, key)
      if (name === null) throw new LegislatureFault('no legislator')
      return { key, name }
    }

    const sendOne = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      legislator: { key: string; name: string },
      more: { told?: boolean; sent?: Sent; errors?: FieldError[]; late?: number | null } = {},
    ) => {
      const asks = await asksOf(db, campaign.id)
      const reach = await reachOf(db, legislator.key, dayIn(campaign))
      return hushed(reply).html(
        renderPage(
          <ReachOnePage
            context={contextOf(
              request,
              `/campaigns/${campaign.slug}/reach?legislator=${encodeURIComponent(legislator.key)}`,
            )}
            campaign={campaign}
            legislator={legislator}
            reach={reach}
            asks={asks}
            proposal={proposed(house, campaign, asks, reach, request.language)}
            told={more.told ?? false}
            today={today(house)}
            sent={more.sent ?? {}}
            errors={more.errors ?? []}
            late={more.late ?? null}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/reach',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const asked = sentIn(request.query)
        const key = textIn(asked, 'legislator')
        if (key !== '')
          return sendOne(request, reply, campaign, await legislatorIn(key), {
            told: textIn(asked, 'told') === 'yes',
          })
        const typed = textIn(asked, 'code').trim().slice(0, 40)
        return hushed(reply).html(
          renderPage(
            <ReachPage
              context={contextOf(request, `/campaigns/${campaign.slug}/reach`)}
              campaign={campaign}
              typed={typed}
              found={typed === '' ? null : await findWhom(db, dayIn(campaign), typed)}
            />,
          ),
        )
      },
    )

    /** The campaign, where people can take part today, and one more try counted. Throws Fault; TooMany. */
    const openFor = async (request: FastifyRequest): Promise<Campaign> => {
      const campaign = await campaignIn(request)
      if (!isOpen(campaign, today(house))) throw new CampaignFault('not now')
      await allowed.take({ address: addressOf(request, house.settings.trustedProxies), email: null })
      return campaign
    }

    http.post(
      '/campaigns/:slug/reach/calls',
      { config: taking, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const sent = sentIn(request.body)
        const legislator = await legislatorIn(textIn(sent, 'legislator'))
        let campaign: Campaign
        try {
          campaign = await openFor(request)
        } catch (error) {
          // What was chosen stays: they send the same form again.
          if (!(error instanceof TooMany)) throw error
          reply.code(429).header('retry-after', String(error.retryAfter))
          return sendOne(request, reply, await campaignIn(request), legislator, {
            sent,
            late: error.retryAfter,
          })
        }
        const { values, errors } = readCall(sent, speak(words, request.language), {
          asks: await asksOf(db, campaign.id),
          today: today(house),
        })
        if (values === null) {
          reply.code(422)
          return sendOne(request, reply, campaign, legislator, { sent, errors })
        }
        const kept = await tellCall(house, {
          onceKey: onceOf(request),
          campaign: campaign.id,
          legislator: legislator.key,
          ...values,
        })
        if (kept === 'other') {
          reply.code(422)
          const message = speak(words, request.language)('fault.key used')
          return sendOne(request, reply, campaign, legislator, {
            sent,
            errors: [{ field: 'outcome', message }],
          })
        }
        return seeOther(
          hushed(reply),
          request,
          `/campaigns/${campaign.slug}/reach?legislator=${encodeURIComponent(legislator.key)}&told=yes`,
        )
      },
    )

    http.post(
      '/campaigns/:slug/reach/posts',
      { config: taking, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await openFor(request)
        const legislator = await legislatorIn(textIn(sentIn(request.body), 'legislator'))
        const reach = await reachOf(db, legislator.key, dayIn(campaign))
        const asks = await asksOf(db, campaign.id)
        const proposal = proposed(house, campaign, asks, reach, request.language)
        if (proposal === null || reach.asOf === null) throw new MeetingFault('no point')
        const { id, kept } = await openPost(house, {
          onceKey: onceOf(request),
          campaign: campaign.id,
          legislator: legislator.key,
          ask: asks[0]?.key ?? null,
          network: NETWORK,
          handle: proposal.handle,
          handleAsOf: reach.asOf,
        })
        if (kept === 'other') {
          reply.code(422)
          const message = speak(words, request.language)('fault.key used')
          return sendOne(request, reply, campaign, legislator, { errors: [{ field: 'post', message }] })
        }
        return seeOther(hushed(reply), request, `/campaigns/${campaign.slug}/reach/posts/${id}`)
      },
    )

    const sendPost = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      returned: { sent?: Sent; errors?: FieldError[] } = {},
    ) => {
      const { id } = request.params as { id?: unknown }
      if (!isUuid(id)) throw new MeetingFault('no point')
      const post = await postOf(db, campaign.id, id)
      const asks = await asksOf(db, campaign.id, { ended: true })
      const text = wordsToPost(house, campaign, asks, post.handle, request.language)
      const composer = `https://x.com/intent/post?${new URLSearchParams({ text }).toString()}`
      return hushed(reply).html(
        renderPage(
          <PostPage
            context={contextOf(request, `/campaigns/${campaign.slug}/reach/posts/${post.id}`)}
            campaign={campaign}
            post={post}
            proposal={{ handle: post.handle, network: post.network, text }}
            composer={composer}
            {...returned}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/reach/posts/:id',
      { config: taking, schema: { params: ById } },
      async (request, reply) => sendPost(request, reply, await campaignIn(request)),
    )

    http.post(
      '/campaigns/:slug/reach/posts/:id',
      { config: taking, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const campaign = await openFor(request)
        const { id } = request.params
        if (!isUuid(id)) throw new MeetingFault('no point')
        const post = await postOf(db, campaign.id, id)
        const sent = sentIn(request.body)
        const { values: address, errors } = readPosted(sent, speak(words, request.language))
        if (errors.length > 0) {
          reply.code(422)
          return sendPost(request, reply, campaign, { sent, errors })
        }
        await sayPosted(house, { campaign: campaign.id, id: post.id, address })
        return seeOther(hushed(reply), request, `/campaigns/${campaign.slug}/reach/posts/${post.id}`)
      },
    )

    // When the campaign is over, too: what leads to a person can be taken out for as long as it is here.
    http.post(
      '/campaigns/:slug/reach/posts/:id/back',
      { config: taking, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const { id } = request.params
        const what = partsOfPost.find((each) => each === textIn(sentIn(request.body), 'what'))
        if (!isUuid(id) || what === undefined) throw new MeetingFault('no point')
        const post = await postOf(db, campaign.id, id)
        await takePostBack(house, { campaign: campaign.id, id: post.id, what })
        return seeOther(hushed(reply), request, `/campaigns/${campaign.slug}/reach/posts/${post.id}`)
      },
    )
  }

/** What somebody may post to a legislator, under the name known on the day; null where none is known. */
function proposed(
  house: House,
  campaign: Campaign,
  asks: readonly Ask[],
  { contacts }: Reach,
  language: Language,
): Proposal | null {
  const name = contacts.find(({ kind }) => kind === 'twitter')?.value.replace(/^@/, '')
  if (name === undefined || !/^\w{1,15}$/.test(name)) return null
  const handle = `@${name}`
  return { handle, network: NETWORK, text: wordsToPost(house, campaign, asks, handle, language) }
}

/** The first ask by its title, to a name, with the way to the campaign. A dot before the name lets everybody read it. */
function wordsToPost(
  house: House,
  campaign: Campaign,
  asks: readonly Ask[],
  handle: string,
  language: Language,
): string {
  const [ask] = asks
  const title = ask === undefined ? campaign.slug : askTitle(ask, language, campaign)
  return `.${handle} ${title} ${publicAddress(house, language, `/campaigns/${campaign.slug}`)}`
}
