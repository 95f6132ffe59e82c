import { type Canonical, digest } from '../../estimators/digest.ts'
import type { RobustnessModel } from '../../estimators/robustness/model.ts'
import type { Inputs, Methodology, Result, Robustness } from '../schema.ts'
import { asWeighed } from '../weights.ts'
import { modelOf, type WhyNot, whyNot } from './model.ts'

/** One question: a model, and how it is to be tried. Plain data, so that a thread can be given it. */
export type RunsTask = {
  model: RobustnessModel
  declared: boolean
  replications: number
  seed: number
  /** Runs of the indices of influence are a power of two; about this many in all. */
  influenceRuns: number
  /** For how many units on either side of the edge of the shortlist the smallest changes are looked for. */
  edge: number
  /** Units whose smallest changes are wanted wherever they stand. */
  units: string[]
}

export type Asked = {
  replications: number
  seed: number
  /** More runs for what matters most. */
  finer?: boolean
  units?: string[]
}

/** The question as a task, or why it cannot be asked. */
export function taskOf(
  methodology: Methodology & { robustness: Robustness },
  declared: boolean,
  made: { inputs: Inputs; result: Result },
  asked: Asked,
): { task: RunsTask } | { why: WhyNot } {
  const { inputs, result } = made
  // Weights that were found in the data are taken as the result found them.
  const weighed = methodology.criteria
    ? { ...methodology, criteria: asWeighed(methodology.criteria, result) }
    : methodology
  if (result.cannotJudge && methodology.criteria)
    return { why: { kind: 'cannot judge', missing: result.cannotJudge.missing } }
  const why = whyNot(weighed, inputs)
  if (why !== null) return { why }
  return {
    task: {
      model: modelOf(weighed, inputs, { shortlistSize: result.shortlistSize }),
      declared,
      replications: asked.replications,
      seed: asked.seed,
      influenceRuns: (asked.finer ? 4 : 1) * Math.min(16384, Math.max(512, 4 * asked.replications)),
      edge: 2,
      units: asked.units ?? [],
    },
  }
}

/** What tells one question of an assessment from another. */
export function keyOf(assessment: string, robustness: Robustness, asked: Asked): string {
  return `${assessment} ${asked.replications} ${asked.seed} ${digest(robustness as unknown as Canonical)}`
}
