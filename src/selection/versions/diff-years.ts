import type { Db } from '../../house/database.ts'
import { assess } from '../assess.ts'
import { asKnownThen } from '../backtest/known-then.ts'
import type { Document } from '../catalogue.ts'
import { leavesOf } from '../criteria.ts'
import { gatherInputs } from '../inputs.ts'
import type { Inputs, Methodology, Result } from '../schema.ts'
import { type Changes, changesBetween } from './diff.ts'
import { kendallTau, listOf, type Move, movesBetween } from './diff-moves.ts'
import { linesBetween, type TextPiece } from './diff-text.ts'

/** How many earlier years are made again unless others are asked for: five, and one that may rest on the newest ratings still. */
export const usualYears = 6
/** Most earlier years that are made again at once. */
export const mostYears = 15

export type YearCompared = {
  /** The day looked at: the one asked about, or 31 December of an earlier year. */
  asOf: string
  /** The issue that says who is judged; null where the methodology judges every country. */
  issue: { from: number | null; to: number | null }
  from: YearSide
  to: YearSide
  /** How many stand on both shortlists. */
  onBoth: number
  /** Kendall’s τ-b of the ranks of all that pass under both; null where there is nothing to compare. */
  tau: number | null
  /** How many pass under both and have a rank. */
  rankedByBoth: number
  moves: Move[]
}

export type YearSide = {
  counts: Result['counts']
  cannotJudge: Result['cannotJudge']
  shortlistSize: number
  /** Codes in the order of their ranks. */
  shortlist: string[]
}

export type Comparison = {
  from: Document
  to: Document
  changes: Changes
  text: { pieces: TextPiece[]; after: number }
  /** The newest vintage first, then earlier years going back. */
  years: YearCompared[]
}

/**
 * Two methodology documents beside each other: text, rules, and where each puts every country on the
 * day asked about and at the end of each of `years` earlier years, both on the same inputs.
 *
 * A day holds nothing that came out after it (`asKnownThen`), as in the back-test: figures and lists by their day of
 * release, statements on a status by theirs, and of places without a rating only what was known of them before.
 *
 * @throws Unusable when a document names a series or dataset that nobody has defined
 */
export async function compareDocuments(
  db: Db,
  from: Document,
  to: Document,
  asOf: string,
  years = usualYears,
): Promise<Comparison> {
  const compared: YearCompared[] = []
  for (const day of daysBack(asOf, years))
    compared.push(await compareOn(db, from.methodology, to.methodology, day))
  return {
    from,
    to,
    changes: changesBetween(from.methodology, to.methodology),
    text: linesBetween(from.text, to.text),
    years: compared,
  }
}

/** The day itself and the last day of each of so many years before it, the newest first. */
export function daysBack(asOf: string, years: number): string[] {
  const year = Number(asOf.slice(0, 4))
  return [asOf, ...Array.from({ length: years }, (_, i) => `${year - 1 - i}-12-31`)]
}

async function compareOn(db: Db, from: Methodology, to: Methodology, asOf: string): Promise<YearCompared> {
  // As the back-test makes its lists: what the house found out later is no part of a day.
  const known = async (methodology: Methodology) => asKnownThen(await gatherInputs(db, methodology, asOf))
  const one = await known(from)
  const two = looksAt(from) === looksAt(to) ? one : await known(to)
  return compareResults(
    { methodology: from, inputs: one, result: runOf(from, one) },
    { methodology: to, inputs: two, result: runOf(to, two) },
    asOf,
  )
}

type Made = { methodology: Methodology; inputs: Inputs; result: Result }

/** One year of two results; pure. */
export function compareResults(from: Made, to: Made, asOf: string): YearCompared {
  const [listFrom, listTo] = [listOf(from.result), listOf(to.result)]
  const ranks = new Map(to.result.units.map(({ unit, rank }) => [unit, rank]))
  const pairs = from.result.units.flatMap(({ unit, rank }) => {
    const other = ranks.get(unit) ?? null
    return rank === null || other === null ? [] : [[rank, other] as const]
  })
  return {
    asOf,
    issue: { from: from.inputs.universeIssue?.year ?? null, to: to.inputs.universeIssue?.year ?? null },
    from: sideOf(from.result, listFrom),
    to: sideOf(to.result, listTo),
    onBoth: listFrom.filter((unit) => listTo.includes(unit)).length,
    tau: kendallTau(
      pairs.map(([rank]) => rank),
      pairs.map(([, rank]) => rank),
    ),
    rankedByBoth: pairs.length,
    moves: movesBetween(from, to),
  }
}

function sideOf({ counts, cannotJudge, shortlistSize }: Result, shortlist: string[]): YearSide {
  return { counts, cannotJudge, shortlistSize, shortlist }
}

/** Scores and ranks alone: what differs between two rules needs no sensitivity runs. */
function runOf(methodology: Methodology, inputs: Inputs): Result {
  return assess(methodology, inputs, {
    seed: 1,
    replicates: 0,
    shortlistSize: methodology.shortlist.size,
  })
}

/** All by which inputs are gathered: two versions that look at the same are given the same, once. */
function looksAt({ universe, gates, criteria, scorecard, bring, proposals }: Methodology): string {
  return JSON.stringify([
    universe,
    gates.map((gate) => ('series' in gate ? gate.series : 'list' in gate ? [gate.list] : [gate.status, 0])),
    leavesOf(criteria).map(({ read }) => read),
    scorecard && [
      scorecard.peers.series,
      scorecard.baskets.map(({ indicators }) => indicators.map(({ series }) => series)),
    ],
    Object.keys(bring ?? {}).sort(),
    proposals?.dataset,
  ])
}
