import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { ReactNode } from 'react'
import { Type } from 'typebox'
import type { CompactSubject } from '../../people/policy/actions.ts'
import { allow, standsFor } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { actorOf } from '../actor.ts'
import type { Tables } from '../database.ts'
import { Conflict, Unusable } from '../errors.ts'
import { field } from '../form-fields.ts'
import type { House } from '../house.ts'
import { type Answer, changeOnce, OnceHeaders, sendAnswer } from '../once.ts'
import { DocumentsPage } from './pages/documents-page.tsx'
import {
  bytesOf,
  type DocumentChange,
  documentsOf,
  type KeptDocument,
  keepDocument,
  noDocument,
  usesOf,
} from './store.ts'
import { takeUploads, UploadField, uploadErrors, uploadIn, uploadMessage } from './uploads.ts'
import { words } from './words.ts'

type Assets = { css: string[]; js: string[] }

/** What documents need to know of compacts, without leaning on their room. */
export type CompactsOfDocuments = {
  /** Throws NotFound. */
  subjectOf: (db: Kysely<Tables>, compact: string) => Promise<CompactSubject>
  /**
   * How a change of a compact is made, once for its key, with the policy asked again inside
   * the transaction (`changeCompact`); without it the answer at the door stands.
   */
  change?: (
    house: Pick<House, 'db' | 'now' | 'keys'>,
    request: FastifyRequest,
    work: (
      trx: Transaction<Tables>,
      change: DocumentChange & { standsFor: readonly string[] },
    ) => Promise<{ status: number; body?: unknown }>,
  ) => Promise<Answer & { repeated: boolean }>
  /** What a page calls the compact, in a language. */
  titleOf?: (db: Kysely<Tables>, compact: string, language: string) => Promise<string>
  /** The strip of links of its pages. */
  tabs?: (compact: string, request: FastifyRequest) => ReactNode
}

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const ById = Type.Object({ id: Type.String({ pattern: uuid }) })
const ByHash = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) })
const DocumentForm = Type.Object(
  {
    once: Type.Optional(Type.String()),
    file: Type.Optional(UploadField),
    public: Type.Optional(Type.Enum(['yes', 'no'])),
  },
  { additionalProperties: false },
)
const DocumentAnswer = Type.Object({
  hash: Type.String({ description: 'SHA-256 of the bytes; GET /documents/{hash} answers them' }),
  name: Type.String(),
  place: Type.String({ description: 'What it stands behind' }),
  type: Type.String(),
  size: Type.Integer({ description: 'Bytes' }),
  public: Type.Boolean(),
  kept: Type.String({ description: 'ISO 8601 moment in UTC' }),
  removed: Type.Union([Type.String(), Type.Null()], { description: 'Why its bytes were taken out' }),
})

const WHOLE = 'documents'

/** Files behind compacts: one by its hash, and those of a compact with a form to bring another. */
export const documentRoutes =
  (house: House, assets: Assets, compacts: CompactsOfDocuments): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    await takeUploads(http)

    const onCompact = (request: FastifyRequest) =>
      compacts.subjectOf(db, String(Reflect.get(request.params as object, 'id')))

    /**
     * The use of a file by which the sender may read it. To somebody signed in one they may not
     * read is not there: whoever holds a file cannot find out who keeps it too. Anybody else is
     * asked to sign in, whether it is there or not.
     */
    const readableUse = async (request: FastifyRequest) => {
      const { hash = '' } = request.params as { hash?: string }
      for (const use of /^[0-9a-f]{64}$/.test(hash) ? await usesOf(db, hash) : []) {
        const compact = await compacts.subjectOf(db, use.compact)
        const subject = { ...compact, public: compact.public && use.public }
        if (allow(request.person, 'read a compact', subject).allowed) return { subject, name: use.name }
      }
      return null
    }
    const onDocument = async (request: FastifyRequest): Promise<CompactSubject> => {
      const use = await readableUse(request)
      if (use !== null) return use.subject
      if (request.person !== null) throw noDocument()
      return { kind: 'compact', id: '', country: '', public: false, parties: [] }
    }

    http.get(
      '/documents/:hash',
      { config: { may: 'read a compact', on: onDocument }, schema: { params: ByHash } },
      async (request, reply) => {
        const use = await readableUse(request)
        if (use === null) throw noDocument()
        const { type, bytes } = await bytesOf(db, request.params.hash)
        reply
          .header('content-disposition', attachment(use.name))
          .header('x-content-type-options', 'nosniff')
          // Opened after all, it can run nothing and load nothing.
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('cache-control', 'no-store')
        return reply.type(type).send(bytes)
      },
    )

    const sendPage = async (
      request: FastifyRequest,
      reply: FastifyReply,
      id: string,
      errors: FieldError[] = [],
      status = 422,
    ) => {
      const subject = await compacts.subjectOf(db, id)
      if (errors.length > 0) reply.code(status)
      const say = speak(words, request.language)
      return reply.html(
        renderPage(
          <DocumentsPage
            context={{
              language: request.language,
              path: `/compacts/${id}/documents`,
              assets,
              sources: [],
            }}
            compact={{
              id,
              title: (await compacts.titleOf?.(db, id, request.language)) ?? say('compact'),
            }}
            documents={await documentsOf(db, id)}
            mayKeep={allow(request.person, 'keep documents', subject).allowed}
            errors={errors}
            chosen={field(request.body, 'public') || 'no'}
            tabs={compacts.tabs?.(id, request)}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/documents',
      { config: { may: 'read a draft', on: onCompact }, schema: { params: ById } },
      (request, reply) => sendPage(request, reply, request.params.id),
    )

    const keep = async (request: FastifyRequest, compact: string, isPublic: boolean) => {
      const upload = uploadIn(request.body, 'file')
      if (upload === null)
        throw new Unusable('No file was sent', [{ place: 'file', message: 'It is missing.' }])
      const change = compacts.change ?? changeAtTheDoor
      return change(house, request, async (trx, by) => {
        const organisation = by.standsFor[0] ?? null
        const { parties } = await compacts.subjectOf(trx, compact)
        const asGroup = parties.some(
          (each) => each.organisation === organisation && each.part === 'survivors',
        )
        const use = { compact, place: WHOLE, public: isPublic, organisation, asGroup }
        return { status: 201, body: await keepDocument(trx, by, upload, use) }
      })
    }
    const changeAtTheDoor: NonNullable<CompactsOfDocuments['change']> = async (_house, request, work) => {
      const subject = await onCompact(request)
      const change = {
        actor: actorOf(request),
        at: house.now(),
        standsFor: standsFor(request.person, 'member', subject),
      }
      return changeOnce(house, request, {}, (trx) => work(trx, change))
    }

    http.post(
      '/compacts/:id/documents',
      { config: { may: 'keep documents', on: onCompact }, schema: { params: ById, body: DocumentForm } },
      async (request, reply) => {
        const { id } = request.params
        const { language, body } = request
        const errors = uploadErrors(body, 'file', language, { required: true })
        if (errors.length > 0) return sendPage(request, reply, id, errors)
        try {
          await keep(request, id, body.public === 'yes')
        } catch (error) {
          if (!(error instanceof Conflict)) throw error
          const message = speak(words, language)('fault.removed')
          return sendPage(request, reply, id, [{ field: 'file', message }], 409)
        }
        return reply.redirect(pathIn(language, `/compacts/${id}/documents`), 303)
      },
    )

    http.get(
      '/api/v1/compacts/:id/documents',
      {
        config: { may: 'read a draft', on: onCompact },
        schema: {
          summary: 'Files of a compact',
          params: ById,
          response: { 200: Type.Object({ documents: Type.Array(DocumentAnswer) }) },
        },
      },
      async ({ params }) => ({ documents: (await documentsOf(db, params.id)).map(answerOf) }),
    )

    http.post(
      '/api/v1/compacts/:id/documents',
      {
        config: { may: 'keep documents', on: onCompact },
        schema: {
          summary: 'Keep a file of a compact; cite it by the hash that is answered',
          consumes: ['multipart/form-data'],
          params: ById,
          headers: OnceHeaders,
          body: DocumentForm,
          response: { 201: Type.Object({ hash: Type.String() }) },
        },
      },
      async (request, reply) => {
        const upload = uploadIn(request.body, 'file')
        if (upload?.fault) {
          throw new Unusable('The file cannot be kept', [
            { place: 'file', message: uploadMessage(upload.fault, 'en') },
          ])
        }
        return sendAnswer(reply, await keep(request, request.params.id, request.body.public === 'yes'))
      },
    )
  }

function answerOf({ hash, name, place, type, size, at, removed, ...rest }: KeptDocument) {
  return {
    hash,
    name,
    place,
    type,
    size,
    public: rest.public,
    kept: at.toISOString(),
    removed: removed?.reason ?? null,
  }
}

/** Saved under its name, never shown in the page of the house (RFC 6266, RFC 5987). */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
