import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { listSources } from '../../indicators/store.ts'
import { publicAddress } from '../../people/accounts/links.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import type { Change, Trx } from '../change.ts'
import { titleOf } from '../coalition/pages/frame.tsx'
import type { Ask, Campaign } from '../coalition/schema.ts'
import { asksOf, campaignBySlug } from '../coalition/store.ts'
import { campaignOn, changeFor, inLanguage, numberIn, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import { knownOn } from '../ledger/from-bills.ts'
import { LegislatureFault } from '../legislatures/faults.ts'
import { legislator, seatOf } from '../legislatures/store.ts'
import { briefOf } from './brief.ts'
import { calendarOf } from './calendar.ts'
import { MeetingFault } from './faults.ts'
import {
  readCall,
  readDelegate,
  readMeeting,
  readNote,
  readPoint,
  readReport,
  readWhyOff,
  sentFromMeeting,
} from './forms.ts'
import {
  addDelegate,
  addNote,
  addPoint,
  bookMeeting,
  callOffMeeting,
  changeMeeting,
  eraseNote,
  recordCall,
  removeDelegate,
  reportBack,
  settlePoint,
  takeCallBack,
} from './meetings.ts'
import { callsOf, countCallers } from './outreach.ts'
import { askTitle, placeLine } from './pages/frame.tsx'
import { KitPage } from './pages/kit-page.tsx'
import { MeetingFormPage } from './pages/meeting-form-page.tsx'
import { MeetingPage } from './pages/meeting-page.tsx'
import { CallPage, FindPage, MeetingsPage } from './pages/meetings-page.tsx'
import { ReportPage } from './pages/report-page.tsx'
import { callOutcomes, type DelegateRole, type Meeting, pointStates } from './schema.ts'
import { countNotes, delegatesOf, meetingOf, meetingsOf, notesOf, pointsOf, reportOf } from './store.ts'
import { clockOf } from './when.ts'
import { dayOf, findWhom, nameOf, reachOf } from './whom.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ById = Type.Object({ slug: Type.String({ maxLength: 60 }), id: Type.String({ maxLength: 60 }) })
const Form = Type.Record(Type.String(), Type.Unknown())

/** Meetings and calls of a campaign, for members of the organisation that leads it. */
export const meetingRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house
    const on = campaignOn(house)
    const recording = { may: 'record meetings', on } as const
    const reading = { may: 'read campaign notes', on } as const

    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const sayTo = ({ language }: FastifyRequest) => speak(words, language)
    const campaignIn = (request: FastifyRequest) => campaignBySlug(db, slugIn(request.params))
    const hushed = (reply: FastifyReply) => reply.header('cache-control', 'no-store')
    const pathOf = ({ slug }: Campaign, rest = '') => `/campaigns/${slug}/manage/meetings${rest}`
    const dayIn = (campaign: Campaign) => ({
      legislature: campaign.legislature,
      day: dayOf(campaign, today(house)),
    })

    /** The meeting of an address, with its campaign. Throws Fault 404. */
    const found = async (request: FastifyRequest): Promise<{ campaign: Campaign; meeting: Meeting }> => {
      const campaign = await campaignIn(request)
      const { id } = request.params as { id?: unknown }
      if (!isUuid(id)) throw new MeetingFault('no meeting')
      return { campaign, meeting: await meetingOf(db, campaign.id, id) }
    }

    /** Whoever was chosen, by a key that some pack knows. Throws Fault 404. */
    const legislatorIn = async (key: string): Promise<{ key: string; name: string }> => {
      const name = await nameOf(db, key)
      if (name === null) throw new LegislatureFault('no legislator')
      return { key, name }
    }

    const change = (request: FastifyRequest, work: (trx: Trx, change: Change) => Promise<unknown>) =>
      changeFor(house, request, async (trx, change) => {
        await work(trx, change)
        return { status: 303 }
      })

    /* the list, and whom to meet */

    const sendList = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      errors: FieldError[] = [],
    ) => {
      const calls = await callsOf(db, campaign.id)
      const names = new Map<string, string>()
      for (const { legislator } of calls)
        if (!names.has(legislator)) names.set(legislator, (await nameOf(db, legislator)) ?? legislator)
      if (errors.length > 0) reply.code(422)
      return hushed(reply).html(
        renderPage(
          <MeetingsPage
            context={contextOf(request)}
            campaign={campaign}
            meetings={await meetingsOf(db, campaign.id)}
            calls={calls.map((call) => ({ ...call, name: names.get(call.legislator) ?? call.legislator }))}
            callers={await countCallers(db, campaign.id)}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/manage/meetings',
      { config: recording, schema: { params: BySlug } },
      async (request, reply) => sendList(request, reply, await campaignIn(request)),
    )

    const sendForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      legislator: { key: string; name: string },
      sent: Sent,
      { meeting = null, errors = [] }: { meeting?: Meeting | null; errors?: FieldError[] } = {},
    ) => {
      if (errors.length > 0) reply.code(422)
      return hushed(reply).html(
        renderPage(
          <MeetingFormPage
            context={contextOf(request)}
            campaign={campaign}
            legislator={legislator}
            meeting={meeting}
            reach={await reachOf(db, legislator.key, dayIn(campaign))}
            asks={await asksOf(db, campaign.id)}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    const sendCall = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      legislator: { key: string; name: string },
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const say = sayTo(request)
      if (errors.length > 0) reply.code(422)
      return hushed(reply).html(
        renderPage(
          <CallPage
            context={contextOf(request)}
            campaign={campaign}
            legislator={legislator}
            asks={(await asksOf(db, campaign.id)).map((ask) => ({
              value: ask.key,
              name: askTitle(ask, request.language, campaign),
            }))}
            outcomes={callOutcomes.map((each) => ({ value: each, name: say(`call.${each}`) }))}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/manage/meetings/new',
      { config: recording, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const asked = sentIn(request.query)
        const purpose = textIn(asked, 'for') === 'call' ? 'call' : 'meeting'
        const key = textIn(asked, 'legislator')
        if (key !== '') {
          const legislator = await legislatorIn(key)
          if (purpose === 'call') return sendCall(request, reply, campaign, legislator, { on: today(house) })
          const asks = await asksOf(db, campaign.id)
          const american = campaign.legislature?.startsWith('us-') === true
          return sendForm(request, reply, campaign, legislator, {
            zone: american ? 'America/New_York' : 'UTC',
            minutes: '30',
            asks: asks.map((each) => each.key),
            country: countryAsked(asks),
          })
        }
        const typed = textIn(asked, 'find').trim().slice(0, 100)
        return hushed(reply).html(
          renderPage(
            <FindPage
              context={contextOf(request)}
              campaign={campaign}
              typed={typed}
              found={typed === '' ? null : await findWhom(db, dayIn(campaign), typed)}
              purpose={purpose}
            />,
          ),
        )
      },
    )

    http.post(
      '/campaigns/:slug/manage/meetings',
      { config: recording, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const legislator = await legislatorIn(textIn(sent, 'legislator'))
        const { values, errors } = readMeeting(sent, sayTo(request), {
          legislator: legislator.key,
          legislatorName: legislator.name,
          offices: (await reachOf(db, legislator.key, dayIn(campaign))).offices,
          asks: await asksOf(db, campaign.id),
        })
        if (values === null) return sendForm(request, reply, campaign, legislator, sent, { errors })
        const answer = await changeFor(house, request, async (trx, change) => ({
          status: 303,
          location: pathOf(campaign, `/${await bookMeeting(trx, change, campaign.id, values)}`),
        }))
        return seeOther(reply, request, answer.location ?? pathOf(campaign))
      },
    )

    http.get(
      '/campaigns/:slug/manage/meetings/:id/change',
      { config: recording, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        if (meeting.state !== 'booked') throw new MeetingFault('not now')
        const legislator = { key: meeting.legislator, name: meeting.legislatorName }
        return sendForm(request, reply, campaign, legislator, sentFromMeeting(meeting), { meeting })
      },
    )

    http.post(
      '/campaigns/:slug/manage/meetings/:id/change',
      { config: recording, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        const legislator = { key: meeting.legislator, name: meeting.legislatorName }
        const sent = sentIn(request.body)
        const { values, errors } = readMeeting(sent, sayTo(request), {
          legislator: legislator.key,
          legislatorName: legislator.name,
          offices: (await reachOf(db, legislator.key, dayIn(campaign))).offices,
          asks: await asksOf(db, campaign.id),
        })
        if (values === null) return sendForm(request, reply, campaign, legislator, sent, { meeting, errors })
        const revision = numberIn(request.body, 'revision')
        await change(request, (trx, change) =>
          changeMeeting(trx, change, { campaign: campaign.id, id: meeting.id, revision, values }),
        )
        return seeOther(reply, request, pathOf(campaign, `/${meeting.id}`))
      },
    )

    /* one meeting */

    const sendMeeting = async (
      request: FastifyRequest,
      reply: FastifyReply,
      campaign: Campaign,
      meeting: Meeting,
      returned: { sent?: Sent; errors?: FieldError[] } = {},
    ) => {
      const subject: Subject = { kind: 'organisation', id: campaign.organisation.id }
      const mayRead = allow(request.person, 'read campaign notes', subject).allowed
      if ((returned.errors ?? []).length > 0) reply.code(422)
      return hushed(reply).html(
        renderPage(
          <MeetingPage
            context={contextOf(request)}
            campaign={campaign}
            meeting={meeting}
            asks={await asksOf(db, campaign.id, { ended: true })}
            delegates={await delegatesOf(db, meeting.id, mayRead ? keys : null)}
            mayRead={mayRead}
            report={await reportOf(db, meeting.id)}
            points={await pointsOf(db, meeting.id)}
            notes={mayRead ? await notesOf(db, meeting.id, keys) : null}
            noteCount={await countNotes(db, meeting.id)}
            held={new Date(meeting.starts) <= house.now()}
            {...returned}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/manage/meetings/:id',
      { config: recording, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        return sendMeeting(request, reply, campaign, meeting)
      },
    )

    http.get(
      '/campaigns/:slug/manage/meetings/:id/kit',
      { config: recording, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        const { legislature, day } = dayIn(campaign)
        const seat = legislature === null ? null : await seatOf(db, meeting.legislator, { legislature, day })
        const asks = await asksOf(db, campaign.id, { ended: true })
        const roles = (await delegatesOf(db, meeting.id, null)).map(({ role }) => role)
        const whom = await legislator(db, meeting.legislator)
        const known = new Map<string, string[]>()
        if (whom !== null)
          for (const { key, target } of asks)
            known.set(
              key,
              await knownOn(
                { house, legislator: whom, asOf: day, reader: null, language: request.language },
                target,
              ),
            )
        return hushed(reply).html(
          renderPage(
            <KitPage
              context={{ ...contextOf(request), sources: await listSources(db) }}
              campaign={campaign}
              meeting={meeting}
              asks={asks.filter(({ key }) => meeting.asks.includes(key))}
              term={seat}
              roles={[...new Set<DelegateRole>(roles)]}
              known={known}
              brief={
                meeting.country === null
                  ? null
                  : await briefOf(house, meeting.country, { day, language: request.language })
              }
            />,
          ),
        )
      },
    )

    http.get(
      '/campaigns/:slug/manage/meetings/:id/meeting.ics',
      { config: recording, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        const { language } = request
        const asks = await asksOf(db, campaign.id, { ended: true })
        return hushed(reply)
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'attachment; filename="meeting.ics"')
          .send(
            calendarOf({
              uid: `${meeting.id}@${new URL(publicAddress(house, 'en', '/')).hostname}`,
              sequence: meeting.revision - 1,
              starts: new Date(meeting.starts),
              minutes: meeting.minutes,
              calledOff: meeting.state === 'called off',
              title: sayTo(request)('one.title', { name: meeting.legislatorName }),
              place: placeLine(meeting),
              text: [
                titleOf(campaign, language),
                ...asks
                  .filter(({ key }) => meeting.asks.includes(key))
                  .map((ask) => askTitle(ask, language, campaign)),
              ].join('\n'),
              address: publicAddress(house, language, pathOf(campaign, `/${meeting.id}`)),
              written: house.now(),
            }),
          )
      },
    )

    /* what came of it */

    const sendReport = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { campaign, meeting }: { campaign: Campaign; meeting: Meeting },
      version: number,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0 && reply.statusCode !== 409) reply.code(422)
      return hushed(reply).html(
        renderPage(
          <ReportPage
            context={contextOf(request)}
            campaign={campaign}
            meeting={meeting}
            asks={await asksOf(db, campaign.id, { ended: true })}
            version={version}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/campaigns/:slug/manage/meetings/:id/report',
      { config: recording, schema: { params: ById } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        if (meeting.state === 'called off') throw new MeetingFault('not now')
        if (new Date(meeting.starts) > house.now()) throw new MeetingFault('too early')
        const report = await reportOf(db, meeting.id)
        const stands = Object.fromEntries(
          meeting.asks.map((key) => [`stands-${key}`, report?.positions[key] ?? 'unknown']),
        )
        return sendReport(request, reply, { campaign, meeting }, report?.version ?? 0, {
          on: report?.on ?? clockOf(new Date(meeting.starts), meeting.zone).day,
          met: report?.met ?? 'member',
          attended: report === null ? '' : String(report.attended),
          ...stands,
        })
      },
    )

    http.post(
      '/campaigns/:slug/manage/meetings/:id/report',
      { config: recording, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { campaign, meeting } = await found(request)
        const sent = sentIn(request.body)
        const version = numberIn(request.body, 'version')
        const { values, errors } = readReport(sent, sayTo(request), {
          meeting,
          corrects: version > 0,
          today: today(house),
        })
        if (values === null) return sendReport(request, reply, { campaign, meeting }, version, sent, errors)
        try {
          await change(request, (trx, change) =>
            reportBack(trx, change, { campaign: campaign.id, id: meeting.id, version, ...values }),
          )
        } catch (error) {
          if (!(error instanceof MeetingFault) || error.fault !== 'overtaken') throw error
          // What was typed stays on the form; sent once more, it corrects what somebody else reported meanwhile.
          const newest = (await reportOf(db, meeting.id))?.version ?? version
          const message = sayTo(request)('report.overtaken')
          return sendReport(request, reply.code(409), { campaign, meeting }, newest, sent, [
            { field: 'on', message },
          ])
        }
        return seeOther(reply, request, pathOf(campaign, `/${meeting.id}`))
      },
    )

    /** A small form on the page of a meeting: read, kept, back to the page; or the page again with what is wrong. */
    const small = <Values,>(
      path: string,
      read: (
        sent: Sent,
        request: FastifyRequest,
        meeting: Meeting,
      ) => { values: Values; errors: [] } | { values: null; errors: FieldError[] },
      keep: (
        trx: Trx,
        change: Change,
        at: { campaign: string; meeting: string },
        values: Values,
      ) => Promise<unknown>,
      config: typeof recording | typeof reading = recording,
    ) =>
      http.post(
        `/campaigns/:slug/manage/meetings/:id/${path}`,
        { config, schema: { params: ById, body: Form } },
        async (request, reply) => {
          const { campaign, meeting } = await found(request)
          const sent = sentIn(request.body)
          const answer = read(sent, request, meeting)
          if (answer.values === null)
            return sendMeeting(request, reply, campaign, meeting, { sent, errors: answer.errors })
          const { values } = answer
          await change(request, (trx, change) =>
            keep(trx, change, { campaign: campaign.id, meeting: meeting.id }, values),
          )
          return seeOther(reply, request, pathOf(campaign, `/${meeting.id}`))
        },
      )
    const idIn = (sent: Sent, field: string): { values: string; errors: [] } => {
      const id = textIn(sent, field)
      if (!isUuid(id)) throw new MeetingFault('no point')
      return { values: id, errors: [] }
    }

    small(
      'delegates',
      (sent, request) => readDelegate(sent, sayTo(request)),
      (trx, change, at, values) => addDelegate(trx, keys, change, { ...at, ...values }),
    )
    small(
      'delegates/remove',
      (sent) => idIn(sent, 'delegate'),
      (trx, change, at, id) => removeDelegate(trx, change, { ...at, id }),
    )
    small(
      'points',
      (sent, request, meeting) => readPoint(sent, sayTo(request), meeting),
      (trx, change, at, values) => addPoint(trx, change, { ...at, ...values }),
    )
    small(
      'points/settle',
      (sent) => {
        const state = pointStates.find((each) => each === textIn(sent, 'state'))
        const { values: id } = idIn(sent, 'point')
        if (state === undefined) throw new MeetingFault('no point')
        return { values: { id, state }, errors: [] }
      },
      (trx, change, at, values) => settlePoint(trx, change, { ...at, ...values, on: today(house) }),
    )
    small(
      'notes',
      (sent, request) => readNote(sent, sayTo(request)),
      (trx, change, at, text) => addNote(trx, keys, change, { ...at, text }),
    )
    small(
      'notes/erase',
      (sent) => idIn(sent, 'note'),
      (trx, change, at, id) => eraseNote(trx, change, { ...at, id }),
      reading,
    )
    small(
      'call-off',
      (sent, request) => readWhyOff(sent, sayTo(request)),
      (trx, change, { campaign, meeting }, why) =>
        callOffMeeting(trx, change, { campaign, id: meeting, why }),
    )

    /* calls of the organisation */

    http.post(
      '/campaigns/:slug/manage/meetings/calls',
      { config: recording, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const legislator = await legislatorIn(textIn(sent, 'legislator'))
        const { values, errors } = readCall(sent, sayTo(request), {
          asks: await asksOf(db, campaign.id),
          today: today(house),
        })
        if (values === null) return sendCall(request, reply, campaign, legislator, sent, errors)
        await change(request, (trx, change) =>
          recordCall(trx, change, { campaign: campaign.id, legislator: legislator.key, ...values }),
        )
        return seeOther(reply, request, pathOf(campaign))
      },
    )

    http.post(
      '/campaigns/:slug/manage/meetings/calls/back',
      { config: recording, schema: { params: BySlug, body: Form } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const sent = sentIn(request.body)
        const { values: id } = idIn(sent, 'call')
        const why = textIn(sent, `back-${id}`).trim().slice(0, 500)
        if (why === '') {
          const say = sayTo(request)
          const message = say('wrong.needed', { field: say('call.why') })
          return sendList(request, reply, campaign, [{ field: `back-${id}`, message }])
        }
        await change(request, (trx, change) => takeCallBack(trx, change, { campaign: campaign.id, id, why }))
        return seeOther(reply, request, pathOf(campaign))
      },
    )
  }

/** The country of the brief that a campaign suggests: that of its first choice of countries. */
function countryAsked(asks: readonly Ask[]): string {
  for (const { target } of asks) if (target.kind === 'country choice') return target.countries[0] ?? ''
  return ''
}
