import type { Run } from '../numeric/run.ts'
import { type Chance, openChance } from './chance.ts'
import { checkModel } from './check.ts'
import { openDoubts, sources } from './doubts.ts'
import { openEngine } from './engine.ts'
import { evaluationOf, hundredfold } from './evaluate.ts'
import type { RobustnessModel } from './model.ts'
import { openPlaces } from './places.ts'
import { mostDimensions, sobolSequence } from './sobol-sequence.ts'
import { nearest } from './tally.ts'

/** A share of variance with its bootstrap interval (middle 90 %). */
export type SobolIndex = { value: number; low: number; high: number }

export type SobolResult = {
  /** Rows of the two matrices. */
  n: number
  evaluations: number
  mean: number
  variance: number
  /** Share of the variance that each input explains by itself; null where nothing varies. */
  first: SobolIndex[] | null
  /** Share that it explains together with all others. */
  total: SobolIndex[] | null
  /** Inputs whose first index lies above the total one by more than chance explains: too few rows. */
  firstAboveTotal: number[]
}

const most = 1 << 20

/**
 * How much of the variance of `f` each of its inputs explains, alone (first) and with others (total).
 *
 * Two independent sets of `n` points come from one Sobol’ sequence with random shifts. First indices by Saltelli et al.
 * (2010), Computer Physics Communications 181:259–270, on the centred output, total ones by Jansen (1999), Computer
 * Physics Communications 117:35–43; n · (dimensions + 2) evaluations. Without the centring the first indices of an output
 * far from zero are mostly noise. Intervals: bootstrap of the rows, which treats even points as chance ones and so is
 * rather too wide.
 *
 * @param f - takes a point with coordinates from 0 to 1; finite
 * @throws RangeError for dimensions or rows out of range; TypeError when `f` answers something not finite.
 */
export function* sobolSteps(
  f: (point: Float64Array) => number,
  dimensions: number,
  n: number,
  seed: number | bigint,
  { resamples = 200 }: { resamples?: number } = {},
): Run<SobolResult> {
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && 2 * dimensions <= mostDimensions))
    throw new RangeError(`Sobol’ indices are given for 1 to ${mostDimensions / 2} inputs, not ${dimensions}`)
  if (!(Number.isInteger(n) && n >= 2 && n * (dimensions + 2) <= most))
    throw new RangeError(
      `Sobol’ indices take 2 rows or more and at most ${most} evaluations; ${n} rows of ${dimensions} inputs are ${n * (dimensions + 2)}; a power of two such as 512 is best`,
    )
  const chance = openChance(seed, sources.trial)
  const shifts = Uint32Array.from({ length: 2 * dimensions }, () => chance.below(2 ** 32))
  const sequence = sobolSequence(2 * dimensions, shifts)
  const both = new Float64Array(2 * dimensions)
  const a = both.subarray(0, dimensions)
  const b = both.subarray(dimensions)
  const point = new Float64Array(dimensions)

  const yA = new Float64Array(n)
  const yB = new Float64Array(n)
  const yAB = Array.from({ length: dimensions }, () => new Float64Array(n))
  const answer = () => {
    const y = f(point)
    if (!Number.isFinite(y)) throw new TypeError(`the output is ${y}; shares of variance need finite numbers`)
    return y
  }
  for (let row = 0; row < n; row++) {
    sequence.next(both)
    point.set(a)
    yA[row] = answer()
    for (let i = 0; i < dimensions; i++) {
      point[i] = b[i] as number
      yAB[i]![row] = answer()
      point[i] = a[i] as number
    }
    point.set(b)
    yB[row] = answer()
    if ((row & 7) === 7) yield { done: row + 1, total: n }
  }

  const rows = Int32Array.from({ length: n }, (_, row) => row)
  const { mean, variance, first, total } = indices(rows)
  const evaluations = n * (dimensions + 2)
  if (!(variance > 1e-24 * (1 + mean * mean)))
    return { n, evaluations, mean, variance: 0, first: null, total: null, firstAboveTotal: [] }

  const drawn = {
    first: first.map(() => [] as number[]),
    total: first.map(() => [] as number[]),
    gap: first.map(() => [] as number[]),
  }
  for (let k = 0; k < resamples; k++) {
    for (let row = 0; row < n; row++) rows[row] = chance.below(n)
    const again = indices(rows)
    if (!(again.variance > 0)) continue
    for (let i = 0; i < dimensions; i++) {
      drawn.first[i]!.push(again.first[i]!)
      drawn.total[i]!.push(again.total[i]!)
      drawn.gap[i]!.push(again.first[i]! - again.total[i]!)
    }
    if ((k & 15) === 15) yield { done: n, total: n }
  }
  const withRange = (values: readonly number[], resampled: readonly number[][]) =>
    values.map((value, i): SobolIndex => {
      const sorted = Float64Array.from(resampled[i]!).sort()
      if (sorted.length === 0) return { value, low: value, high: value }
      return {
        value,
        low: sorted[nearest(sorted.length, 0.05)]!,
        high: sorted[nearest(sorted.length, 0.95)]!,
      }
    })
  return {
    n,
    evaluations,
    mean,
    variance,
    first: withRange(first, drawn.first),
    total: withRange(total, drawn.total),
    firstAboveTotal: first.flatMap((_, i) => {
      const gaps = Float64Array.from(drawn.gap[i]!).sort()
      return gaps.length > 0 && gaps[nearest(gaps.length, 0.05)]! > 1e-9 ? [i] : []
    }),
  }

  function indices(rows: Int32Array) {
    let sum = 0
    for (const row of rows) sum += (yA[row] as number) + (yB[row] as number)
    const mean = sum / (2 * n)
    let squares = 0
    for (const row of rows) squares += ((yA[row] as number) - mean) ** 2 + ((yB[row] as number) - mean) ** 2
    const variance = squares / (2 * n)
    const first: number[] = []
    const total: number[] = []
    for (const swapped of yAB) {
      let together = 0
      let apart = 0
      for (const row of rows) {
        const difference = (swapped[row] as number) - (yA[row] as number)
        together += ((yB[row] as number) - mean) * difference
        apart += difference * difference
      }
      first.push(variance > 0 ? together / n / variance : 0)
      total.push(variance > 0 ? apart / (2 * n) / variance : 0)
    }
    return { mean, variance, first, total }
  }
}

/** `sobolSteps` to the end without a pause. */
export function sobolOf(
  f: (point: Float64Array) => number,
  dimensions: number,
  n: number,
  seed: number | bigint,
  options?: { resamples?: number },
): SobolResult {
  const steps = sobolSteps(f, dimensions, n, seed, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/* ── of a model ───────────────────────────────────────────────────────────── */

/** What is doubted, as one input each: source by source, or part by part. */
export type DoubtSource =
  | { kind: 'measurement' }
  | { kind: 'imputation' }
  | { kind: 'weights' }
  | { kind: 'alternative'; id: string }
  /** Errors of one leaf, or of leaves whose errors hang together. */
  | { kind: 'errors of leaves'; leaves: string[] }
  /** Errors of the figures of gates that rest on no leaf. */
  | { kind: 'errors of gates' }
  | { kind: 'weights of'; group: string }

/** Which outcome is taken apart. */
export type SobolOutput =
  /** Mean absolute change of place from the result at its word, over those ranked there. */
  | { kind: 'rank change' }
  /** Score of one unit, 0 to 100. */
  | { kind: 'score'; unit: string }
  /** Whether one unit is on the shortlist, 1 or 0. */
  | { kind: 'shortlist'; unit: string }

/** A choice that, made alone, changes less than one might think. */
export type IdleChoice = {
  alternative: string
  choice: string
  /** `nothing`: not one score; `scores only`: scores, yet not one place. */
  changes: 'nothing' | 'scores only'
}

/**
 * Whom a choice, made alone, brings in or puts out. The index above asks how far those with a place move: a choice that
 * gives one more unit a place can have next to no share in it, and still decide who is on the shortlist.
 */
export type ChoiceReach = {
  alternative: string
  choice: string
  /** Onto the shortlist, and off it. */
  onto: string[]
  off: string[]
  /** With a place it does not have otherwise, and without the one it has. */
  placed: string[]
  unplaced: string[]
}

export type ModelSobol = {
  output: SobolOutput
  sources: DoubtSource[]
  /** Null where nothing is doubted, or where the unit has no score in some runs. */
  result: SobolResult | null
  why: 'nothing doubted' | 'no score in some runs' | 'nothing changes' | null
  idle: IdleChoice[]
}

/**
 * Which doubt moves the outcome most: one input for all errors of measurement together, one for imputation, one for the
 * weights, and one for each alternative of method; or, `by: 'part'`, one for the errors of each leaf and for the weights of
 * each group.
 *
 * A unit that a drawn gate keeps out of a run counts as placed after the last of those ranked.
 *
 * @throws RangeError or TypeError for a model, unit or number of rows that cannot be.
 */
export function* sobolIndices(
  model: RobustnessModel,
  {
    seed,
    n,
    output = { kind: 'rank change' },
    by = 'source',
  }: { seed: number | bigint; n: number; output?: SobolOutput; by?: 'source' | 'part' },
): Run<ModelSobol> {
  checkModel(model)
  const unit = output.kind === 'rank change' ? -1 : model.units.indexOf(output.unit)
  if (output.kind !== 'rank change' && unit < 0) throw new RangeError(`${output.unit} is not among the units`)
  const engine = openEngine(model)
  const doubts = openDoubts(engine)
  doubts.nominal()
  const nominal = evaluationOf(engine)
  const idle = idleChoices(model)
  type Input = { source: DoubtSource; stream: number; draw: (chance: Chance) => void; weighs: boolean }
  const inputs: Input[] = []
  const add = (source: DoubtSource, stream: number, draw: Input['draw'], weighs = false) =>
    inputs.push({ source, stream, draw, weighs })
  if (by === 'part')
    doubts.errorParts.forEach((part, k) => {
      const leaves = part.leaves.map((j) => model.leaves[j]!.id)
      add(
        part.gates ? { kind: 'errors of gates' } : { kind: 'errors of leaves', leaves },
        100 + k,
        (chance) => doubts.drawPart(part, chance),
      )
    })
  else if (doubts.hasMeasurement) add({ kind: 'measurement' }, sources.measurement, doubts.drawMeasurement)
  if (doubts.hasImputation) add({ kind: 'imputation' }, sources.imputation, doubts.drawImputation)
  if (by === 'part')
    doubts.drawnGroups.forEach((group, k) => {
      add({ kind: 'weights of', group }, 100_000 + k, (chance) => doubts.drawGroup(k, chance), true)
    })
  else if (doubts.hasWeights) add({ kind: 'weights' }, sources.weights, doubts.drawWeights, true)
  const questions = model.doubt.alternatives.flatMap(({ id, choices }, a) =>
    choices.length > 1 ? [{ id, a }] : [],
  )
  const doubted: DoubtSource[] = [
    ...inputs.map(({ source }) => source),
    ...questions.map(({ id }) => ({ kind: 'alternative', id }) as const),
  ]
  if (doubted.length === 0) return { output, sources: [], result: null, why: 'nothing doubted', idle }

  const places = openPlaces(engine.size)
  const who = new Uint8Array(engine.size)
  const scores = new Float64Array(engine.size)
  const ranked = nominal.units.flatMap(({ rank }, i) => (rank === null ? [] : [{ i, rank }]))
  for (let a = 0; a < doubts.alternatives; a++) doubts.choose(a, 0)
  const drawnAt = new Float64Array(doubted.length).fill(-1)
  let unscored = false

  function outcome(point: Float64Array): number {
    questions.forEach(({ a }, k) => {
      doubts.choose(a, point[inputs.length + k] as number)
    })
    doubts.settleMethod()
    inputs.forEach(({ stream, draw, weighs }, d) => {
      const at = point[d] as number
      // Shares were just put back to those of the method; errors and donors stay until their place on the axis moves.
      if (!weighs && at === drawnAt[d]) return
      drawnAt[d] = at
      // The place on the axis is the seed of the source: the same place, the same errors.
      draw(openChance(BigInt(Math.floor(at * 2 ** 32)), stream))
    })
    doubts.settleLeaves()
    doubts.settleGates(who, null)
    hundredfold(engine.combine(), scores)
    if (output.kind === 'score') {
      const score = scores[unit] as number
      if (Number.isNaN(score)) unscored = true
      return unscored ? 0 : score
    }
    const count = places.rank(scores, who)
    const placeOf = (i: number) => places.places[i] || count + 1
    if (output.kind === 'shortlist') return placeOf(unit) <= Math.min(count, model.shortlist) ? 1 : 0
    let moved = 0
    for (const { i, rank } of ranked) moved += Math.abs(placeOf(i) - rank)
    return ranked.length === 0 ? 0 : moved / ranked.length
  }

  const result = yield* sobolSteps(outcome, doubted.length, n, seed)
  if (unscored) return { output, sources: doubted, result: null, why: 'no score in some runs', idle }
  return { output, sources: doubted, result, why: result.first === null ? 'nothing changes' : null, idle }
}

/** Choices of method that, made alone, change no score, or no place. A choice without overrides is the method as written and not looked at. */
export function idleChoices(model: RobustnessModel): IdleChoice[] {
  return eachChoiceAlone(model, (of, units, nominal): IdleChoice[] => {
    const sameScore = units.every(({ score }, i) => {
      const before = nominal[i]!.score
      return score === null || before === null ? score === before : Math.abs(score - before) <= 1e-10
    })
    if (sameScore) return [{ ...of, changes: 'nothing' }]
    const samePlace = units.every(({ rank }, i) => rank === nominal[i]!.rank)
    return samePlace ? [{ ...of, changes: 'scores only' }] : []
  })
}

/** Choices of method that, made alone, bring somebody onto the shortlist or off it, or give or take a place. */
export function choicesThatReach(model: RobustnessModel): ChoiceReach[] {
  return eachChoiceAlone(model, (of, units, nominal): ChoiceReach[] => {
    const listed = (rank: number | null) => rank !== null && rank <= model.shortlist
    const those = (which: (now: number | null, before: number | null) => boolean) =>
      units.flatMap(({ rank }, i) => (which(rank, nominal[i]!.rank) ? [model.units[i]!] : []))
    const reach = {
      ...of,
      onto: those((now, before) => listed(now) && !listed(before)),
      off: those((now, before) => !listed(now) && listed(before)),
      placed: those((now, before) => now !== null && before === null),
      unplaced: those((now, before) => now === null && before !== null),
    }
    const some = reach.onto.length + reach.off.length + reach.placed.length + reach.unplaced.length > 0
    return some ? [reach] : []
  })
}

type Evaluated = ReturnType<typeof evaluationOf>['units']

function eachChoiceAlone<Found>(
  model: RobustnessModel,
  look: (of: { alternative: string; choice: string }, units: Evaluated, nominal: Evaluated) => Found[],
): Found[] {
  checkModel(model)
  const engine = openEngine(model)
  const doubts = openDoubts(engine)
  doubts.nominal()
  const nominal = evaluationOf(engine)
  return model.doubt.alternatives.flatMap((alternative) =>
    alternative.choices.flatMap((choice) => {
      const { id, title: _, chance: __, ...overrides } = choice
      if (Object.values(overrides).every((each) => each === undefined || Object.keys(each).length === 0))
        return []
      engine.asWritten()
      engine.choose(choice)
      for (let j = 0; j < engine.leafCount; j++) engine.scale(j, engine.base[j]!)
      const { units } = evaluationOf(engine)
      return look({ alternative: alternative.id, choice: id }, units, nominal.units)
    }),
  )
}
