import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Unusable } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { minorOfMillions, readFacts } from './read-facts.ts'
import { type BudgetPack, stages, sureties } from './schema.ts'

/*
 * The pack that comes with the house: sums, sayings and facts, each with the place it was read (data/budget/SOURCE.md).
 */

const closed = { additionalProperties: false }
const Said = Type.String({ minLength: 1 })
const InFour = Type.Object({ en: Said, fr: Said, es: Said, pt: Said }, closed)
const Year = Type.Integer({ minimum: 1900, maximum: 2100 })
const When = Type.String({ pattern: '^\\d{4}(-\\d{2}){0,2}$' })
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const OneOf = <const T extends readonly string[]>(names: T) =>
  Type.Unsafe<T[number]>(Type.Union(names.map((name) => Type.Literal(name))))

const sum = {
  id: Said,
  name: InFour,
  of: Year,
  prices: Year,
  pricesBecause: InFour,
  usdMillions: Type.String({ pattern: '^\\d+(\\.\\d{1,8})?$' }),
  sure: OneOf(sureties),
  coverage: InFour,
  source: Said,
}
const Card = Type.Object(
  {
    format: Type.Literal(1),
    donor: Type.String({ pattern: '^[A-Z]{3}$' }),
    currency: Type.Literal('USD'),
    cents: Type.String({ pattern: '^\\d+$' }),
    asOf: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(
      Type.Object(
        {
          id: Said,
          publisher: Said,
          title: Said,
          url: OrNull(Said),
          licence: Said,
          said: OrNull(When),
          coverage: Said,
          gaps: Said,
        },
        closed,
      ),
    ),
    profits: Type.Array(Type.Object({ ...sum, published: When, series: Said }, closed)),
    spending: Type.Array(Type.Object({ ...sum, note: OrNull(InFour) }, closed)),
    sayings: Type.Array(
      Type.Object(
        {
          id: Said,
          by: Said,
          on: When,
          profits: Said,
          spent: Said,
          ratio: Type.Integer({ minimum: 1 }),
          estimate: Said,
          spending: Said,
          source: Said,
          why: InFour,
        },
        closed,
      ),
    ),
    deflator: Type.Object({ source: Said, name: InFour }, closed),
    parts: Type.Array(
      Type.Object(
        { whole: Said, stage: OneOf(stages), parts: Type.Array(Said), partStage: OneOf(stages) },
        closed,
      ),
    ),
    files: Type.Record(
      Type.String(),
      Type.Object({ sha256: Said, rows: Type.Integer({ minimum: 1 }) }, closed),
    ),
  },
  closed,
)

export const budgetFolder = (root: string = projectRoot()): string => path.join(root, 'data', 'budget')

/** Reads a pack and checks all of it. `faults` are empty where it can be used. */
export function readBudgetPack(folder: string): { pack: BudgetPack; faults: string[] } {
  const faults: string[] = []
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8')
  const card: unknown = JSON.parse(text('budget.json'))
  if (!Value.Check(Card, card)) throw new Unusable('budget.json is not the card of a budget', [])
  for (const [name, { sha256, rows }] of Object.entries(card.files)) {
    const found = text(name)
    if (createHash('sha256').update(found).digest('hex') !== sha256)
      faults.push(`${name} is not the file that the card names (SHA-256 differs)`)
    if (found.trimEnd().split('\n').length - 1 !== rows) faults.push(`${name} has not ${rows} rows`)
  }
  const { facts, wrong } = readFacts(text('facts.csv'))
  for (const { line, column, fault } of wrong) faults.push(`facts.csv, line ${line}, ${column}: ${fault}`)
  const index = new Map<number, number>()
  const [, ...rows] = Papa.parse<string[]>(text('deflator.csv').trimEnd()).data
  for (const [year, value] of rows) index.set(Number(year), Number(value))
  for (const [year, value] of index)
    if (!Number.isInteger(year) || !(value > 0)) faults.push(`deflator.csv has no index for ${year}`)

  const known = new Set(card.sources.map(({ id }) => id))
  const cited = [
    ...card.profits,
    ...card.spending,
    ...card.sayings,
    card.deflator,
    ...facts.map(({ fact }) => fact),
  ]
  for (const { source } of cited) if (!known.has(source)) faults.push(`no source is called ${source}`)
  const lines = new Set(facts.map(({ fact }) => fact.line))
  for (const { whole, parts } of card.parts)
    for (const line of [whole, ...parts]) if (!lines.has(line)) faults.push(`no line is called ${line}`)
  const profits = card.profits.map(withMinor)
  const spending = card.spending.map(withMinor)
  for (const saying of card.sayings) {
    const estimate = profits.find(({ id }) => id === saying.estimate)
    const spent = spending.find(({ id }) => id === saying.spending)
    if (estimate === undefined || spent === undefined)
      faults.push(`${saying.id} rests on a sum that is not there`)
    // What was said is in round numbers: it holds where the sums give it within a twentieth.
    else if (Math.abs(estimate.minor / spent.minor / saying.ratio - 1) > 0.05)
      faults.push(`${saying.id}: its sums give another ratio`)
  }
  const pack: BudgetPack = {
    donor: card.donor,
    currency: card.currency,
    cents: Number(card.cents),
    asOf: card.asOf,
    sources: card.sources,
    profits,
    spending,
    sayings: card.sayings,
    parts: card.parts,
    deflator: { ...card.deflator, index },
    facts: facts.map(({ fact }) => fact),
  }
  return { pack, faults }
}

function withMinor<S extends Static<(typeof sum)['usdMillions']>, T extends { usdMillions: S }>({
  usdMillions,
  ...rest
}: T) {
  return { ...rest, minor: minorOfMillions(usdMillions) ?? 0 }
}

let kept: BudgetPack | null = null

/** The pack that comes with the house. Throws Unusable where it does not pass its check. */
export function budgetPack(): BudgetPack {
  if (kept !== null) return kept
  const { pack, faults } = readBudgetPack(budgetFolder())
  if (faults.length > 0)
    throw new Unusable(
      'The budget that comes with the house does not pass its check',
      faults.map((message) => ({ message })),
    )
  kept = pack
  return pack
}
