import { checkModel } from './check.ts'
import { openDoubts, outcomeAtItsWord } from './doubts.ts'
import { type Engine, openEngine } from './engine.ts'
import type { Evaluation, RobustnessModel } from './model.ts'
import { openPlaces } from './places.ts'

/**
 * The model taken at its word: no error drawn, the method as written.
 *
 * @throws RangeError or TypeError for a model that cannot be, naming the place.
 */
export function evaluateModel(model: RobustnessModel): Evaluation {
  checkModel(model)
  const engine = openEngine(model)
  openDoubts(engine).nominal()
  return evaluationOf(engine)
}

/** What stands in the columns of an engine, with the gates at their word. */
export function evaluationOf(engine: Engine): Evaluation {
  const { model, size } = engine
  const scores = hundredfold(engine.combine(), new Float64Array(size))
  const gates = model.units.map((_, i) => model.gates.map((gate) => outcomeAtItsWord(gate, i)))
  const standing = gates.map((outcomes) =>
    outcomes.includes('failed') ? 'out' : outcomes.includes('unknown') ? 'unknown' : 'in',
  )
  const places = openPlaces(size)
  places.rank(
    scores,
    Uint8Array.from(standing, (each) => (each === 'in' ? 1 : 0)),
  )
  const known = (x: number) => (Number.isNaN(x) ? null : x)
  return {
    units: model.units.map((unit, i) => {
      const score = known(scores[i] as number)
      const rank = places.places[i] === 0 ? null : (places.places[i] as number)
      return {
        unit,
        score,
        gates: gates[i]!,
        standing: standing[i] as 'in' | 'out' | 'unknown',
        rank,
        wouldRank: standing[i] === 'unknown' && score !== null ? places.placeOf(score, scores) : null,
        shortlisted: rank !== null && rank <= model.shortlist,
        leaves: model.leaves.map((_, j) => known(engine.columns[j]?.[i] as number)),
      }
    }),
    weights: Object.fromEntries(
      engine.groups.flatMap(({ children, firstWeight }) => {
        const own = engine.shares.subarray(firstWeight, firstWeight + children.length)
        const weighs = own.some((share) => share > 0)
        return [...own].map((share, c) => [engine.weightIds[firstWeight + c], weighs ? share : null])
      }),
    ),
  }
}

/** Scores from 0 to 100; what overflowed has none. */
export function hundredfold(top: Float64Array, into: Float64Array): Float64Array {
  for (let i = 0; i < top.length; i++) {
    const score = 100 * (top[i] as number)
    into[i] = score - score === 0 ? score : Number.NaN
  }
  return into
}
