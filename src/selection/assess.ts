import { random } from '../estimators/random.ts'
import { rankScores } from '../estimators/ranks.ts'
import { allCriteria, isRelative, seriesNamed } from './criteria.ts'
import { judgeGate } from './gates.ts'
import type {
  Criterion,
  CriterionResult,
  GateResult,
  Inputs,
  Methodology,
  Outcome,
  Result,
  ScorecardUnit,
  UnitResult,
} from './schema.ts'
import { compileAll, desirabilities, evaluateAll, type LeafColumn, pointsOf, readLeaves } from './score.ts'
import { judgeScorecard } from './scorecard.ts'
import { type GroupFinding, weighed } from './weights.ts'

/*
 * One run of one methodology on one set of inputs with one seed. Pure: the same three
 * give the same result, in the browser and on the server, and its digest proves it.
 */

export type RunOptions = { seed: number; replicates: number; shortlistSize: number }

/** What a run uses when nothing else is said: the document's own numbers, and the day as seed. */
export function defaultOptions(methodology: Methodology, asOf: string | null): RunOptions {
  return {
    seed: asOf === null ? 1 : Number(asOf.replaceAll('-', '')),
    replicates: methodology.doubt?.measurement ? methodology.doubt.replicates : 0,
    shortlistSize: methodology.shortlist.size,
  }
}

/** Runs a methodology on its inputs. */
export function assess(methodology: Methodology, inputs: Inputs, options: RunOptions): Result {
  const { units } = inputs
  const gates = units.map((unit) => methodology.gates.map((gate) => judgeGate(gate, unit, inputs)))
  const card = methodology.scorecard ? judgeScorecard(methodology.scorecard, units, inputs) : null
  const standing = units.map((_, i) => standingOf(gates[i]!, card?.[i] ?? null, methodology))
  const scored = methodology.criteria
    ? scoreAll(methodology, methodology.criteria, inputs)
    : scoreCards(units, card!)

  const isIn = standing.map((s) => s === 'in')
  const ranks = rankScores(scored.totals.map((total, i) => (isIn[i] ? total : null)))
  const ranges =
    scored.weighed && options.replicates > 0
      ? sensitivityRanges(scored.weighed, scored.columns, standing, options)
      : null

  const results = units.map((unit, i): UnitResult => {
    const score = scored.totals[i]!
    return {
      unit,
      standing: standing[i]!,
      gates: gates[i]!,
      score,
      noScore: scored.why[i]!,
      beside: scored.beside[i]!,
      rank: ranks[i]!,
      wouldRank: standing[i] === 'unknown' && score !== null ? placeAmong(score, scored.totals, isIn) : null,
      scoreRange: ranges?.scores[i] ?? null,
      rankRange: ranges?.ranks[i] ?? null,
      inShortlist: ranges?.inShortlist[i] ?? null,
      criteria: scored.criteria[i]!,
      scorecard: card?.[i] ?? null,
    }
  })

  const count = (wanted: UnitResult['standing']) => standing.filter((s) => s === wanted).length
  return {
    methodology: methodology.methodology,
    version: methodology.version,
    asOf: inputs.asOf,
    seed: options.seed,
    replicates: ranges ? options.replicates : 0,
    shortlistSize: options.shortlistSize,
    counts: { in: count('in'), out: count('out'), unknown: count('unknown'), of: units.length },
    funnel: funnelOf(methodology, gates),
    cannotJudge: cannotJudge(methodology, inputs, results),
    units: results,
    drawnCriteria: ranges?.drawn ?? [],
    notes: scored.notes,
  }
}

function standingOf(
  gates: GateResult[],
  card: ScorecardUnit | null,
  methodology: Methodology,
): UnitResult['standing'] {
  const outcomes: Outcome[] = gates.map(({ outcome }) => outcome)
  if (card && methodology.scorecard) outcomes.push(cardOutcome(card, methodology.scorecard.passAtLeast))
  if (outcomes.includes('failed')) return 'out'
  return outcomes.includes('unknown') ? 'unknown' : 'in'
}

/** A card passes with enough indicators and every hurdle; it fails when no filling of its gaps could pass it. */
export function cardOutcome(card: ScorecardUnit, passAtLeast: number): Outcome {
  if (card.group === null) return 'unknown'
  const hurdles = card.hurdles.map(({ outcome }) => outcome)
  if (hurdles.includes('failed') || card.passed + card.unknown < passAtLeast) return 'failed'
  return card.passed >= passAtLeast && !hurdles.includes('unknown') ? 'passed' : 'unknown'
}

/** How many are still there after each gate; only who has not failed before is counted. */
function funnelOf(methodology: Methodology, gates: GateResult[][]): Result['funnel'] {
  let left = gates
  return methodology.gates.map((gate, g) => {
    const of = (wanted: Outcome) => left.filter((results) => results[g]!.outcome === wanted).length
    const step = { gate: gate.id, passed: of('passed'), failed: of('failed'), unknown: of('unknown') }
    left = left.filter((results) => results[g]!.outcome !== 'failed')
    return step
  })
}

function placeAmong(score: number, totals: (number | null)[], isIn: boolean[]): number {
  const among = totals.map((total, i) => (isIn[i] ? total : null))
  return rankScores([...among, score]).at(-1)!
}

/* ── scores ───────────────────────────────────────────────────────────────── */

type Scored = {
  /** The criteria with every weight in its place; null for a card. */
  weighed: Criterion | null
  notes: Result['notes']
  columns: LeafColumn[]
  totals: (number | null)[]
  why: (string | null)[]
  beside: (number | null)[]
  criteria: CriterionResult[][]
}

function scoreAll(methodology: Methodology, criteria: Criterion, inputs: Inputs): Scored {
  const columns = readLeaves(criteria, inputs.units, inputs)
  const values = columns.map((column) => desirabilities(column.criterion.value!, column.raw))
  const indexOf = new Map(columns.map((column, j) => [column.criterion.id, j]))
  const order = allCriteria(criteria)

  const leaf = (id: string, i: number) => {
    const j = indexOf.get(id)!
    return { value: values[j]![i]!, why: columns[j]!.why[i]! }
  }
  const { units } = inputs
  const { criteria: tree, weights, findings } = weighed(criteria, units.length, leaf)
  const all = evaluateAll(tree, units.length, leaf)
  const beside = methodology.beside
    ? evaluateAll(tree, units.length, leaf, methodology.beside.aggregation).totals
    : null
  const found = [...findings, ...all.findings.map((finding) => ({ group: tree, finding }))]
  return {
    weighed: tree,
    notes: [...weights, ...found.flatMap((each) => noteOf(each, units))],
    columns,
    totals: all.totals.map(({ value }) => (value === null ? null : value * 100)),
    why: all.totals.map(({ why }) => why),
    beside: units.map((_, i) => {
      const value = beside === null ? null : beside[i]!.value
      return value === null ? null : value * 100
    }),
    criteria: all.evaluated.map((evaluated, i) => {
      const points = pointsOf(tree, evaluated)
      return order.map((criterion) => {
        const { value, why, share } = evaluated.get(criterion.id)!
        const j = indexOf.get(criterion.id)
        return {
          id: criterion.id,
          value,
          why,
          share,
          points: points.get(criterion.id) ?? null,
          cell: j === undefined ? null : columns[j]!.cells[i]!,
        }
      })
    }),
  }
}

/** A finding of a method as a note of the result: units and criteria by name, no list longer than a page can show. */
function noteOf({ group, finding }: GroupFinding, units: string[]): Result['notes'] {
  const part = (j: number) => group.children?.[j]?.id ?? ''
  const named = (places: number[]) => places.map((i) => units[i]!).join(', ')
  const note = (values: Record<string, string | number>) => [
    { kind: 'finding', values: { code: finding.code, group: group.id, ...values } },
  ]
  switch (finding.code) {
    case 'constant-column':
    case 'zero-weight':
      return note({ criterion: part(finding.criterion) })
    case 'negative-value':
      return note({ criterion: part(finding.criterion), unit: units[finding.unit]! })
    case 'incomplete-units':
      return note({ n: finding.units.length })
    case 'normalisations-disagree':
      return note({ vector: named(finding.vector), minMax: named(finding.minMax) })
    case 'cycle':
      return note({ units: named(finding.units), n: finding.units.length })
    default:
      return note({})
  }
}

function scoreCards(units: string[], card: ScorecardUnit[]): Scored {
  return {
    weighed: null,
    notes: [],
    columns: [],
    totals: card.map(({ group, passed }) => (group === null ? null : passed)),
    why: card.map(({ group }) => (group === null ? 'no peer group' : null)),
    beside: units.map(() => null),
    criteria: units.map(() => []),
  }
}

/* ── doubt ────────────────────────────────────────────────────────────────── */

/**
 * Sensitivity ranges from published standard errors: in every run each estimate that
 * has one is drawn anew (normal, independent), the whole tree is put together again,
 * and the countries that pass are ranked again. Given are the 5th and 95th percentile
 * of score and rank, and the share of runs spent within the shortlist.
 *
 * This is not a confidence interval: it holds for the errors that were drawn and for
 * no others. Errors of one source are in truth related between countries and
 * dimensions, which these runs do not know.
 */
function sensitivityRanges(
  criteria: Criterion,
  columns: LeafColumn[],
  standing: UnitResult['standing'][],
  options: RunOptions,
) {
  const chance = random(options.seed)
  const totalsOf = compileAll(criteria)
  const runs = options.replicates
  // A rule that compares looks at those that are out too, as it did for the result.
  const relative = isRelative(criteria.aggregation)
  const units = standing.flatMap((s, i) => (s === 'out' && !relative ? [] : [i]))
  const passing = units.flatMap((i, u) => (standing[i] === 'in' ? [u] : []))
  const drawn = columns.flatMap((column, j) =>
    column.standardErrors.some((error) => error !== null) ? [j] : [],
  )
  const values = columns.map((column) => desirabilities(column.criterion.value!, column.raw))

  const leaves = units.map((i) => Float64Array.from(values, (column) => column[i] ?? Number.NaN))
  const scores = units.map(() => new Float64Array(runs))
  const ranks = passing.map(() => new Float64Array(runs))
  const short = passing.map(() => 0)

  for (let run = 0; run < runs; run++) {
    for (const j of drawn) {
      const { criterion, raw, standardErrors } = columns[j]!
      const redrawn = raw.map((value, i) => {
        const error = standardErrors[i]!
        return value === null || error === null ? value : chance.normal(value, error)
      })
      const column = desirabilities(criterion.value!, redrawn)
      units.forEach((i, u) => {
        leaves[u]![j] = column[i] ?? Number.NaN
      })
    }
    const totals = totalsOf(leaves).map((total) => total * 100)
    totals.forEach((total, u) => {
      scores[u]![run] = total
    })
    const places = rankScores(passing.map((u) => (Number.isNaN(totals[u]) ? null : totals[u]!)))
    places.forEach((place, p) => {
      ranks[p]![run] = place ?? Number.NaN
      if (place !== null && place <= options.shortlistSize) short[p]! += 1
    })
  }

  const ofUnit = new Map(units.map((i, u) => [i, u]))
  const ofPassing = new Map(passing.map((u, p) => [units[u]!, p]))
  const everybody = standing.map((_, i) => i)
  const rangeOf = (all: Float64Array[], at: number | undefined) =>
    at === undefined ? null : middleNinety(all[at]!)
  return {
    drawn: drawn.map((j) => columns[j]!.criterion.id),
    scores: everybody.map((i) => (standing[i] === 'out' ? null : rangeOf(scores, ofUnit.get(i)))),
    ranks: everybody.map((i) => rangeOf(ranks, ofPassing.get(i))),
    inShortlist: everybody.map((i) => {
      const p = ofPassing.get(i)
      return p === undefined || Number.isNaN(ranks[p]![0]) ? null : short[p]! / runs
    }),
  }
}

/** 5th and 95th percentile by the nearest rank, so that a rank stays a rank. */
function middleNinety(values: Float64Array): [number, number] | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  if (sorted.length === 0) return null
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!
  return [at(0.05), at(0.95)]
}

/* ── what cannot be judged at all ─────────────────────────────────────────── */

function cannotJudge(methodology: Methodology, inputs: Inputs, units: UnitResult[]): Result['cannotJudge'] {
  if (inputs.absentSeries.length === 0) return null
  const judged = units.some(({ standing, score }) => standing === 'in' && score !== null)
  if (judged && !methodology.scorecard) return null
  const all = new Set(seriesNamed(methodology).map(({ name }) => name))
  return { missing: [...inputs.absentSeries].sort(), of: all.size }
}
