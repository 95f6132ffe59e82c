import type { Progress, Run } from '../../estimators/numeric/run.ts'
import type { RobustnessResult } from '../../estimators/robustness/model.ts'
import { robustness } from '../../estimators/robustness/robustness.ts'
import type { Report, ReportUnit } from './report.ts'
import { nearShortlist } from './report.ts'
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
  const result = yield* within(robustness(model, { seed, replications }), 0, parts.runs)
  const units = result.units.map((_, i) => unitOf(result, i))
  return {
    label: result.label,
    seed: result.seed,
    replications: result.replications,
    level: result.level,
    shortlist: result.shortlist,
    declared: task.declared,
    units,
    gates: result.gates,
    nearMisses: result.nearMisses,
    drawn: result.drawn,
    notes: result.notes,
    entropyOfFirst: result.entropyOfFirst,
    pairwise: pairwiseOf(result, units),
    influence: null,
    reversals: { units: [], criteria: [] },
    flips: [],
  }
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
  const { acceptability, centralWeights, ...unit } = result.units[i]!
  let last = acceptability.length
  while (last > 0 && acceptability[last - 1] === 0) last--
  return {
    ...unit,
    acceptability: [...acceptability.subarray(0, last)],
    centralWeights:
      centralWeights === null
        ? null
        : Object.fromEntries(result.weightIds.map((id, m) => [id, centralWeights[m]!])),
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
