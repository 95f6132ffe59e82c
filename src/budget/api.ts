import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../house/house.ts'
import { readAsked } from './asked.ts'
import { gapToAsk, ladderOf, partsIn, yearsOf } from './ladder.ts'
import { budgetPack } from './pack.ts'
import { millionsOf, writtenValue } from './read-facts.ts'
import { type Fact, trackOf } from './schema.ts'
import { allFacts, type Line, lineIn, linesOf, nameOfLine } from './store.ts'
import { twoCents } from './two-cents.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Minor = Type.Integer({ description: 'Whole cents of US dollars' })
const closed = { additionalProperties: false }

const factShape = {
  program: Type.String(),
  fiscalYear: Type.Integer(),
  through: Type.Integer({ description: 'last fiscal year for which the same was said' }),
  track: Type.String({
    description:
      'authorisation, appropriation, obligation, outlay, use or claim: figures of different tracks are never added',
  }),
  stage: Type.String(),
  is: Type.String({ description: 'amount, or what was printed instead: tbd, n/a, language' }),
  minor: OrNull(Minor),
  usdMillions: Type.String({ description: 'exact decimal, TBD, n/a or Lang.' }),
  kind: Type.String(),
  sure: Type.String({ description: 'printed, approximate, derived or inferred' }),
  note: OrNull(Type.String()),
  source: Type.String({ description: 'id of a source of the pack, or words that name one' }),
  entered: OrNull(Type.String({ description: 'when it was entered here; null for the shipped pack' })),
}
const FactAnswer = Type.Object({ ...factShape, earlier: Type.Array(Type.Object(factShape, closed)) }, closed)
const LineAnswer = Type.Object(
  {
    line: Type.String(),
    name: Type.String(),
    agency: Type.String(),
    years: Type.Array(Type.Integer()),
    facts: Type.Array(FactAnswer),
    gaps: Type.Array(
      Type.Object({
        fiscalYear: Type.Integer(),
        ask: OrNull(Minor),
        enacted: OrNull(Minor),
        gap: OrNull(Minor),
        why: OrNull(Type.String({ description: 'why there is no gap to tell' })),
      }),
    ),
    parts: Type.Array(
      Type.Object({
        fiscalYear: Type.Integer(),
        whole: Minor,
        sum: Minor,
        missing: Type.Integer({ description: 'cents of the printed total that are in no printed part' }),
        approximate: Type.Boolean(),
      }),
    ),
  },
  closed,
)

const plain = (fact: Fact) => ({
  program: fact.program,
  fiscalYear: fact.fiscalYear,
  through: fact.through,
  track: trackOf(fact.stage),
  stage: fact.stage,
  is: fact.value.is,
  minor: fact.value.is === 'amount' ? fact.value.minor : null,
  usdMillions: writtenValue(fact.value),
  kind: fact.kind,
  sure: fact.sure,
  note: fact.note,
  source: fact.source,
  entered: fact.entered,
})

function answerOf(all: readonly Fact[], line: Line) {
  const years = yearsOf(all, line.key)
  const appropriated = line.facts.some(({ kind }) => kind === 'appropriation')
  return {
    line: line.key,
    name: nameOfLine(line),
    agency: line.agency,
    years,
    facts: line.facts.map((fact) => ({ ...plain(fact), earlier: fact.earlier.map(plain) })),
    gaps: appropriated
      ? years.map((fiscalYear) => {
          const { ask, given, gap, why } = gapToAsk(ladderOf(all, line.key, fiscalYear))
          return { fiscalYear, ask, enacted: given, gap, why }
        })
      : [],
    parts: budgetPack()
      .parts.filter(({ whole }) => whole === line.key)
      .flatMap((parts) =>
        years.flatMap((fiscalYear) => {
          const found = partsIn(all, parts, fiscalYear)
          if (found?.whole.value.is !== 'amount') return []
          const { whole, sum, missing } = found
          const approximate = whole.sure === 'approximate'
          return [{ fiscalYear, whole: found.whole.value.minor, sum, missing, approximate }]
        }),
      ),
  }
}

const SumAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  minor: Minor,
  of: Type.Integer(),
  prices: Type.Integer({ description: 'the year whose prices it is in' }),
  sure: Type.String(),
  coverage: Type.String(),
  source: Type.String(),
})

/** The same as the pages, for programs. */
export const budgetApi =
  ({ db }: Pick<House, 'db'>): FastifyPluginAsyncTypebox =>
  async (http) => {
    const reading = { may: 'read what is public' } as const

    http.get(
      '/api/v1/budget/lines',
      {
        config: reading,
        schema: {
          summary:
            'Lines of budgets against trafficking: every figure with its step, its track and its source',
          response: { 200: Type.Object({ currency: Type.String(), lines: Type.Array(LineAnswer) }) },
        },
      },
      async () => {
        const all = await allFacts(db)
        return { currency: budgetPack().currency, lines: linesOf(all).map((line) => answerOf(all, line)) }
      },
    )

    http.get(
      '/api/v1/budget/lines/:line',
      {
        config: reading,
        schema: {
          summary: 'One line of a budget',
          params: Type.Object({ line: Type.String({ maxLength: 60 }) }),
          response: { 200: LineAnswer },
        },
      },
      async ({ params }) => {
        const all = await allFacts(db)
        return answerOf(all, lineIn(all, params.line))
      },
    )

    http.get(
      '/api/v1/budget/two-cents',
      {
        config: reading,
        schema: {
          summary:
            'So many cents of each dollar that traffickers make, beside what is spent; refuses to mix the prices of different times',
          querystring: Type.Object({
            profits: Type.Optional(Type.String({ maxLength: 60 })),
            spending: Type.Optional(Type.String({ maxLength: 60 })),
            cents: Type.Optional(Type.String({ maxLength: 10 })),
            dollars: Type.Optional(Type.String({ maxLength: 10 })),
          }),
          response: {
            200: Type.Object({
              profits: SumAnswer,
              spending: SumAnswer,
              cents: Type.Integer(),
              dollars: OrNull(
                Type.Integer({ description: 'all in dollars of this year; null: as published' }),
              ),
              ask: OrNull(Minor),
              askUsdMillions: OrNull(Type.String()),
              askPrices: Type.Integer(),
              compared: OrNull(
                Type.Object({
                  profits: Minor,
                  spending: Minor,
                  ratio: Type.Number({ description: 'dollars of profit for each dollar spent' }),
                  centsPerDollar: Type.Number(),
                  gap: Minor,
                  times: Type.Number(),
                  yearsApart: Type.Integer(),
                }),
              ),
              refused: OrNull(
                Type.String({ description: 'other prices, or no index: why nothing is compared' }),
              ),
              said: Type.Array(
                Type.Object({
                  ratio: Type.Integer(),
                  by: Type.String(),
                  on: Type.String(),
                  estimate: Type.String(),
                  spending: Type.String(),
                  why: Type.String(),
                  source: Type.String(),
                }),
              ),
            }),
          },
        },
      },
      async ({ query, language }) => {
        const pack = budgetPack()
        const asked = readAsked(query, pack)
        if (asked.wrong.length > 0) throw asked.fault()
        const told = twoCents(asked.values, pack.deflator)
        const plainSum = ({
          name,
          pricesBecause: _,
          coverage,
          ...sum
        }: typeof told.profits | typeof told.spending) => ({
          ...sum,
          name: name[language] ?? name.en,
          coverage: coverage[language] ?? coverage.en,
        })
        return {
          ...told,
          profits: plainSum(told.profits),
          spending: plainSum(told.spending),
          askUsdMillions: told.ask === null ? null : millionsOf(told.ask),
          said: pack.sayings.map(({ ratio, by, on, estimate, spending, why, source }) => ({
            ratio,
            by,
            on,
            estimate,
            spending,
            why: why[language] ?? why.en,
            source,
          })),
        }
      },
    )
  }
