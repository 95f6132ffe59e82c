import { random } from '../random.ts'
import { surveyDesign } from './design.ts'
import { surveyMean } from './survey.ts'

/** Made-up clusters of one size; shares of clusters are spread as a beta distribution with these whole parameters. */
export type MadeUpClusters = { clusters: number; size: number; a: number; b: number }

/** Shares of the made-up worlds in which limits of 95 % held the truth. */
export type SurveyCoverage = {
  logit: number
  beta: number
  /** With people taken as drawn one by one. */
  forgotten: number
  /** Worlds in which nobody had the outcome. */
  none: number
}

/** Beta(a, b) with whole a and b: the a-th smallest of a + b - 1 uniform draws. */
function share(a: number, b: number, uniform: () => number): number {
  const draws = Array.from({ length: a + b - 1 }, uniform).sort((x, y) => x - y)
  return draws[a - 1] as number
}

/** How often the limits of a share hold the truth, a / (a + b); people of a cluster are alike by 1 / (a + b + 1). */
export function surveyCoverage(
  { clusters, size, a, b }: MadeUpClusters,
  { worlds, seed }: { worlds: number; seed: number },
): SurveyCoverage {
  const chance = random(seed)
  const design = surveyDesign(
    { clusters: Array.from({ length: clusters * size }, (_, row) => Math.floor(row / size)) },
    clusters * size,
  )
  const simple = surveyDesign({}, clusters * size)
  const truth = a / (a + b)
  const held = { logit: 0, beta: 0, forgotten: 0, none: 0 }
  for (let world = 0; world < worlds; world++) {
    const levels = Array.from({ length: clusters }, () => share(a, b, chance.uniform))
    const answers = Array.from({ length: clusters * size }, (_, row) =>
      chance.uniform() < (levels[Math.floor(row / size)] as number) ? 1 : 0,
    )
    const holds = (one: typeof design, kind: string) =>
      surveyMean(one, answers, { levels: [0.95] }).intervals.some(
        (interval) =>
          (interval.kind === kind || interval.kind === 'exact') &&
          interval.low <= truth &&
          truth <= (interval.high ?? 1),
      )
    if (answers.every((answer) => answer === 0)) held.none += 1
    if (holds(design, 'logit')) held.logit += 1
    if (holds(design, 'beta')) held.beta += 1
    if (holds(simple, 'logit')) held.forgotten += 1
  }
  return {
    logit: held.logit / worlds,
    beta: held.beta / worlds,
    forgotten: held.forgotten / worlds,
    none: held.none / worlds,
  }
}
