import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isUuid } from '../../house/form-fields.ts'
import { historyView } from '../../house/history/history-view.ts'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { namesOf } from '../../people/organisations/people.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { codebookRecord } from './change.ts'
import { type Answers, checkCodebook, domains } from './codebook.ts'
import { beginCodebook, beginVersion, CodebookOvertaken, changeDraft, freezeCodebook } from './codebooks.ts'
import { anywhere, changeFor, mayRunAnywhere } from './desk.ts'
import { StudyFault } from './faults.ts'
import { listIn, readCodebook, type Sent, sentFromCodebook, sentIn } from './forms.ts'
import { CodebookFormPage, CodebookPage, CodebooksPage } from './pages/codebook-pages.tsx'
import { revisionIn } from './revision.ts'
import { sentFromRules, typedRules } from './rule-rows.ts'
import { codebookVersionOf, listCodebooks, versionsOf } from './store.ts'
import { words } from './words/codebooks.ts'
import { words as studyWords } from './words/studies.ts'

const ByVersion = Type.Object({
  id: Type.String({ maxLength: 60 }),
  version: Type.String({ maxLength: 9 }),
})
const Form = Type.Record(Type.String(), Type.Unknown())

/** The codebook and version of an address. Throws Fault 404 for what can be none. */
export function versionIn({ id, version }: { id: string; version: string }): [string, number] {
  if (!isUuid(id) || !/^[1-9]\d{0,6}$/.test(version)) throw new StudyFault('no codebook')
  return [id, Number(version)]
}

/** Codebooks: the list, a version with what it makes of some answers, and how one is written and frozen. */
export const codebookRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const writing = { may: 'run studies', on: ({ person }: FastifyRequest) => anywhere(person) } as const

    http.get('/codebooks', { config: { may: 'read what is public' } }, async (request, reply) => {
      const mayWrite = mayRunAnywhere(request.person)
      return reply.html(
        renderPage(
          <CodebooksPage
            context={contextOf(request)}
            versions={await listCodebooks(db, { drafts: mayWrite })}
            mayBegin={mayWrite}
          />,
        ),
      )
    })

    const sendForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      at: [string, number] | null,
      sent: Sent,
      {
        errors = [],
        overtaken = false,
        revision,
      }: { errors?: FieldError[]; overtaken?: boolean; revision?: number } = {},
    ) => {
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      const version = at === null ? null : await codebookVersionOf(db, ...at)
      return reply.html(
        renderPage(
          <CodebookFormPage
            context={contextOf(request)}
            version={version === null || revision === undefined ? version : { ...version, revision }}
            sent={sent}
            errors={errors}
            overtaken={overtaken}
          />,
        ),
      )
    }
    const read = (request: FastifyRequest, sent: Sent) =>
      readCodebook(sent, speak(words, request.language), speak(studyWords, request.language))

    http.get('/codebooks/new', { config: writing }, async (request, reply) =>
      sendForm(request, reply, null, { language: request.language, unit: 'person', ...beginning }),
    )

    http.post('/codebooks', { config: writing, schema: { body: Form } }, async (request, reply) => {
      const sent = sentIn(request.body)
      if (Object.hasOwn(sent, 'more')) return sendForm(request, reply, null, sent)
      const { values, errors } = read(request, sent)
      if (values === null) return sendForm(request, reply, null, sent, { errors })
      const { location } = await changeFor(house, request, async (trx, change) => ({
        status: 303,
        location: `/codebooks/${await beginCodebook(trx, change, values)}/1`,
      }))
      return seeOther(reply, request, location ?? '/codebooks')
    })

    http.get(
      '/codebooks/:id/:version',
      {
        config: { may: 'read what is public' },
        schema: { params: ByVersion, querystring: Type.Record(Type.String(), Type.Unknown()) },
      },
      async (request, reply) => {
        const [id, number] = versionIn(request.params)
        const version = await codebookVersionOf(db, id, number)
        const mayWrite = mayRunAnywhere(request.person)
        // A draft is not there for others: nobody should cite what may still move.
        if (version.state === 'draft' && !mayWrite) throw new StudyFault('no codebook')
        const others = (await versionsOf(db, id)).filter(
          (each) => each.version !== number && (mayWrite || each.state === 'frozen'),
        )
        return reply.html(
          renderPage(
            <CodebookPage
              context={contextOf(request)}
              version={version}
              others={others}
              answers={answersIn(sentIn(request.query))}
              problems={checkCodebook(version.content, number)}
              mayWrite={mayWrite}
              history={await historyView(db, codebookRecord(id), { limit: 5 }, namesOf)}
            />,
          ),
        )
      },
    )

    http.get(
      '/codebooks/:id/:version/change',
      { config: writing, schema: { params: ByVersion } },
      async (request, reply) => {
        const at = versionIn(request.params)
        const version = await codebookVersionOf(db, ...at)
        if (version.state === 'frozen') throw new StudyFault('frozen already')
        return sendForm(request, reply, at, sentFromCodebook(version.content))
      },
    )

    http.post(
      '/codebooks/:id/:version/change',
      { config: writing, schema: { params: ByVersion, body: Form } },
      async (request, reply) => {
        const at = versionIn(request.params)
        const [codebook, version] = at
        const sent = sentIn(request.body)
        const revision = revisionIn(request.body)
        if (Object.hasOwn(sent, 'more')) return sendForm(request, reply, at, sent, { revision })
        const { values, errors } = read(request, sent)
        if (values === null) return sendForm(request, reply, at, sent, { errors, revision })
        try {
          await changeFor(house, request, async (trx, change) => {
            await changeDraft(trx, change, { codebook, version, revision, content: values })
            return { status: 303 }
          })
        } catch (error) {
          if (!(error instanceof CodebookOvertaken)) throw error
          return sendForm(request, reply, at, sent, { overtaken: true })
        }
        return seeOther(reply, request, `/codebooks/${codebook}/${version}`)
      },
    )

    http.post(
      '/codebooks/:id/:version/freeze',
      { config: writing, schema: { params: ByVersion, body: Form } },
      async (request, reply) => {
        const [codebook, version] = versionIn(request.params)
        const revision = revisionIn(request.body)
        await changeFor(house, request, async (trx, change) => {
          await freezeCodebook(trx, change, { codebook, version, revision })
          return { status: 303 }
        })
        return seeOther(reply, request, `/codebooks/${codebook}/${version}`)
      },
    )

    http.post(
      '/codebooks/:id/versions',
      {
        config: writing,
        schema: { params: Type.Object({ id: Type.String({ maxLength: 60 }) }), body: Form },
      },
      async (request, reply) => {
        const [codebook] = versionIn({ ...request.params, version: '1' })
        const { location } = await changeFor(house, request, async (trx, change) => ({
          status: 303,
          location: `/codebooks/${codebook}/${await beginVersion(trx, change, codebook)}/change`,
        }))
        return seeOther(reply, request, location ?? '/codebooks')
      },
    )
  }

/** What was ticked; null when the form was not sent. What is ticked as both counts as not answered. */
function answersIn(sent: Sent): Answers | null {
  const yes = domains.flatMap((domain) => [...listIn(sent, `yes-${domain}`)])
  const missing = listIn(sent, 'missing')
  if (!Object.hasOwn(sent, 'try') && yes.length === 0 && missing.length === 0) return null
  return new Map<string, boolean | null>([
    ...yes.map((code) => [code, true] as const),
    ...missing.map((code) => [code, null] as const),
  ])
}

/** Where a codebook begins: the three elements of the Palermo Protocol together. */
const beginning = sentFromRules(
  typedRules([
    {
      label: { code: 'trafficked', name: 'trafficked' },
      when: {
        all: [
          { atLeast: 1, of: 'act' },
          { atLeast: 1, of: 'means' },
          { atLeast: 1, of: 'purpose' },
        ],
      },
    },
  ]),
)
