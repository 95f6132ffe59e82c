import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../house/actor.ts'
import { takeUploads, uploadErrors, uploadIn } from '../house/documents/uploads.ts'
import { field } from '../house/form-fields.ts'
import { historyView } from '../house/history/history-view.ts'
import { HistorySection } from '../house/history/pages/history-section.tsx'
import type { House } from '../house/house.ts'
import { changeOnce } from '../house/once.ts'
import { seeOther } from '../house/see-other.ts'
import { askerWhileHeld } from '../people/organisations/held-roles.ts'
import { namesOf } from '../people/organisations/people.ts'
import { assertAllowed } from '../people/policy/guard.ts'
import type { FieldError } from '../ui/form.tsx'
import { speak } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { budgetApi } from './api.ts'
import { readAsked } from './asked.ts'
import { mayEnter, onFigures, standsFor } from './desk.ts'
import { factsCsv } from './facts-csv.ts'
import { BudgetFault } from './faults.ts'
import { partsIn, yearsOf } from './ladder.ts'
import { budgetPack } from './pack.ts'
import { BudgetPage } from './pages/budget-page.tsx'
import { DiffPage, ImportPage } from './pages/import-pages.tsx'
import { type AskedFor, LinePage } from './pages/line-page.tsx'
import { TwoCentsPage } from './pages/two-cents-page.tsx'
import { readFacts } from './read-facts.ts'
import type { Fact } from './schema.ts'
import {
  allFacts,
  differences,
  lineIn,
  linePath,
  lineRecord,
  linesOf,
  nameOfLine,
  sourcesOf,
  stateBeside,
  takeFacts,
} from './store.ts'
import { twoCents } from './two-cents.ts'
import { words } from './words/words.ts'

/** What other rooms show on the page of a line, handed in by whoever opens the house. */
export type AroundBudget = {
  /** Public campaigns that ask for a line, by its key. */
  campaignsFor?: (request: FastifyRequest, line: string) => Promise<AskedFor[]>
}

const Form = Type.Object({}, { additionalProperties: true })

/** The door to the room: the calculator, the lines of budgets, and figures of one’s own. */
export const budgetRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    { campaignsFor }: AroundBudget = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const pack = budgetPack()
    const reading = { may: 'read what is public' } as const
    const entering = { may: 'record budget figures', on: onFigures } as const
    const contextOf = ({ language, url }: FastifyRequest, facts: readonly Fact[] = []): PageContext => ({
      language,
      path: url,
      assets,
      sources: sourcesOf(pack, facts),
    })
    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof BudgetFault ? error.in(request.language) : error
    })
    await http.register(budgetApi(house))

    http.get(
      '/two-cents',
      {
        config: reading,
        schema: {
          querystring: Type.Object({
            profits: Type.Optional(Type.String({ maxLength: 60 })),
            spending: Type.Optional(Type.String({ maxLength: 60 })),
            cents: Type.Optional(Type.String({ maxLength: 40 })),
            dollars: Type.Optional(Type.String({ maxLength: 40 })),
          }),
        },
      },
      async (request, reply) => {
        const say = speak(words, request.language)
        const { values, wrong } = readAsked(request.query, pack)
        const errors: FieldError[] = wrong.map((name) => ({
          field: name,
          message: say(name === 'cents' ? 'cents.wrong cents' : 'cents.wrong choice'),
        }))
        return reply
          .code(errors.length > 0 ? 422 : 200)
          .html(
            renderPage(
              <TwoCentsPage
                context={contextOf(request)}
                pack={pack}
                told={twoCents(values, pack.deflator)}
                typed={wrong.includes('cents') ? (request.query.cents ?? '') : String(values.cents)}
                errors={errors}
              />,
            ),
          )
      },
    )

    http.get(
      '/budget',
      {
        config: reading,
        schema: { querystring: Type.Object({ taken: Type.Optional(Type.String({ maxLength: 10 })) }) },
      },
      async (request, reply) => {
        const facts = await allFacts(db)
        const { taken } = request.query
        return reply.html(
          renderPage(
            <BudgetPage
              context={contextOf(request, facts)}
              lines={linesOf(facts).map((line) => ({
                ...line,
                name: nameOfLine(line),
                path: linePath(line.key),
              }))}
              mayEnter={mayEnter(request.person)}
              sourceCount={new Set(facts.map(({ source }) => source)).size}
              taken={taken !== undefined && /^\d{1,6}$/.test(taken) ? Number(taken) : null}
            />,
          ),
        )
      },
    )

    http.get('/budget/facts.csv', { config: reading }, async (_, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="budget-facts.csv"')
        .send(factsCsv(await allFacts(db))),
    )

    http.get(
      '/budget/lines/:line',
      {
        config: reading,
        schema: {
          params: Type.Object({ line: Type.String({ maxLength: 100 }) }),
          querystring: Type.Object({ year: Type.Optional(Type.String({ maxLength: 40 })) }),
        },
      },
      async (request, reply) => {
        const all = await allFacts(db)
        const line = lineIn(all, request.params.line)
        const years = yearsOf(all, line.key)
        const asked = request.query.year ?? ''
        const year = asked === '' ? years[0] : years.find((each) => String(each) === asked)
        if (year === undefined) throw new BudgetFault('no year', { years: years.join(', ') })
        const whole = pack.parts.find((each) => each.whole === line.key)
        const over = pack.parts.find((each) => each.parts.includes(line.key))?.whole ?? null
        const overLine = over === null ? undefined : linesOf(all).find(({ key }) => key === over)
        const campaigns = (await campaignsFor?.(request, line.key)) ?? []
        // Only what was entered here has a history here.
        const own = line.facts.some(({ entered }) => entered !== null)
        return reply.html(
          renderPage(
            <LinePage
              context={contextOf(request, all)}
              pack={pack}
              line={{
                key: line.key,
                name: nameOfLine(line),
                agency: line.agency,
                path: linePath(line.key),
                facts: all.filter((fact) => fact.line === line.key),
                year,
                parts: whole === undefined ? null : partsIn(all, whole, year),
                partOf:
                  overLine === undefined || !yearsOf(all, overLine.key).includes(year)
                    ? null
                    : { name: nameOfLine(overLine), path: linePath(overLine.key) },
              }}
              campaigns={campaigns}
              history={
                own ? (
                  <HistorySection view={await historyView(db, lineRecord(line.key), { limit: 5 }, namesOf)} />
                ) : null
              }
            />,
          ),
        )
      },
    )

    /* figures of one’s own */

    const sendImport = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(renderPage(<ImportPage context={contextOf(request)} errors={errors} />))
    }

    http.get('/budget/import', { config: entering }, async (request, reply) => sendImport(request, reply))

    await http.register(async (files) => {
      await takeUploads(files)
      files.post('/budget/import', { config: entering, schema: { body: Form } }, async (request, reply) => {
        const say = speak(words, request.language)
        const wrong = uploadErrors(request.body, 'file', request.language, { required: true })
        const upload = uploadIn(request.body, 'file')
        if (wrong.length > 0 || upload === null) return sendImport(request, reply, wrong.slice(0, 1))
        const text = textOf(upload.bytes)
        if (text === null)
          return sendImport(request, reply, [{ field: 'file', message: say('import.not text') }])
        const read = readFacts(text)
        const now = await allFacts(db)
        const sent = read.facts.map(({ fact }) => fact)
        const { changes, left } = differences(now, sent)
        if (read.wrong.length > 0) reply.code(422)
        return reply.html(
          renderPage(
            <DiffPage
              context={contextOf(request)}
              changes={changes}
              left={left}
              wrong={read.wrong}
              text={factsCsv(changes.map(({ fact }) => fact))}
              seen={stateBeside(
                now,
                changes.map(({ fact }) => fact),
              )}
            />,
          ),
        )
      })
    })

    http.post('/budget/take', { config: entering, schema: { body: Form } }, async (request, reply) => {
      // Read again: what stood on the page has been in other hands.
      const { facts, wrong } = readFacts(field(request.body, 'text'))
      if (wrong.length > 0 || facts.length === 0) throw new BudgetFault('not taken')
      const seen = field(request.body, 'seen')
      const actor = actorOf(request)
      const { location } = await changeOnce(house, request, {}, async (trx) => {
        // A role may have been taken away since the door asked: it is held and asked again.
        const asker = await askerWhileHeld(trx, house, request.person)
        const subject = standsFor(asker)
        assertAllowed(asker, 'record budget figures', subject, request.language)
        const count = await takeFacts(
          trx,
          { actor, at: house.now(), organisation: subject.kind === 'organisation' ? subject.id : null },
          { sent: facts.map(({ fact }) => fact), seen },
        )
        return { status: 303, location: `/budget?taken=${count}` }
      })
      return seeOther(reply, request, location ?? '/budget')
    })
  }

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
