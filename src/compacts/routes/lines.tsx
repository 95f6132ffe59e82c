import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import type { Agreement, PlanYear } from '../agreement.ts'
import { CompactFault, PartOvertaken } from '../faults.ts'
import type { Typed } from '../forms/field.ts'
import { linesField, pastedInto, readPasted, rowOf, withLines } from '../forms/lines.ts'
import { compactPath } from '../pages/frame.tsx'
import { LINES_AT_ONCE, LinesPage, PastePage, yearTitle } from '../pages/lines-page.tsx'
import { digestOf, typedIn } from '../pages/sent.ts'
import { agreementInForce, type Draft } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { formContext, keepers, Meanwhile } from './saving.ts'
import { ByYear, Form } from './shapes.ts'

/** Lines of the plan, a year at a time, typed or pasted. */
export const lineRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, contextOf, send, draftFor, draftCrumbs, reading, writing } = door
    const { takenKeys, saveThrough } = keepers(door)
    http.addHook('preHandler', door.leadToLastText)

    const yearIn = (draft: Draft, key: string): PlanYear => {
      const found = draft.agreement.plan.years.find((each) => each.key === key)
      if (found === undefined) throw new CompactFault('no element', { place: key })
      return found
    }
    const linesOf = (agreement: Agreement, year: string) =>
      agreement.plan.lines.filter((line) => line.year === year)
    const lineCrumbs = (request: FastifyRequest, id: string, year: PlanYear, more?: string) => {
      const { language } = request
      const title = yearTitle(year, language)
      return draftCrumbs(
        request,
        id,
        { name: speak(words, language)('part title.plan'), href: compactPath(language, id, '/draft/plan') },
        more === undefined
          ? title
          : { name: title, href: compactPath(language, id, `/draft/lines/${year.key}`) },
        ...(more === undefined ? [] : [more]),
      )
    }

    async function sendLines(
      request: FastifyRequest,
      reply: FastifyReply,
      key: string,
      typed: Typed | null,
      errors: FieldError[] = [],
      overtaken = false,
    ) {
      const { id, view, draft, mayWrite } = await draftFor(request)
      const year = yearIn(draft, key)
      const { agreement } = draft
      const from = firstLine(request, typed, linesOf(agreement, key).length)
      const now = linesField.write(
        linesOf(agreement, key)
          .slice(from, from + LINES_AT_ONCE)
          .map(rowOf),
        'lines',
        formContext(request, agreement, {}, draft.amendment > 0),
      )
      const shown = typed ?? now
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      const held = digestOf(linesOf(agreement, key))
      return send(
        reply,
        <LinesPage
          context={contextOf(request)}
          view={view}
          draft={draft}
          year={year}
          from={from}
          form={{
            at: `lines/${key}`,
            title: yearTitle(year, request.language),
            note: null,
            controls: linesField.controls(
              'lines',
              formContext(request, agreement, shown, draft.amendment > 0),
            ),
            typed: shown,
            errors,
            seen: typed === null || overtaken ? held : (typed.seen ?? held),
            overtaken: overtaken
              ? {
                  now,
                  controls: linesField.controls(
                    'lines',
                    formContext(request, agreement, now, draft.amendment > 0),
                  ),
                  gone: false,
                }
              : null,
          }}
          crumbs={lineCrumbs(request, id, year)}
          mayWrite={mayWrite}
        />,
      )
    }

    /** The first line of those in the form, as it was sent or asked for. */
    const firstLine = (request: FastifyRequest, typed: Typed | null, lines: number): number => {
      const asked = Number(
        typed === null ? ((request.query as { from?: number }).from ?? 0) : (typed.from ?? 0),
      )
      return Number.isInteger(asked) && asked > 0 && asked < lines
        ? Math.floor(asked / LINES_AT_ONCE) * LINES_AT_ONCE
        : 0
    }

    /** The text in force, whose lines keep what was first signed; null for the first text. */
    const signedText = async (id: string, draft: Draft): Promise<Agreement | null> =>
      draft.amendment === 0 ? null : ((await agreementInForce(db, id))?.agreement ?? null)

    http.get(
      '/compacts/:id/draft/lines/:year',
      {
        config: reading,
        schema: {
          params: ByYear,
          querystring: Type.Object({ from: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) }),
        },
      },
      async (request, reply) => sendLines(request, reply, request.params.year, null),
    )
    http.post(
      '/compacts/:id/draft/lines/:year',
      { config: writing, schema: { params: ByYear, body: Form } },
      async (request, reply) => {
        const { year } = request.params
        const typed = typedIn(request.body)
        const { id, draft } = await draftFor(request)
        yearIn(draft, year)
        if (typed.more !== undefined && typed.more !== '') return sendLines(request, reply, year, typed)
        const read = linesField.read(
          'lines',
          formContext(request, draft.agreement, typed, draft.amendment > 0),
        )
        if ('errors' in read) return sendLines(request, reply, year, typed, read.errors)
        const signed = await signedText(id, draft)
        const taken = await takenKeys(id, draft.agreement)
        try {
          const { location } = await saveThrough(
            request,
            typed.seen ?? '',
            'plan',
            (agreement) => linesOf(agreement, year),
            (agreement) => {
              // Lines that do not stand in the form stay where they are.
              const all = linesOf(agreement, year).map(rowOf)
              const from = firstLine(request, typed, all.length)
              const rows = [...all.slice(0, from), ...read.value, ...all.slice(from + LINES_AT_ONCE)]
              return withLines(agreement, year, rows, signed, taken)
            },
            '/draft/plan',
          )
          return seeOther(reply, request, location ?? `/compacts/${id}/draft/plan`)
        } catch (error) {
          if (error instanceof Meanwhile || error instanceof PartOvertaken)
            return sendLines(request, reply, year, typed, [], true)
          throw error
        }
      },
    )
    http.post(
      '/compacts/:id/draft/lines/:year/paste',
      { config: writing, schema: { params: ByYear, body: Form } },
      async (request, reply) => {
        const { year: key } = request.params
        const typed = typedIn(request.body)
        const { id, view, draft } = await draftFor(request)
        const year = yearIn(draft, key)
        const say = speak(words, request.language)
        const text = typed.pasted ?? ''
        const form = formContext(request, draft.agreement, {})
        const pasted = readPasted(text, key, form)
        const seen = digestOf(linesOf(draft.agreement, key))
        // What is taken in is what was looked at: when a line changed since, it is looked at again.
        if (typed.take === 'yes' && typed.seen === seen) {
          const signed = await signedText(id, draft)
          const taken = await takenKeys(id, draft.agreement)
          try {
            const { location } = await saveThrough(
              request,
              seen,
              'plan',
              (agreement) => linesOf(agreement, key),
              (agreement) => withLines(agreement, key, pastedInto(agreement, key, pasted), signed, taken),
              `/draft/lines/${key}`,
            )
            return seeOther(reply, request, location ?? `/compacts/${id}/draft/plan`)
          } catch (error) {
            if (!(error instanceof Meanwhile || error instanceof PartOvertaken)) throw error
          }
        }
        if (typed.take === 'yes') reply.code(409)
        return send(
          reply,
          <PastePage
            context={contextOf(request, `/compacts/${id}/draft/lines/${key}`)}
            view={view}
            draft={draft}
            year={year}
            pasted={pasted}
            text={text}
            seen={seen}
            crumbs={lineCrumbs(request, id, year, say('paste.preview title'))}
          />,
        )
      },
    )
  }
