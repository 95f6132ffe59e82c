import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { namesOf } from '../../people/organisations/people.ts'
import type { CompactSubject } from '../../people/policy/actions.ts'
import { speak } from '../../ui/language.ts'
import { compareAgreements } from '../diff.ts'
import { CompactFault } from '../faults.ts'
import { ComparePage } from '../pages/compare-page.tsx'
import { compactPath } from '../pages/frame.tsx'
import { VersionPage, VersionsPage } from '../pages/versions-page.tsx'
import { printed } from '../print/document.ts'
import { organisationsIn } from '../print/leaves.ts'
import { pdfOf } from '../print/pdf.ts'
import { signersOf } from '../print/signers.ts'
import { amendmentsOf, signaturesOf } from '../signing.ts'
import { draftOf, findCompact, versionOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, ByVersion } from './shapes.ts'

/** Versions, what one changes in another, and the document to be printed. */
export const versionRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      house,
      db,
      contextOf,
      send,
      subjectOf,
      viewFor,
      organisationNames,
      readsDraft,
      versionsFor,
      readingPublic,
    } = door

    /** What organisations are called; those that are not listed only for those who read the draft. */
    async function namesFor(
      request: FastifyRequest,
      subject: CompactSubject,
      ids: readonly (string | null)[],
    ) {
      const names = await organisationNames(ids)
      if (names.size === 0 || readsDraft(request, subject)) return names
      const listed = await db
        .selectFrom('organisations')
        .select(['id', 'name'])
        .where('id', 'in', [...names.keys()])
        .where('listed', '=', true)
        .execute()
      return new Map(listed.map(({ id, name }) => [id, name]))
    }

    http.get(
      '/compacts/:id/versions',
      { config: readingPublic, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        return send(
          reply,
          <VersionsPage
            context={contextOf(request)}
            view={view}
            versions={await versionsFor(request, subject)}
            draft={readsDraft(request, subject) ? await draftOf(db, id) : null}
          />,
        )
      },
    )
    http.get(
      '/compacts/:id/versions/:number',
      { config: readingPublic, schema: { params: ByVersion } },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        const { number } = request.params
        if (!(await versionsFor(request, subject)).some((each) => each.number === number))
          throw new CompactFault('no version', { version: number })
        const signatures = await signaturesOf(db, id, number)
        const names = await namesOf(
          db,
          signatures.map(({ person }) => person),
        )
        const version = await versionOf(db, id, number)
        return send(
          reply,
          <VersionPage
            context={contextOf(request)}
            view={view}
            version={version}
            organisations={
              await namesFor(request, subject, [
                ...organisationsIn(version.agreement),
                ...signatures.map(({ organisation }) => organisation),
              ])
            }
            signatures={signatures.map((signature) => ({
              signature,
              name: names.get(signature.person) ?? null,
            }))}
          />,
        )
      },
    )
    http.get(
      '/compacts/:id/compare',
      {
        config: readingPublic,
        schema: {
          params: ById,
          querystring: Type.Object({
            from: Type.Optional(Type.String({ maxLength: 10 })),
            to: Type.Optional(Type.String({ maxLength: 10 })),
          }),
        },
      },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        const say = speak(words, request.language)
        const versions = await versionsFor(request, subject)
        const draft = readsDraft(request, subject) ? await draftOf(db, id) : null
        const options = [
          ...versions.map(({ number }) => ({
            value: String(number),
            name: say('version.number', { number }),
          })),
          ...(draft?.state === 'open' ? [{ value: 'draft', name: say('tabs.draft') }] : []),
        ]
        const chosen = {
          from: request.query.from ?? options.at(-2)?.value ?? '',
          to: request.query.to ?? options.at(-1)?.value ?? '',
        }
        const textOf = async (which: string) => {
          const option = options.find(({ value }) => value === which)
          if (option === undefined) throw new CompactFault('no version', { version: which })
          if (which === 'draft' && draft !== null)
            return { name: option.name, agreement: draft.agreement, amendment: draft.amendment }
          const { agreement, amendment } = await versionOf(db, id, Number(which))
          return { name: option.name, agreement, amendment }
        }
        const [from, to] = [await textOf(chosen.from), await textOf(chosen.to)]
        // Every amendment that lies between the two, whichever of them is the earlier.
        const [first, last] = [from.amendment, to.amendment].sort((a, b) => a - b) as [number, number]
        const why = (await amendmentsOf(db, id)).flatMap(({ amendment, reason, state }) =>
          reason !== null &&
          (state === 'in force' || readsDraft(request, subject)) &&
          amendment <= last &&
          (amendment > first || (first === last && amendment === last)) &&
          (state !== 'withdrawn' || amendment === last)
            ? [{ amendment, reason }]
            : [],
        )
        return send(
          reply,
          <ComparePage
            context={contextOf(request)}
            view={view}
            from={from}
            to={to}
            changes={compareAgreements(from.agreement, to.agreement)}
            options={options}
            chosen={chosen}
            why={why}
            organisations={
              await namesFor(request, subject, [
                ...organisationsIn(from.agreement),
                ...organisationsIn(to.agreement),
              ])
            }
          />,
        )
      },
    )

    http.get(
      '/compacts/:id/agreement.pdf',
      {
        config: readingPublic,
        schema: {
          params: ById,
          querystring: Type.Object({
            version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
          }),
        },
      },
      async (request, reply) => {
        const subject = await subjectOf(request)
        const { id } = subject
        const versions = await versionsFor(request, subject)
        const { inForceVersion: inForce, example } = await findCompact(db, id)
        const number = request.query.version ?? inForce ?? versions.at(-1)?.number
        if (number === undefined || !versions.some((each) => each.number === number))
          throw new CompactFault('no version', { version: number ?? 1 })
        const signatures = await signaturesOf(db, id, number)
        const names = await namesOf(
          db,
          signatures.map(({ person }) => person),
        )
        const version = await versionOf(db, id, number)
        const signers = await signersOf(db, id, version)
        const { pdf } = await pdfOf(
          printed(
            version,
            signatures.map((signature) => ({ signature, name: names.get(signature.person) ?? null })),
            request.language,
            {
              signers,
              example,
              organisations: await namesFor(request, subject, [
                ...organisationsIn(version.agreement),
                ...signers.map(({ organisation }) => organisation),
              ]),
              origin: house.settings.origin,
            },
          ),
          {
            language: request.language,
            instead: compactPath(request.language, id, `/versions/${number}`),
          },
        )
        return reply
          .type('application/pdf')
          .header(
            'content-disposition',
            `inline; filename="compact-${subject.country}-version-${number}-${version.hash.slice(0, 12)}.pdf"`,
          )
          .send(pdf)
      },
    )
  }
