import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { instruments } from '../../compacts/agreement.ts'
import { readAmount } from '../../compacts/forms/amounts.ts'
import { compactSubject } from '../../compacts/store.ts'
import { NotFound } from '../../house/errors.ts'
import type { FieldError } from '../../ui/form.tsx'
import {
  answerAward,
  awardOf,
  awardsNotAgreed,
  awardsOf,
  endAward,
  enterAward,
  giversOf,
  knownAward,
} from '../awards.ts'
import { compactIn, moneyView, organisationsOf, withNames } from '../desk.ts'
import { amountFault } from '../forms.ts'
import type { Typed } from '../pages/entry-form-page.tsx'
import { AwardPage, AwardsPage } from '../pages/more-pages.tsx'
import type { Door } from './door.tsx'
import { ByAward, ById, Form } from './shapes.ts'

/** Grants and sub-awards. */
export const awardRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, reading, inside, entering, contextOf, send, typedIn, acting } = door

    const sendAwards = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <AwardsPage
          context={contextOf(request)}
          view={await moneyView(db, request)}
          awards={await awardsOf(db, compactIn(request))}
          waiting={await awardsNotAgreed(db, compactIn(request))}
          instruments={instruments}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get('/compacts/:id/awards', { config: reading, schema: { params: ById } }, (request, reply) =>
      sendAwards(request, reply),
    )

    http.post(
      '/compacts/:id/awards',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const fields = [
          'key',
          'number',
          'title',
          'recipient',
          'contribution',
          'parent',
          'initiative',
          'organisation',
          'instrument',
          'amount',
          'begins',
          'ends',
        ]
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        const of = agreement.plan.contributions.find(({ key }) => key === typed.contribution)
        const currency = of?.amount.currency ?? agreement.plan.currency
        const read = readAmount(typed.amount ?? '', currency, language)
        const again = (errors: FieldError[]) => sendAwards(request, reply, typed, errors)
        if ('fault' in read) return again([{ field: 'amount', message: amountFault(currency, language) }])
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'key',
          preferred: await giverFor(request, 'enter money', {
            contribution: typed.contribution ?? '',
            parent: typed.parent || null,
          }),
          after: `/compacts/${id}/awards/${typed.key}`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          await enterAward(trx, change, id, {
            key: typed.key ?? '',
            number: typed.number ?? '',
            title: typed.title ?? '',
            recipient: typed.recipient ?? '',
            contribution: typed.contribution ?? '',
            parent: typed.parent || null,
            initiative: agreement.initiatives.some(({ key }) => key === typed.initiative)
              ? (typed.initiative ?? null)
              : null,
            organisation: typed.organisation || null,
            instrument: typed.instrument ?? '',
            minor: read.minor,
            currency,
            begins: typed.begins ?? '',
            ends: typed.ends ?? '',
          })
          return undefined
        })
      },
    )

    /** The organisation somebody acts for who could for several: one that gives the award, and does not receive it. */
    const giverFor = async (
      request: FastifyRequest,
      action: 'enter money' | 'approve money',
      award: { contribution: string; parent: string | null },
      recipient: string | null = null,
    ) => {
      const id = compactIn(request)
      const givers = await giversOf(db, id, award)
      const own = organisationsOf(request.person, action, await compactSubject(db, id))
      return own.find((each) => givers.includes(each) && each !== recipient) ?? null
    }

    const sendAward = async (
      request: FastifyRequest,
      reply: FastifyReply,
      key: string,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      const id = compactIn(request)
      const row = await knownAward(db, id, key)
      const view = await withNames(db, await moneyView(db, request), [row.by, row.answered_by, row.ended_by])
      // What waits, and what was refused, is for the parties.
      if (row.state !== 'agreed' && !view.may.member) throw new NotFound('This compact has no such award')
      if (errors.length > 0) reply.code(status)
      return send(
        reply,
        <AwardPage
          context={contextOf(request)}
          view={view}
          award={
            row.state === 'agreed'
              ? await awardOf(db, id, key)
              : { ...row, received: 0, passedOn: 0, spent: 0, subAwards: [] }
          }
          own={row.by === request.person?.id}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/awards/:award',
      { config: reading, schema: { params: ByAward } },
      (request, reply) => sendAward(request, reply, request.params.award),
    )

    // Agreed to or refused by a second person, as an entry is; withdrawn by who entered it.
    http.post(
      '/compacts/:id/awards/:award',
      { config: inside, schema: { params: ByAward, body: Form } },
      async (request, reply) => {
        const { id, award } = request.params
        const typed = typedIn(request, ['reason', 'verdict'])
        const row = await knownAward(db, id, award)
        const own = row.by === request.person?.id
        const verdict = typed.verdict === 'agreed' ? ('agreed' as const) : ('refused' as const)
        const terms = {
          action: own && verdict === 'refused' ? ('enter money' as const) : ('approve money' as const),
          preferred: await giverFor(request, 'approve money', row, row.organisation_id),
          fields: ['reason'],
          field: 'reason',
          after: `/compacts/${id}/awards`,
          again: (errors: FieldError[], status: number) =>
            sendAward(request, reply, award, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await answerAward(trx, change, id, award, verdict, typed.reason || null)
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/awards/:award/end',
      { config: inside, schema: { params: ByAward, body: Form } },
      async (request, reply) => {
        const { id, award } = request.params
        const typed = typedIn(request, ['ended', 'reason'])
        const terms = {
          action: 'approve money' as const,
          preferred: await giverFor(request, 'approve money', await knownAward(db, id, award)),
          fields: ['ended', 'reason'],
          field: 'ended',
          after: `/compacts/${id}/awards/${award}`,
          again: (errors: FieldError[], status: number) =>
            sendAward(request, reply, award, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await endAward(trx, change, id, award, typed.ended ?? '', typed.reason ?? '')
          return undefined
        })
      },
    )
  }
