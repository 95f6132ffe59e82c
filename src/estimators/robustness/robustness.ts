import { finish, type Progress, type Run, steer } from '../numeric/run.ts'
import { openChance } from './chance.ts'
import { checkModel } from './check.ts'
import { openDoubts, sources } from './doubts.ts'
import { type Engine, openEngine } from './engine.ts'
import { evaluationOf, hundredfold } from './evaluate.ts'
import type {
  Evaluation,
  NearMiss,
  RobustnessModel,
  RobustnessNote,
  RobustnessResult,
  UnitRobustness,
} from './model.ts'
import { openPlaces } from './places.ts'
import { openTally } from './tally.ts'

export type RobustnessOptions = {
  /** Whole number from 0 to 2^64 - 1. */
  seed: number | bigint
  /** Runs, from 1 to a million. */
  replications: number
  /** Fresh runs for each confidence factor; 0 leaves them out. 500 when left out. */
  confidenceRuns?: number
  /** Runs after which a first picture is handed over; 500 when left out. */
  pictureAfter?: number
  /** Is handed the result of the runs so far, once, if there are more to come. */
  onPicture?: (picture: RobustnessResult) => void
}

/** More would show nothing: the chance of a place is known to a thousandth with a million runs. */
export const mostReplications = 1_000_000
/** Every unit is compared with every other: beyond this the tables take hundreds of megabytes. */
const mostUnits = 2000
/** A central weight is tried for those that are first at all, at most this many, most often first. */
const mostTried = 10

/**
 * How sure a ranking is: everything that is doubted is drawn together, run after run, and the whole tree, the gates and
 * the places are made again each time.
 *
 * Each source has its own stream of chance, so the first 500 of 10,000 runs are the 500 of a shorter one, and
 * switching one source off leaves the draws of the others. Ranges are the middle 90 % of runs by the nearest rank. They
 * are sensitivity ranges: they hold for what was drawn and for nothing else.
 *
 * Stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen and Salminen (1998), EJOR 106:137–143; Lahdelma
 * and Salminen (2001), Operations Research 49:444–454.
 *
 * @throws RangeError or TypeError for a model, seed or number of runs that cannot be, naming the place.
 */
export function* robustness(model: RobustnessModel, options: RobustnessOptions): Run<RobustnessResult> {
  const { seed, replications, confidenceRuns = 500, pictureAfter = 500, onPicture } = options
  if (!(Number.isInteger(replications) && replications >= 1 && replications <= mostReplications))
    throw new RangeError(
      `replications are a whole number from 1 to ${mostReplications}, not ${replications}; 10000 settle a chance to within .01`,
    )
  if (!(Number.isInteger(confidenceRuns) && confidenceRuns >= 0 && confidenceRuns <= 100_000))
    throw new RangeError(
      `runs for confidence factors are a whole number from 0 to 100000, not ${confidenceRuns}`,
    )
  checkModel(model)
  if (model.units.length > mostUnits)
    throw new RangeError(
      `runs compare every unit with every other and take at most ${mostUnits} of them, not ${model.units.length}; leave out those that fail a gate for certain`,
    )
  const engine = openEngine(model)
  const doubts = openDoubts(engine)
  const { size } = engine
  doubts.nominal()
  const nominal = evaluationOf(engine)
  const constant = constantLeaves(engine)
  const belowZero = groupsBelowZero(engine)

  const conditional = [...doubts.certain].flatMap((standing, i) => (standing === 2 ? [i] : []))
  const tally = openTally(size, model.shortlist, engine.weightIds.length, replications, conditional)
  const gatePasses = new Uint32Array(model.gates.length * size)
  const places = openPlaces(size)
  const who = new Uint8Array(size)
  const scores = new Float64Array(size)
  const draw = drawing(doubts, seed, 0)

  for (let run = 0; run < replications; run++) {
    draw()
    doubts.settleGates(who, gatePasses)
    hundredfold(engine.combine(), scores)
    const count = places.rank(scores, who)
    tally.add(scores, places.order, places.setEnds, count, engine.shares)
    for (let i = 0; i < size; i++) if (who[i] === 1) tally.passes[i] = (tally.passes[i] as number) + 1
    for (let c = 0; c < conditional.length; c++) {
      const i = conditional[c] as number
      const score = scores[i] as number
      if (who[i] === 2 && !Number.isNaN(score)) tally.addConditional(c, places.placeOf(score, scores))
    }
    if (run + 1 === pictureAfter && replications > pictureAfter && onPicture !== undefined)
      onPicture(report(null))
    if ((run & 31) === 31) yield { done: run + 1, total: replications }
  }
  return report(confidenceRuns === 0 ? null : yield* confidences())

  /** Share of fresh runs in which a unit is first while its central weights are held. */
  function* confidences(): Run<Map<number, number>> {
    const tried = [...tally.firsts.keys()]
      .filter((i) => (tally.firsts[i] as number) > 0)
      .sort((a, b) => (tally.firsts[b] as number) - (tally.firsts[a] as number) || a - b)
      .slice(0, mostTried)
    const central = tried.map((i) => tally.centralWeights(i) as Float64Array)
    const wins = new Uint32Array(tried.length)
    const again = drawing(doubts, seed, 16)
    for (let run = 0; run < confidenceRuns; run++) {
      again()
      doubts.settleGates(who, null)
      for (let t = 0; t < tried.length; t++) {
        const unit = tried[t] as number
        if (who[unit] !== 1) continue
        engine.shares.set(central[t] as Float64Array)
        hundredfold(engine.combine(), scores)
        const own = scores[unit] as number
        let first = !Number.isNaN(own)
        for (let i = 0; first && i < size; i++)
          if (who[i] === 1 && (scores[i] as number) - own > 1e-10) first = false
        if (first) wins[t] = (wins[t] as number) + 1
      }
      if ((run & 15) === 15) yield { done: replications, total: replications }
    }
    return new Map(tried.map((i, t) => [i, (wins[t] as number) / confidenceRuns]))
  }

  function report(confidence: Map<number, number> | null): RobustnessResult {
    const runs = tally.runs()
    const units = model.units.map((unit, i): UnitRobustness => {
      const { score, rank, standing, shortlisted } = nominal.units[i]!
      const unknown = doubts.certain[i] === 2
      const place = conditional.indexOf(i)
      return {
        unit,
        score,
        rank,
        standing,
        shortlisted,
        scoreRange: tally.scoreRange(i),
        rankRange: tally.rankRange(i),
        expectedRank: tally.expectedRank(i),
        pGates: model.gates.map((_, g) => {
          const outcome = doubts.standings[g * size + i]
          return outcome === 2 ? null : outcome === 3 ? (gatePasses[g * size + i] as number) / runs : outcome!
        }),
        pPasses: unknown ? null : (tally.passes[i] as number) / runs,
        pShortlist: unknown ? null : tally.pShortlist(i),
        ifUnknownPassed: unknown ? tally.conditional(place) : null,
        acceptability: tally.acceptability(i),
        centralWeights: tally.centralWeights(i),
        confidence: confidence?.get(i) ?? null,
      }
    })
    return {
      label: 'sensitivity range',
      seed: String(seed),
      replications: runs,
      level: 0.9,
      shortlist: model.shortlist,
      units,
      gates: model.gates.map(({ id }) => id),
      pairwise: tally.pairwise(),
      weightIds: engine.weightIds,
      entropyOfFirst: tally.entropyOfFirst(),
      nearMisses: nearMisses(model, nominal, units),
      drawn: {
        leaves: doubts.drawnLeaves.map((j) => model.leaves[j]!.id),
        imputed: doubts.imputedLeaves.map((j) => model.leaves[j]!.id),
        gates: doubts.drawnGateIndices.map((g) => model.gates[g]!.id),
        groups: doubts.drawnGroups,
        alternatives: model.doubt.alternatives
          .filter(({ choices }) => choices.length > 1)
          .map(({ id }) => id),
      },
      notes: notesOf(runs),
    }
  }

  function notesOf(runs: number): RobustnessNote[] {
    const notes = [...doubts.notes]
    for (const j of constant) notes.push({ kind: 'constant leaf', leaf: model.leaves[j]!.id })
    for (const node of belowZero) notes.push({ kind: 'negative under this mean', node })
    doubts.stillMissing.forEach((units, j) => {
      if (units > 0) notes.push({ kind: 'still missing', leaf: model.leaves[j]!.id, units })
    })
    if (tally.ranked.every((count) => count === 0)) notes.push({ kind: 'nobody ranked' })
    if (tally.scoreRuns() < runs) notes.push({ kind: 'score ranges thinned', runs: tally.scoreRuns() })
    return notes
  }
}

/** Draws all that is doubted, once per call, from the streams of a seed; `offset` opens other ones. */
export function drawing(doubts: ReturnType<typeof openDoubts>, seed: number | bigint, offset: number) {
  const open = (source: number) => openChance(seed, source + offset)
  const measurement = open(sources.measurement)
  const imputation = open(sources.imputation)
  const weights = open(sources.weights)
  const method = open(sources.alternatives)
  return () => {
    for (let a = 0; a < doubts.alternatives; a++) doubts.choose(a, method.uniform())
    doubts.settleMethod()
    if (doubts.hasWeights) doubts.drawWeights(weights)
    if (doubts.hasMeasurement) doubts.drawMeasurement(measurement)
    if (doubts.hasImputation) doubts.drawImputation(imputation)
    doubts.settleLeaves()
  }
}

/** Runs `robustness` to the end without a pause. */
export function robustnessNow(model: RobustnessModel, options: RobustnessOptions): RobustnessResult {
  return finish(robustness(model, options))
}

/**
 * Runs `robustness` in slices, so that other work, and a cancel, come through between them.
 *
 * @throws the reason of `signal` once it is aborted, or an AbortError when `isCancelled` says so; nothing is kept.
 */
export async function runRobustness(
  model: RobustnessModel,
  {
    onProgress,
    isCancelled,
    signal,
    ...options
  }: RobustnessOptions & {
    onProgress?: (progress: Progress) => void
    isCancelled?: () => boolean
    signal?: AbortSignal
  },
): Promise<RobustnessResult> {
  return steer(robustness(model, options), {
    ...(signal ? { signal } : {}),
    onProgress(progress) {
      if (isCancelled?.()) throw new DOMException('The runs were stopped; nothing was kept.', 'AbortError')
      onProgress?.(progress)
    },
  })
}

/** Decisions that could as well have gone the other way. */
function nearMisses(
  model: RobustnessModel,
  nominal: Evaluation,
  units: readonly UnitRobustness[],
): NearMiss[] {
  const misses: NearMiss[] = []
  units.forEach(({ unit, shortlisted, pShortlist, pGates }, i) => {
    if (pShortlist !== null && (shortlisted ? pShortlist < 0.9 : pShortlist >= 0.1))
      misses.push({ kind: 'shortlist', unit, shortlisted, pShortlist })
    pGates.forEach((pPasses, g) => {
      if (pPasses !== null && pPasses > 0.05 && pPasses < 0.95)
        misses.push({
          kind: 'gate',
          unit,
          gate: model.gates[g]!.id,
          outcome: nominal.units[i]!.gates[g]!,
          pPasses,
        })
    })
  })
  return misses
}

/** Leaves with more than one known value, all alike. */
function constantLeaves({ base }: Engine): number[] {
  return base.flatMap((column, j) => {
    const known = column.filter((x) => !Number.isNaN(x))
    return known.length > 1 && known.every((x) => x === known[0]) ? [j] : []
  })
}

/** Groups whose mean takes no value below zero, and that are given one. */
function groupsBelowZero({ groups, columns, bendOf }: Engine): string[] {
  return groups.flatMap(({ id, children }, g) =>
    bendOf(g) !== 1 && [...children].some((c) => columns[c]?.some((x) => x < 0)) ? [id] : [],
  )
}
