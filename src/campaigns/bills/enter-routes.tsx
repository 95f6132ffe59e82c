import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { isUuid } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import type { Subject } from '../../people/policy/actions.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { Trx } from '../change.ts'
import { changeFor, errorsFrom, organisationsWhere, type Sent, sentIn, textIn } from '../desk.ts'
import { BillFault } from './faults.ts'
import { enteredKind, factFields, readFact, sentFromEntry, type TypedKind, typedKind } from './forms.ts'
import { freeKey, keyOf } from './keys.ts'
import { FactPage } from './pages/fact-page.tsx'
import { factIn, stateName } from './pages/frame.tsx'
import type { Bill, BillEntry, EntryContent } from './schema.ts'
import { standingOn } from './standing.ts'
import { billOf, chambersOf, everyEntryOf, machineFor, ownerOf } from './store.ts'
import { whoIs } from './who-is.ts'
import { words } from './words.ts'
import { correctFact, enterFact } from './write.ts'

const Form = Type.Record(Type.String(), Type.Unknown())
const Query = Type.Object({
  kind: Type.Optional(Type.String({ maxLength: 20 })),
  organisation: Type.Optional(Type.String({ maxLength: 60 })),
})
const ById = Type.Object({ id: Type.String({ maxLength: 60 }) })
const ByEntry = Type.Object({ id: Type.String({ maxLength: 60 }), entry: Type.String({ maxLength: 60 }) })

/**
 * Where campaigners enter what they know of a bill for their organisation, and correct what it entered. What the house or
 * another organisation says they dispute, with a source beside it; the house corrects it.
 */
export const enterRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const running = { may: 'run campaigns', on: organisationOn } as const
    const correcting = {
      may: 'correct bills',
      on: async ({ params }: FastifyRequest): Promise<Subject> => {
        const { id, entry } = params as Static<typeof ByEntry>
        const owner = await ownerOf(db, id, entry)
        return typeof owner === 'string' ? { kind: 'organisation', id: owner } : { kind: 'house' }
      },
    } as const

    const send = async (
      request: FastifyRequest,
      reply: FastifyReply,
      of: Asked,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const { bill, kind, entry, disputed } = of
      const organisation = await forOrganisation(request, entry)
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <FactPage
            context={{ language: request.language, path: request.url, assets, sources: [] }}
            bill={bill}
            kind={kind}
            entry={entry?.id ?? null}
            disputed={
              disputed === null ? null : { id: disputed.id, said: factIn(disputed, request.language) }
            }
            machine={await machineFor(db, bill.legislature, bill.session.id)}
            chambers={await chambersOf(db, bill.legislature)}
            organisation={organisation}
            sent={sent}
            errors={errors}
          />,
        ),
      )
    }

    /** Reads what was sent, writes it, and leads back to the bill; a fault of a field is told beside it. */
    const take = async (request: FastifyRequest, reply: FastifyReply, of: Asked) => {
      const { bill, kind, entry, disputed } = of
      const say = speak(words, request.language)
      const sent = sentIn(request.body)
      const machine = await machineFor(db, bill.legislature, bill.session.id)
      const again = (errors: FieldError[]) => send(request, reply, of, sent, errors)
      const { fact, errors } = await readFact(kind, sent, {
        say,
        today: today(house),
        machine,
        chambers: [...(await chambersOf(db, bill.legislature)).map(({ id }) => id), 'executive'],
        correcting: entry !== null,
        whoIs: (text) => whoIs(db, bill, text),
      })
      if (fact === null) return again(errors)
      if (!fact.takeBack && machine !== null) {
        const impossible = cannotFollow(bill, machine, fact.content, entry?.id ?? null)
        if (impossible !== null)
          return again([
            {
              field: 'status',
              message: say('wrong.follows', {
                before: stateName(machine, impossible.before, request.language),
                after: stateName(machine, impossible.after, request.language),
              }),
            },
          ])
      }
      const organisation = await forOrganisation(request, entry)
      try {
        await changeFor(house, request, async (trx: Trx, change) => {
          if (entry === null) {
            const now = await billOf(trx, bill.id)
            const { content, key } = entryFor(now, fact.content, { disputed, organisation })
            await enterFact(
              trx,
              change,
              bill.id,
              { key, content, source: fact.source },
              organisation?.id ?? null,
            )
          } else
            await correctFact(
              trx,
              change,
              bill.id,
              entry.id,
              {
                content: fact.takeBack ? null : keepUntyped(entry.content, fact.content),
                source: fact.takeBack ? entry.source : fact.source,
                why: fact.why,
              },
              organisation?.id ?? null,
            )
          return { status: 303 }
        })
      } catch (error) {
        // That it stands there already is said of the whole, beside its first field.
        const first = kind === 'action' || kind === 'dispute' ? 'text' : 'who'
        return again(
          errorsFrom(error, factFields, request.language).map((each) =>
            each.field === 'fact' ? { ...each, field: first } : each,
          ),
        )
      }
      return seeOther(reply, request, `/bills/${bill.id}`)
    }

    http.get(
      '/bills/:id/enter',
      { config: running, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const bill = await billOf(db, request.params.id)
        const kind = enteredKind(request.query.kind ?? '') ?? 'cosponsor'
        return send(request, reply, { bill, kind, entry: null, disputed: null }, {})
      },
    )
    http.post(
      '/bills/:id/enter',
      { config: running, schema: { params: ById, querystring: Query, body: Form } },
      async (request, reply) => {
        const bill = await billOf(db, request.params.id)
        const kind = enteredKind(request.query.kind ?? '') ?? 'cosponsor'
        return take(request, reply, { bill, kind, entry: null, disputed: null })
      },
    )
    http.get(
      '/bills/:id/entries/:entry/correct',
      { config: correcting, schema: { params: ByEntry } },
      async (request, reply) => {
        const { bill, entry, kind } = await entryIn(request.params)
        return send(request, reply, { bill, kind, entry, disputed: null }, sentFromEntry(entry))
      },
    )
    http.post(
      '/bills/:id/entries/:entry/correct',
      { config: correcting, schema: { params: ByEntry, body: Form } },
      async (request, reply) => {
        const { bill, entry, kind } = await entryIn(request.params)
        return take(request, reply, { bill, kind, entry, disputed: null })
      },
    )
    http.get(
      '/bills/:id/entries/:entry/dispute',
      { config: running, schema: { params: ByEntry, querystring: Query } },
      async (request, reply) => send(request, reply, await disputedIn(request.params), {}),
    )
    http.post(
      '/bills/:id/entries/:entry/dispute',
      { config: running, schema: { params: ByEntry, querystring: Query, body: Form } },
      async (request, reply) => take(request, reply, await disputedIn(request.params)),
    )

    /** An entry that somebody holds something against; a dispute is not disputed itself. Throws BillFault 404. */
    async function disputedIn({ id, entry: asked }: { id: string; entry: string }): Promise<Asked> {
      const bill = await billOf(db, id)
      const disputed = bill.entries.find((each) => each.id === asked)
      if (disputed === undefined || disputed.content.kind === 'dispute')
        throw new BillFault((await ownerOf(db, id, asked)) === undefined ? 'no entry' : 'overtaken')
      return { bill, kind: 'dispute', entry: null, disputed }
    }

    /** An entry that people may correct by hand. Throws BillFault 404. */
    async function entryIn({ id, entry: asked }: { id: string; entry: string }) {
      const bill = await billOf(db, id)
      const entry = bill.entries.find((each) => each.id === asked)
      const kind = entry === undefined ? null : typedKind(entry.content.kind)
      if (entry === undefined || kind === null) {
        const past = (await everyEntryOf(db, id)).some((each) => each.id === asked)
        throw new BillFault(past && entry === undefined ? 'overtaken' : 'no entry')
      }
      return { bill, entry, kind }
    }

    /** For whom somebody speaks: of an entry, the organisation it is of where they run its campaigns; null for the house. */
    async function forOrganisation(
      request: FastifyRequest,
      entry: BillEntry | null,
    ): Promise<{ id: string; name: string } | null> {
      const subject = entry === null ? organisationOn(request) : ownOf(request, entry)
      if (subject.kind !== 'organisation') return null
      return db
        .selectFrom('organisations')
        .select(['id', 'name'])
        .where('id', '=', subject.id)
        .executeTakeFirstOrThrow()
    }
  }

/** What a form is about: a new fact, an entry that is corrected, or one that is disputed. */
type Asked = { bill: Bill; kind: TypedKind; entry: BillEntry | null; disputed: BillEntry | null }

/** An entry as it is written: what is disputed is named in it, and each organisation disputes a version once. */
function entryFor(
  now: Bill,
  content: EntryContent,
  { disputed, organisation }: { disputed: BillEntry | null; organisation: { id: string } | null },
): { content: EntryContent; key: string } {
  if (content.kind !== 'dispute' || disputed === null)
    return { content, key: freeKey(content, new Map(now.entries.map((each) => [each.key, each.content]))) }
  if (!now.entries.some(({ id }) => id === disputed.id)) throw new BillFault('overtaken')
  const named = { ...content, of: disputed.key, version: disputed.id }
  return { content: named, key: `${keyOf(named)}-${organisation?.id ?? 'house'}` }
}

function ownOf({ person }: FastifyRequest, { organisation }: BillEntry): Subject {
  return organisation !== null && organisationsWhere(person, 'run campaigns').includes(organisation)
    ? { kind: 'organisation', id: organisation }
    : { kind: 'house' }
}

/** The organisation for which somebody enters a fact: the one the address names, else the first they run campaigns of. */
function organisationOn({
  query,
  person,
}: FastifyRequest): Extract<Subject, { kind: 'organisation' | 'house' }> {
  const asked = textIn(sentIn(query), 'organisation')
  if (isUuid(asked)) return { kind: 'organisation', id: asked }
  const [own] = organisationsWhere(person, 'run campaigns')
  return own === undefined ? { kind: 'house' } : { kind: 'organisation', id: own }
}

/** A state that could not be where this fact puts it; null where all follows. */
function cannotFollow(
  bill: Bill,
  machine: NonNullable<Parameters<typeof standingOn>[1]>,
  content: EntryContent,
  entry: string | null,
): { before: string; after: string } | null {
  if (content.kind !== 'action' || content.status === null) return null
  const others = bill.entries.filter(({ id }) => id !== entry)
  const known = new Set(standingOn({ ...bill, entries: others }, machine, '9999-12-31').faults.map(said))
  const fact: BillEntry = {
    id: 'typed',
    key: '',
    content,
    source: { name: '', address: null },
    origin: 'typed',
    organisation: null,
    why: null,
    at: '',
  }
  // Faults that were there before are not those of whoever types now.
  return (
    standingOn({ ...bill, entries: [...others, fact] }, machine, '9999-12-31').faults.find(
      (fault) => !known.has(said(fault)),
    ) ?? null
  )
}
const said = ({ before, after }: { before: string; after: string }) => `${before} ${after}`

/** What the form has no field for stays: a note, and what is disputed. */
const keepUntyped = (before: EntryContent, after: EntryContent): EntryContent =>
  before.kind === 'action' && after.kind === 'action'
    ? { ...after, note: before.note }
    : before.kind === 'dispute' && after.kind === 'dispute'
      ? { ...after, of: before.of, version: before.version }
      : after
