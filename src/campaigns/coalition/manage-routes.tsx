import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { Type } from 'typebox'
import type { Tables } from '../../house/database.ts'
import { isUuid } from '../../house/form-fields.ts'
import { historyView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { namesOf } from '../../people/organisations/people.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, languages, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { campaignRecord } from '../change.ts'
import {
  campaignOn,
  changeFor,
  errorsFrom,
  inLanguage,
  numberIn,
  organisationsWhere,
  type Sent,
  sentIn,
  slugIn,
  textIn,
} from '../desk.ts'
import { mayRun, namedAsks, ofCampaign, shown, todayOf } from './around.ts'
import { CampaignFault } from './faults.ts'
import {
  askFields,
  campaignFields,
  endorserFields,
  kindIn,
  readAsk,
  readCampaign,
  readConsent,
  readEndorsement,
  readEndorser,
  readOwnWord,
  readStep,
  readWhy,
  sentFrom,
  sentFromAsk,
} from './forms.ts'
import {
  addAsk,
  beginCampaign,
  CampaignGaps,
  CampaignOvertaken,
  changeAsk,
  changeCampaign,
  endAsk,
  moveCampaign,
  nameEndorser,
  recordEndorsement,
  writeConsentText,
} from './life.ts'
import {
  AskFormPage,
  AskKindPage,
  CampaignFormPage,
  ConsentFormPage,
  EndAskPage,
  EndorserFormPage,
  PartnerPage,
  type Party,
  WhichOrganisationPage,
  WhichPartyPage,
} from './pages/form-pages.tsx'
import { type ConsoleAction, ManagePage } from './pages/manage-page.tsx'
import type { AroundCampaigns } from './panels.ts'
import type { Ask, AskKind, AskTarget, Campaign, Endorser } from './schema.ts'
import { gaps, isOver, isPublic } from './states.ts'
import { askOf, campaignBySlug, consentTextsOf, endorsersOf } from './store.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ByKey = Type.Object({ slug: Type.String({ maxLength: 60 }), key: Type.String({ maxLength: 60 }) })
const ById = Type.Object({ slug: Type.String({ maxLength: 60 }), id: Type.String({ maxLength: 60 }) })
const Form = Type.Record(Type.String(), Type.Unknown())
const Asked = Type.Record(Type.String(), Type.Unknown())
const ForParty = Type.Object({ party: Type.Optional(Type.String({ maxLength: 60 })) })

const consoleActions: readonly ConsoleAction[] = [
  'run campaigns',
  'see supporters',
  'check cards',
  'record meetings',
  'read campaign notes',
]

/** The console of a campaign and its forms, for those who run it. */
export const manageRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    around: AroundCampaigns,
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = campaignOn(house)
    const running = { may: 'run campaigns', on } as const
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const sayTo = ({ language }: FastifyRequest) => speak(words, language)
    const campaignIn = (request: FastifyRequest) => campaignBySlug(db, slugIn(request.params))
    const backToConsole = (request: FastifyRequest, reply: FastifyReply, slug: string) =>
      seeOther(reply, request, `/campaigns/${slug}/manage`)

    /* the campaign */

    /** A legislature that is not known here is told beside its field. */
    const noLegislature = async (
      request: FastifyRequest,
      legislature: string | null,
    ): Promise<FieldError[]> => {
      if (legislature === null || around.legislatures === undefined) return []
      const known = await around.legislatures(house, request.language)
      if (known.some(({ value }) => value === legislature)) return []
      const say = sayTo(request)
      return [
        { field: 'legislature', message: say('wrong.unknown target', { field: say('field.legislature') }) },
      ]
    }

    const sendForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      organisation: { id: string; name: string },
      sent: Sent,
      {
        campaign = null,
        revision = 0,
        errors = [],
        overtaken = false,
      }: { campaign?: Campaign | null; revision?: number; errors?: FieldError[]; overtaken?: boolean } = {},
    ) => {
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <CampaignFormPage
            context={contextOf(request)}
            organisation={organisation}
            campaign={campaign}
            revision={revision}
            legislatures={(await around.legislatures?.(house, request.language)) ?? []}
            sent={sent}
            errors={errors}
            overtaken={overtaken}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/new',
      { config: { may: 'run campaigns', on: organisationOn }, schema: { querystring: Asked } },
      async (request, reply) => {
        const asked = textIn(sentIn(request.query), 'organisation')
        const own = await organisationsOf(db, organisationsWhere(request.person, 'run campaigns'))
        const organisation = own.find(({ id }) => id === asked) ?? (own.length === 1 ? own[0] : undefined)
        if (organisation === undefined)
          return reply.html(
            renderPage(<WhichOrganisationPage context={contextOf(request)} organisations={own} />),
          )
        const first: Sent = { languages: [request.language], first: request.language, policy: 'strict' }
        return sendForm(request, reply, organisation, first)
      },
    )

    http.post(
      '/campaigns',
      {
        config: { may: 'run campaigns', on: organisationOn },
        schema: {
          body: Form,
          querystring: Type.Object({ organisation: Type.Optional(Type.String({ maxLength: 60 })) }),
        },
      },
      async (request, reply) => {
        const id = request.query.organisation ?? ''
        const [organisation] = await organisationsOf(db, isUuid(id) ? [id] : [])
        if (organisation === undefined) throw new CampaignFault('unknown organisation')
        const sent = sentIn(request.body)
        const { values, errors } = readCampaign(sent, sayTo(request), null)
        if (values === null) return sendForm(request, reply, organisation, sent, { errors })
        const unknown = await noLegislature(request, values.legislature)
        if (unknown.length > 0) return sendForm(request, reply, organisation, sent, { errors: unknown })
        try {
          const { reason: _, ...said } = values
          await changeFor(house, request, async (trx, change) => {
            await beginCampaign(trx, change, organisation.id, said)
            return { status: 303 }
          })
        } catch (error) {
          return sendForm(request, reply, organisation, sent, {
            errors: errorsFrom(error, campaignFields, request.language),
          })
        }
        return backToConsole(request, reply, values.slug)
      },
    )

    http.get(
      '/campaigns/:slug/change',
      { config: running, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        if (isOver(campaign.state)) throw new CampaignFault('over already')
        const { organisation, revision } = campaign
        return sendForm(request, reply, organisation, sentFrom(campaign), { campaign, revision })
      },
    )

    http.post(
      '/campaigns/:slug/change',
      { config: running, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const revision = numberIn(request.body, 'revision')
        const { values, errors } = readCampaign(sent, sayTo(request), isPublic(campaign) ? campaign : null)
        if (values === null)
          return sendForm(request, reply, campaign.organisation, sent, { campaign, revision, errors })
        const { reason, ...said } = values
        const unknown =
          said.legislature === campaign.legislature ? [] : await noLegislature(request, said.legislature)
        if (unknown.length > 0)
          return sendForm(request, reply, campaign.organisation, sent, {
            campaign,
            revision,
            errors: unknown,
          })
        try {
          await changeFor(house, request, async (trx, change) => {
            await changeCampaign(trx, change, {
              id: campaign.id,
              revision,
              values: said,
              reason,
              language: request.language,
            })
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof CampaignOvertaken)
            return sendForm(request, reply, campaign.organisation, sent, {
              campaign: error.now,
              revision: error.now.revision,
              overtaken: true,
            })
          return sendForm(request, reply, campaign.organisation, sent, {
            campaign,
            revision,
            errors: errorsFrom(error, campaignFields, request.language),
          })
        }
        return backToConsole(request, reply, values.slug)
      },
    )

    /* the console */

    /** The day on which the legislature of a campaign is not known here; null where it is, or none is asked. */
    const unknownOn = async ({ legislature, asOf }: Campaign): Promise<string | null> => {
      const day = asOf ?? todayOf(house)
      if (legislature === null || around.knownOn === undefined) return null
      return (await around.knownOn(house, legislature, day)) ? null : day
    }

    const sendConsole = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      returned?: { sent: Sent; errors: FieldError[] },
    ) => {
      const { person } = request
      const subject: Subject = { kind: 'organisation', id: campaign.organisation.id }
      const may = (action: ConsoleAction) => allow(person, action, subject).allowed
      const of = await ofCampaign(house, request, campaign)
      const panels = (around.console ?? []).filter((panel) => allow(person, panel.may, subject).allowed)
      const record = campaignRecord(campaign.id)
      if (returned !== undefined) reply.code(422)
      return reply.html(
        renderPage(
          <ManagePage
            context={contextOf(request)}
            campaign={campaign}
            actions={consoleActions.filter(may)}
            running={
              mayRun(person, campaign)
                ? {
                    gaps: gaps(campaign, of.asks, todayOf(house)),
                    asks: await namedAsks(around, house, campaign, request.language),
                    endorsers: await endorsersOf(db, campaign.id),
                    consents: await consentTextsOf(db, campaign.id),
                    unknownOn: await unknownOn(campaign),
                    history: <HistorySection view={await historyView(db, record, { limit: 5 }, namesOf)} />,
                    ...(returned === undefined ? {} : { returned }),
                  }
                : null
            }
            panels={
              await shown(
                panels.map(({ show }) => show),
                of,
              )
            }
          />,
        ),
      )
    }

    // The least that anybody here may do: each section is asked for again, by its own action.
    http.get(
      '/campaigns/:slug/manage',
      { config: { may: 'record meetings', on }, schema: { params: BySlug } },
      async (request, reply) => sendConsole(request, reply, await campaignIn(request)),
    )

    http.post(
      '/campaigns/:slug/step',
      { config: running, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const { values, errors } = readStep(sent, sayTo(request), todayOf(house))
        if (values === null) return sendConsole(request, reply, campaign, { sent, errors })
        const revision = numberIn(request.body, 'revision')
        const language: Language =
          languages.find((each) => each === textIn(sent, 'language')) ?? request.language
        try {
          await changeFor(house, request, async (trx, change) => {
            await moveCampaign(trx, change, { id: campaign.id, revision, ...values, language })
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof CampaignOvertaken) {
            const message = inLanguage(error, request.language).details.map((each) =>
              [each.message, each.remedy].filter(Boolean).join('. '),
            )[0]
            return sendConsole(request, reply, error.now, {
              sent,
              errors: [{ field: 'to', message: message ?? error.message }],
            })
          }
          throw error instanceof CampaignGaps ? gapsIn(error, request.language) : error
        }
        return backToConsole(request, reply, campaign.slug)
      },
    )

    /* asks */

    const sendAsk = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      kind: AskKind,
      sent: Sent,
      {
        ask = null,
        version = 0,
        errors = [],
      }: { ask?: Ask | null; version?: number; errors?: FieldError[] } = {},
    ) => {
      if (errors.length > 0) reply.code(422)
      const known = kind === 'bill' ? around.bills : kind === 'budget line' ? around.lines : undefined
      return reply.html(
        renderPage(
          <AskFormPage
            context={contextOf(request)}
            campaign={campaign}
            ask={ask}
            version={version}
            kind={kind}
            among={(await known?.(house)) ?? null}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    /** A bill or a line of the budget that is not known here is told beside its field. */
    const unknownIn = async (request: FastifyRequest, target: AskTarget): Promise<FieldError[]> => {
      if (around.nameTarget === undefined || target.kind === 'letter' || target.kind === 'country choice')
        return []
      if ((await around.nameTarget(house, target, request.language, null)) !== null) return []
      const field = target.kind === 'bill' ? 'bill' : 'line'
      const say = sayTo(request)
      return [{ field, message: say('wrong.unknown target', { field: say(`field.${field}`) }) }]
    }

    http.get(
      '/campaigns/:slug/asks/new',
      { config: running, schema: { params: BySlug, querystring: Asked } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.query)
        const kind = kindIn(sent)
        if (kind === null)
          return reply.html(renderPage(<AskKindPage context={contextOf(request)} campaign={campaign} />))
        return sendAsk(request, reply, campaign, kind, {
          officialLanguage: campaign.languages[0] ?? '',
          ...sent,
        })
      },
    )

    http.post(
      '/campaigns/:slug/asks',
      { config: running, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const kind = kindIn(sent)
        if (kind === null)
          return reply.html(renderPage(<AskKindPage context={contextOf(request)} campaign={campaign} />))
        const { values, errors } = readAsk(sent, sayTo(request), kind, campaign)
        if (values === null) return sendAsk(request, reply, campaign, kind, sent, { errors })
        const unknown = await unknownIn(request, values.target)
        if (unknown.length > 0) return sendAsk(request, reply, campaign, kind, sent, { errors: unknown })
        try {
          await changeFor(house, request, async (trx, change) => {
            await addAsk(trx, change, campaign.id, values)
            return { status: 303 }
          })
        } catch (error) {
          return sendAsk(request, reply, campaign, kind, sent, {
            errors: errorsFrom(error, askFields, request.language),
          })
        }
        return backToConsole(request, reply, campaign.slug)
      },
    )

    http.get(
      '/campaigns/:slug/asks/:key',
      { config: running, schema: { params: ByKey } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const ask = await askOf(db, campaign.id, request.params.key)
        if (isOver(campaign.state) || ask.ended !== null) throw new CampaignFault('over already')
        return sendAsk(request, reply, campaign, ask.kind, sentFromAsk(ask), { ask, version: ask.version })
      },
    )

    http.post(
      '/campaigns/:slug/asks/:key',
      { config: running, schema: { params: ByKey, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const ask = await askOf(db, campaign.id, request.params.key)
        const sent = sentIn(request.body)
        const version = numberIn(request.body, 'version')
        const shownAgain = (errors: FieldError[]) =>
          sendAsk(request, reply, campaign, ask.kind, sent, { ask, version, errors })
        const { values, errors } = readAsk(sent, sayTo(request), ask.kind, campaign, {
          before: ask,
          fixed: isPublic(campaign),
        })
        if (values === null) return shownAgain(errors)
        const unknown = await unknownIn(request, values.target)
        if (unknown.length > 0) return shownAgain(unknown)
        try {
          await changeFor(house, request, async (trx, change) => {
            await changeAsk(trx, change, campaign.id, { version, ...values })
            return { status: 303 }
          })
        } catch (error) {
          return shownAgain(errorsFrom(error, askFields, request.language))
        }
        return backToConsole(request, reply, campaign.slug)
      },
    )

    const sendEnd = (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      ask: Ask,
      sent: Sent = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <EndAskPage
            context={contextOf(request)}
            campaign={campaign}
            ask={ask}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/asks/:key/end',
      { config: running, schema: { params: ByKey } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        return sendEnd(request, reply, campaign, await askOf(db, campaign.id, request.params.key))
      },
    )

    http.post(
      '/campaigns/:slug/asks/:key/end',
      { config: running, schema: { params: ByKey, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const ask = await askOf(db, campaign.id, request.params.key)
        const sent = sentIn(request.body)
        const { values: why, errors } = readWhy(sent, sayTo(request))
        if (why === null) return sendEnd(request, reply, campaign, ask, sent, errors)
        await changeFor(house, request, async (trx, change) => {
          await endAsk(trx, change, campaign.id, { key: ask.key, why })
          return { status: 303 }
        })
        return backToConsole(request, reply, campaign.slug)
      },
    )

    /* endorsers */

    const sendEndorser = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      endorser: Endorser | null,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <EndorserFormPage
            context={contextOf(request)}
            campaign={campaign}
            endorser={endorser}
            organisations={endorser === null ? await organisationsToName(db, campaign) : []}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }
    const endorserIn = async (campaign: Campaign, id: string): Promise<Endorser> => {
      const found = (await endorsersOf(db, campaign.id)).find((each) => each.id === id)
      if (found === undefined) throw new CampaignFault('no endorser')
      return found
    }

    http.get(
      '/campaigns/:slug/endorsers/new',
      { config: running, schema: { params: BySlug } },
      async (request, reply) =>
        sendEndorser(request, reply, await campaignIn(request), null, { state: 'endorsed' }),
    )

    http.post(
      '/campaigns/:slug/endorsers',
      { config: running, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const { values, errors } = readEndorser(sent, sayTo(request), todayOf(house))
        if (values === null) return sendEndorser(request, reply, campaign, null, sent, errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            await nameEndorser(trx, change, campaign.id, values.endorser, values.endorsement)
            return { status: 303 }
          })
        } catch (error) {
          const wrong = errorsFrom(error, endorserFields, request.language)
          return sendEndorser(request, reply, campaign, null, sent, wrong)
        }
        return backToConsole(request, reply, campaign.slug)
      },
    )

    http.get(
      '/campaigns/:slug/endorsers/:id',
      { config: running, schema: { params: ById } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const endorser = await endorserIn(campaign, request.params.id)
        return sendEndorser(request, reply, campaign, endorser, {
          state: endorser.now.state === 'invited' ? 'endorsed' : 'withdrawn',
        })
      },
    )

    http.post(
      '/campaigns/:slug/endorsers/:id',
      { config: running, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const endorser = await endorserIn(campaign, request.params.id)
        const sent = sentIn(request.body)
        const { values, errors } = readEndorsement(sent, sayTo(request), todayOf(house))
        if (values === null) return sendEndorser(request, reply, campaign, endorser, sent, errors)
        await changeFor(house, request, async (trx, change) => {
          await recordEndorsement(trx, change, campaign.id, { endorser: endorser.id, endorsement: values })
          return { status: 303 }
        })
        return backToConsole(request, reply, campaign.slug)
      },
    )

    /* an organisation that is named says itself what it says */

    const named = async (request: FastifyRequest): Promise<{ campaign: Campaign; endorser: Endorser }> => {
      const campaign = await campaignIn(request)
      const asked = textIn(sentIn(request.query), 'organisation')
      const endorser = (await endorsersOf(db, campaign.id)).find(
        ({ organisation }) => organisation !== null && organisation === asked,
      )
      if (endorser === undefined) throw new CampaignFault('no endorser')
      return { campaign, endorser }
    }
    const speaking = {
      may: 'run campaigns',
      on: async (request: FastifyRequest): Promise<Subject> => ({
        kind: 'organisation',
        id: (await named(request)).endorser.organisation ?? '',
      }),
    } as const
    const sendPartner = async (
      request: FastifyRequest,
      reply: FastifyReply,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const { campaign, endorser } = await named(request)
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <PartnerPage
            context={contextOf(request)}
            campaign={campaign}
            endorser={endorser}
            sent={sent}
            errors={errors}
            mayAsk={endorser.now.state === 'endorsed' && !isOver(campaign.state)}
          />,
        ),
      )
    }
    const ForOrganisation = Type.Object({ organisation: Type.Optional(Type.String({ maxLength: 60 })) })

    http.get(
      '/campaigns/:slug/partner',
      { config: speaking, schema: { params: BySlug, querystring: ForOrganisation } },
      async (request, reply) => sendPartner(request, reply, {}),
    )

    http.post(
      '/campaigns/:slug/partner',
      { config: speaking, schema: { params: BySlug, querystring: ForOrganisation, body: Form } },
      async (request, reply) => {
        const { campaign, endorser } = await named(request)
        const sent = sentIn(request.body)
        const { values, errors } = readOwnWord(sent, sayTo(request), todayOf(house))
        if (values === null) return sendPartner(request, reply, sent, errors)
        await changeFor(house, request, async (trx, change) => {
          await recordEndorsement(trx, change, campaign.id, { endorser: endorser.id, endorsement: values })
          return { status: 303 }
        })
        return seeOther(reply, request, `/campaigns/${campaign.slug}`)
      },
    )

    /* consent: a partner that works here writes its own words, the leading organisation those of one known by name */

    const partyOn = async (request: FastifyRequest): Promise<Subject> => {
      const campaign = await campaignIn(request)
      const asked = textIn(sentIn(request.query), 'party')
      const own = organisationsWhere(request.person, 'run campaigns')
      const endorsers = await endorsersOf(db, campaign.id)
      const partner = endorsers.find(
        ({ organisation }) =>
          organisation !== null && (asked === '' ? own.includes(organisation) : organisation === asked),
      )
      const leads = { kind: 'organisation', id: campaign.organisation.id } as const
      if (partner?.organisation == null || (asked === '' && own.includes(leads.id))) return leads
      return { kind: 'organisation', id: partner.organisation }
    }
    const writing = { may: 'run campaigns', on: partyOn } as const

    /** Those somebody may write for: the leading organisation and those known by name, or a partner of their own. */
    const partiesFor = async (request: FastifyRequest, campaign: Campaign): Promise<Party[]> => {
      const own = organisationsWhere(request.person, 'run campaigns')
      const leads = own.includes(campaign.organisation.id)
      const endorsers = await endorsersOf(db, campaign.id)
      return [
        ...(leads ? [{ value: campaign.organisation.id, name: campaign.organisation.name }] : []),
        ...endorsers.flatMap(({ id, organisation, name, now }) =>
          now.state !== 'invited' && (organisation === null ? leads : own.includes(organisation))
            ? [{ value: organisation ?? id, name }]
            : [],
        ),
      ]
    }
    const sendConsent = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      party: Party,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const there = (await consentTextsOf(db, campaign.id)).filter(
        (each) => (each.party.organisation ?? each.party.endorser) === party.value,
      )
      return reply.html(
        renderPage(
          <ConsentFormPage
            context={contextOf(request)}
            campaign={campaign}
            party={party}
            there={there}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/consent',
      { config: writing, schema: { params: BySlug, querystring: ForParty } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const parties = await partiesFor(request, campaign)
        const party =
          parties.find(({ value }) => value === request.query.party) ??
          (parties.length === 1 ? parties[0] : undefined)
        if (party === undefined)
          return reply.html(
            renderPage(<WhichPartyPage context={contextOf(request)} campaign={campaign} parties={parties} />),
          )
        return sendConsent(request, reply, campaign, party, { purpose: 'updates of this campaign' })
      },
    )

    http.post(
      '/campaigns/:slug/consent',
      { config: writing, schema: { params: BySlug, querystring: ForParty, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const party = (await partiesFor(request, campaign)).find(({ value }) => value === request.query.party)
        if (party === undefined) throw new CampaignFault('its own words')
        const sent = sentIn(request.body)
        const { values, errors } = readConsent(sent, sayTo(request), campaign)
        if (values === null) return sendConsent(request, reply, campaign, party, sent, errors)
        const byName = (await endorsersOf(db, campaign.id)).some(
          ({ id, organisation }) => id === party.value && organisation === null,
        )
        await changeFor(house, request, async (trx, change) => {
          await writeConsentText(trx, change, campaign.id, {
            party: byName
              ? { organisation: null, endorser: party.value }
              : { organisation: party.value, endorser: null },
            ...values,
          })
          return { status: 303 }
        })
        return mayRun(request.person, campaign)
          ? backToConsole(request, reply, campaign.slug)
          : seeOther(reply, request, `/campaigns/${campaign.slug}`)
      },
    )
  }

/** What is lacking before a campaign goes live, in the reader’s language. */
function gapsIn(error: CampaignGaps, language: Language): CampaignFault {
  const say = speak(words, language)
  return new CampaignFault(
    'gaps remain',
    {},
    language,
    error.gaps.map(({ code, ask }) => ({
      ...(ask === null ? {} : { place: ask }),
      message: say(`gap.${code}`),
    })),
  )
}

/** The organisation a new campaign is asked for, or else one the person stands for: rights are asked before what was sent is read. */
function organisationOn({ query, person }: FastifyRequest): Subject {
  const asked = textIn(sentIn(query), 'organisation')
  if (isUuid(asked)) return { kind: 'organisation', id: asked }
  const [own] = organisationsWhere(person, 'run campaigns')
  return own === undefined ? { kind: 'house' } : { kind: 'organisation', id: own }
}

/** Organisations by their ids, those that have ended left out. */
async function organisationsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where('ended', 'is', null)
    .orderBy('name')
    .execute()
}

/** Organisations that may be named as endorsing: those that are listed and not named yet. */
async function organisationsToName(
  db: Kysely<Tables>,
  campaign: Campaign,
): Promise<{ id: string; name: string }[]> {
  const there = (await endorsersOf(db, campaign.id)).map(({ organisation }) => organisation)
  const listed = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('listed', '=', true)
    .where('ended', 'is', null)
    .where('id', '<>', campaign.organisation.id)
    .orderBy('name')
    .limit(500)
    .execute()
  return listed.filter(({ id }) => !there.includes(id))
}
