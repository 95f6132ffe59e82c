import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { country, EXAMPLE_COUNTRY } from '../../countries/registry.ts'
import { actorOf } from '../../house/actor.ts'
import { isUuid } from '../../house/form-fields.ts'
import { changeOnce } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { sides } from '../agreement.ts'
import { changeBy } from '../change.ts'
import { isMoney } from '../currency.ts'
import { CompactFault } from '../faults.ts'
import type { Typed } from '../forms/field.ts'
import { inForceSince } from '../life.ts'
import { observedCompacts } from '../observed/store.ts'
import { CompactPage } from '../pages/compact-page.tsx'
import { CompactsPage } from '../pages/compacts-page.tsx'
import { titleOf } from '../pages/frame.tsx'
import { needsOf } from '../pages/needed.tsx'
import { errorsAt, typedIn } from '../pages/sent.ts'
import { StartPage, usualLanguages } from '../pages/start-page.tsx'
import {
  agreementInForce,
  type CompactRow,
  partiesOf,
  presentText,
  searchCompacts,
  startCompact,
} from '../store.ts'
import { compactStates } from '../tables.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** The list of compacts, and how one begins. */
export const listRoutes =
  (door: Door, { plainPage }: { plainPage: boolean }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on, contextOf, send, viewFor, organisationOptions } = door

    const PAGE = 50

    http.get(
      '/compacts',
      {
        config: { may: 'read what is public' },
        schema: {
          querystring: Type.Object({
            kind: Type.Optional(Type.String({ maxLength: 20 })),
            country: Type.Optional(Type.String({ maxLength: 40 })),
            state: Type.Optional(Type.String({ maxLength: 20 })),
            after: Type.Optional(Type.String({ maxLength: 60 })),
          }),
        },
      },
      async (request, reply) => {
        const { person, language } = request
        const asked = {
          kind: ['managed', 'observed'].includes(request.query.kind ?? '') ? (request.query.kind ?? '') : '',
          country: country(request.query.country ?? '') === undefined ? '' : (request.query.country ?? ''),
          state: compactStates.find((each) => each === request.query.state) ?? '',
        }
        const after = isUuid(request.query.after) ? request.query.after : undefined
        const everything = allow(person, 'read a compact', {
          kind: 'compact',
          id: '',
          country: '',
          public: false,
          parties: [],
        }).allowed
        const own = [...new Set(person?.roles.flatMap(({ organisation }) => organisation ?? []) ?? [])]
        const sees = everything ? ('all' as const) : own
        const found: CompactRow[] = []
        for (let cursor = after; asked.kind !== 'observed'; ) {
          const some = await searchCompacts(db, {
            sees,
            country: asked.country || undefined,
            kind: 'managed',
            after: cursor,
            limit: 200,
          })
          found.push(...some.filter(({ state }) => asked.state === '' || state === asked.state))
          cursor = some.at(-1)?.id
          if (some.length < 200 || found.length > PAGE) break
        }
        const shown = found.slice(0, PAGE)
        const since = await inForceSince(
          db,
          shown.map(({ id }) => id),
        )
        const rows = await Promise.all(
          shown.map(async (compact) => ({
            compact,
            since: since.get(compact.id),
            title: titleOf(
              everything ||
                (await partiesOf(db, compact.id)).some(({ organisation }) => own.includes(organisation))
                ? await presentText(db, compact.id)
                : ((await agreementInForce(db, compact.id))?.agreement ?? null),
              language,
            ),
          })),
        )
        // The public record is short, and stands whole on the first page.
        const observed =
          asked.kind === 'managed' || asked.state !== '' || after !== undefined
            ? []
            : await observedCompacts(db, asked.country || undefined)
        const all = await searchCompacts(db, { sees, limit: 500 })
        const last = rows.at(-1)
        return send(
          reply,
          <CompactsPage
            context={contextOf(request)}
            rows={rows}
            observed={observed.map(({ id, country: iso3, statements }) => ({
              id,
              country: iso3,
              signed: statements.find(({ topic }) => topic === 'signed')?.value ?? null,
            }))}
            asked={asked}
            countries={[
              ...new Set([
                ...all.map((each) => each.country),
                ...(await observedCompacts(db)).map((each) => each.country),
              ]),
            ]}
            next={
              found.length > PAGE && last !== undefined
                ? pathIn(language, `/compacts?${new URLSearchParams({ ...asked, after: last.compact.id })}`)
                : null
            }
            mayStart={startsIn(request).length > 0}
            needsToStart={
              startsIn(request).length > 0 ? null : needsOf(person, 'start a compact', startSubject(request))
            }
          />,
        )
      },
    )

    /** Organisations in whose name somebody may start a compact. */
    const startsIn = ({ person }: FastifyRequest): string[] =>
      [...new Set(person?.roles.flatMap(({ organisation }) => organisation ?? []) ?? [])].filter(
        (id) => allow(person, 'start a compact', { kind: 'organisation', id }).allowed,
      )
    const startSubject = (request: FastifyRequest): Subject => {
      const typed = typedIn(request.body).organisation
      const asked = isUuid(typed) ? typed : startsIn(request)[0]
      const own = request.person?.roles.find(({ role }) => role === 'compact manager')?.organisation
      const id = asked ?? own
      return id === undefined || id === null ? { kind: 'house' } : { kind: 'organisation', id }
    }

    const sendStart = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <StartPage
          context={contextOf(request)}
          organisations={await organisationOptions(request, startsIn(request))}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/start',
      { config: { may: 'start a compact', on: startSubject } },
      async (request, reply) => sendStart(request, reply, {}),
    )

    http.post(
      '/compacts/start',
      { config: { may: 'start a compact', on: startSubject }, schema: { body: Form } },
      async (request, reply) => {
        const say = speak(words, request.language)
        const typed = typedIn(request.body)
        const errors: FieldError[] = []
        const wrong = (field: string, message: string) => errors.push({ field, message })
        const { organisation = '', first = '', second = '' } = typed
        const side = sides.find((each) => each === typed.side)
        const part = (['government', 'ministry', 'agency'] as const).find((each) => each === typed.part)
        // What is invented is in the country that does not exist, whatever else is chosen.
        const example = typed.example === 'yes' || typed.country === EXAMPLE_COUNTRY
        const iso3 = example ? EXAMPLE_COUNTRY : country(typed.country ?? '')?.iso3
        const currency = (typed.currency ?? '').trim().toUpperCase()
        const usual = (tag: string) => (usualLanguages as readonly string[]).includes(tag)
        if (!startsIn(request).includes(organisation)) wrong('organisation', say('fault.choose'))
        if (side === undefined) wrong('side', say('fault.choose'))
        if (part === undefined) wrong('part', say('fault.choose'))
        if (iso3 === undefined) wrong('country', say('fault.choose'))
        if (!usual(first)) wrong('first', say('fault.choose'))
        if (second !== '' && (!usual(second) || second === first)) wrong('second', say('start.same language'))
        if (!isMoney(currency)) wrong('currency', say('fault.currency'))
        if (errors.length > 0 || side === undefined || part === undefined || iso3 === undefined)
          return sendStart(request, reply, typed, errors)
        const start = () =>
          changeOnce(house, request, {}, async (trx) => {
            const asker = request.person && {
              ...request.person,
              roles: await rolesOf(trx, request.person.id, house.now()),
            }
            assertAllowed(
              asker,
              'start a compact',
              { kind: 'organisation', id: organisation },
              request.language,
            )
            const id = await startCompact(trx, changeBy(house, actorOf(request), [organisation]), {
              country: iso3,
              languages: second === '' ? [first] : [first, second],
              currency,
              example,
              party: { organisation, side, part },
            })
            return { status: 303, location: `/compacts/${id}/draft` }
          })
        try {
          const { location } = await start()
          return seeOther(reply, request, location ?? '/compacts')
        } catch (error) {
          // Nothing that was typed is lost to what only the record can see.
          const field =
            error instanceof CompactFault && error.fault === 'part unfit' ? 'side' : 'organisation'
          return sendStart(request, reply, typed, errorsAt(error, field, request.language))
        }
      },
    )

    if (plainPage)
      http.get(
        '/compacts/:id',
        { config: { may: 'read a compact', on }, schema: { params: ById } },
        async (request, reply) => {
          const { id, view } = await viewFor(request)
          return send(
            reply,
            <CompactPage
              context={contextOf(request)}
              view={view}
              parties={await partiesOf(db, id)}
              inForce={await agreementInForce(db, id)}
              since={(await inForceSince(db, [id])).get(id) ?? null}
            />,
          )
        },
      )
  }
