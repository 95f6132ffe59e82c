import type { Progress, Run } from '../../estimators/numeric/run.ts'
import type { NearMiss, RobustnessModel, RobustnessResult } from '../../estimators/robustness/model.ts'
import { type RankReversals, rankReversals } from '../../estimators/robustness/reversals.ts'
import { robustness } from '../../estimators/robustness/robustness.ts'
import { type SmallestChange, smallestChanges } from '../../estimators/robustness/smallest-changes.ts'
import { choicesThatReach, sobolIndices } from '../../estimators/robustness/sobol.ts'
import { byPlace, type Flip, nearShortlist, type Report, type ReportUnit } from './report.ts'
import type { RunsTask } from './task.ts'

/** Shares of the work, for telling how far it is: the runs, what matters most, what flips. */
const parts = { runs: 0.6, influence: 0.3, rest: 0.1 }

/**
 * Everything that is told of how sure a result is, as one computation that tells how far it is and can be stopped.
 *
 * @throws RangeError or TypeError for a model that cannot be, naming the place
 */
export function* reportRun(task: RunsTask): Run<Report> {
  const { model, seed, replications } = task
  const result = yield* within(
    robustness(model, { seed, replications, confidenceRuns: Math.min(200, replications) }),
    0,
    parts.runs,
  )
  const units = result.units.map((_, i) => unitOf(result, i))
  const influence = yield* within(influenceOf(task), parts.runs, parts.influence)
  return {
    label: result.label,
    seed: result.seed,
    replications: result.replications,
    level: result.level,
    shortlist: result.shortlist,
    declared: task.declared,
    units,
    gates: result.gates,
    nearMisses: [...result.nearMisses].sort(closestFirst),
    drawn: result.drawn,
    notes: result.notes,
    entropyOfFirst: result.entropyOfFirst,
    pairwise: pairwiseOf(result, units),
    influence,
    reversals: reversalsOf(rankReversals(model)),
    flips: yield* flipsOf(task, units),
  }
}

/** How much of the movement goes back to what; null where nothing is drawn. */
function* influenceOf({ model, seed, influenceRuns }: RunsTask): Run<Report['influence']> {
  const { measurement, imputation, weights, alternatives } = model.doubt
  const inputs =
    Number(measurement) + Number(imputation) + Number(weights.kind !== 'fixed') + alternatives.length
  const n = 2 ** Math.max(4, Math.floor(Math.log2(influenceRuns / (inputs + 2))))
  const { sources, result, idle } = yield* sobolIndices(model, { seed, n })
  if (result === null) return null
  const none = { value: 0, low: 0, high: 0 }
  return {
    runs: result.evaluations,
    idle,
    reach: choicesThatReach(model),
    sources: sources.map((source, i) => ({
      source: source.kind === 'alternative' ? source.id : source.kind,
      first: result.first?.[i] ?? none,
      total: result.total?.[i] ?? none,
      noEffect: (result.total?.[i]?.value ?? 0) <= 1e-12,
      doubtful: result.firstAboveTotal.includes(i),
    })),
  }
}

function reversalsOf({ units, unitsTried, criteria }: RankReversals): Report['reversals'] {
  return {
    unitsTried,
    units: units.map(({ without, moves }) => ({ unit: without, moves: moves.length })),
    criteria: criteria.map(({ without, moves, onto, off }) => ({
      node: without,
      moves: moves.length,
      onto,
      off,
    })),
  }
}

/** The smallest changes for those nearest the edge of the shortlist on either side, and for whoever was asked about. */
function* flipsOf({ model, edge, units: named }: RunsTask, units: ReportUnit[]): Run<Report['flips']> {
  const ranked = units.filter(({ rank }) => rank !== null).sort(byPlace)
  const inside = ranked.filter(({ shortlisted }) => shortlisted)
  const outside = ranked.filter(({ shortlisted }) => !shortlisted)
  const asked = [
    ...named,
    ...[...(edge > 0 ? inside.slice(-edge) : []), ...outside.slice(0, edge)].map(({ unit }) => unit),
  ]
  const flips: Report['flips'] = []
  for (const unit of new Set(asked)) {
    const { shortlisted, changes } = smallestChanges(model, unit)
    flips.push({ unit, shortlisted, ways: smallestOfEach(model, changes) })
    yield { done: parts.runs + parts.influence + (parts.rest * flips.length) / asked.length, total: 1 }
  }
  return flips
}

/** The smallest that flips, of each kind; values are laid side by side by how far they go within what is seen. */
function smallestOfEach(model: RobustnessModel, changes: SmallestChange[]): Flip[] {
  const found = new Map<Flip['kind'], { size: number; flip: Flip }>()
  const offer = (size: number, flip: Flip) => {
    const known = found.get(flip.kind)
    if (!known || size < known.size) found.set(flip.kind, { size, flip })
  }
  for (const change of changes) {
    if (!change.flips) continue
    if (change.kind === 'outcome') {
      offer(0, { kind: 'outcome', what: change.gate, from: null, to: null, how: 'exact', inErrors: null })
      continue
    }
    const { from, to, how, inErrors } = change
    const far = Math.abs(to - from)
    if (change.kind === 'weight')
      offer(far, { kind: 'weight', what: change.node, from, to, how, inErrors: null })
    else if (change.kind === 'value')
      offer(far / spreadOf(model, change.leaf), { kind: 'value', what: change.leaf, from, to, how, inErrors })
    else
      offer(far, {
        kind: change.kind === 'threshold' ? 'threshold' : 'figure',
        what: change.gate,
        from,
        to,
        how,
        inErrors: change.kind === 'threshold' ? null : inErrors,
      })
  }
  return [...found.values()].map(({ flip }) => flip)
}

function spreadOf(model: RobustnessModel, leaf: string): number {
  const known = (model.leaves.find(({ id }) => id === leaf)?.raw ?? []).filter((value) => value !== null)
  return Math.max(...known) - Math.min(...known) || 1
}

/** Those on the shortlist first, then those off it, each the most doubtful first; gates last. */
function closestFirst(a: NearMiss, b: NearMiss): number {
  if (a.kind !== 'shortlist' || b.kind !== 'shortlist')
    return a.kind === b.kind ? 0 : a.kind === 'shortlist' ? -1 : 1
  if (a.shortlisted !== b.shortlisted) return a.shortlisted ? -1 : 1
  return a.shortlisted ? a.pShortlist - b.pShortlist : b.pShortlist - a.pShortlist
}

/** A part of the whole, told as its share of it. */
function* within<T>(run: Run<T>, from: number, share: number): Run<T> {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
    yield { done: from + share * shareOf(step.value), total: 1 }
  }
}

function shareOf({ done, total }: Progress): number {
  return total === null || total <= 0 ? 0 : Math.min(1, done / total)
}

function unitOf(result: RobustnessResult, i: number): ReportUnit {
  const { acceptability, centralWeights, confidence, ...unit } = result.units[i]!
  let last = acceptability.length
  while (last > 0 && acceptability[last - 1] === 0) last--
  return {
    ...unit,
    acceptability: [...acceptability.subarray(0, last)],
    centralWeights:
      centralWeights === null
        ? null
        : Object.fromEntries(result.weightIds.map((id, m) => [id, centralWeights[m]!])),
    firstWithOwnWeights: confidence,
  }
}

/** Who beats whom, among those a reader asks about. */
function pairwiseOf(result: RobustnessResult, units: ReportUnit[]): Report['pairwise'] {
  const place = new Map(result.units.map(({ unit }, i) => [unit, i]))
  const near = nearShortlist({ units }, 0.1)
    .slice(0, 30)
    .map(({ unit }) => unit)
  const size = result.units.length
  return {
    units: near,
    wins: near.map((row) =>
      near.map((column) => result.pairwise[place.get(row)! * size + place.get(column)!]!),
    ),
  }
}
