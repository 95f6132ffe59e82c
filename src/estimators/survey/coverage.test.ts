import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { surveyDesign } from './design.ts'
import { surveyMean } from './survey.ts'

/** TIP_WORLDS=5000 prints the table of docs/methods/survey.md. */
const worlds = Number(process.env.TIP_WORLDS ?? 150)

/** Beta(a, b) with whole a and b: the a-th smallest of a + b - 1 uniform draws. */
function share(a: number, b: number, uniform: () => number): number {
  const draws = Array.from({ length: a + b - 1 }, uniform).sort((x, y) => x - y)
  return draws[a - 1] as number
}

/** How often the limits of a share hold the truth, a / (a + b); people of a cluster are alike by 1 / (a + b + 1). */
function coverage({ clusters, size, a, b }: { clusters: number; size: number; a: number; b: number }) {
  const chance = random(20261122)
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
    none: held.none,
  }
}

describe('Limits of a share from clusters hold the truth', () => {
  it.each([
    { clusters: 40, size: 15, a: 1, b: 9, least: 0.9 },
    { clusters: 15, size: 20, a: 1, b: 9, least: 0.87 },
    { clusters: 60, size: 15, a: 1, b: 32, least: 0.88 },
    { clusters: 20, size: 15, a: 1, b: 49, least: 0.8 },
    { clusters: 8, size: 25, a: 1, b: 4, least: 0.85 },
  ])('nearly as often as they say: $clusters clusters of $size, $a in 1 + $b', ({ least, ...shape }) => {
    const found = coverage(shape)
    if (process.env.TIP_WORLDS) console.log(JSON.stringify({ ...shape, ...found, worlds }))
    expect(found.logit).toBeGreaterThan(least)
    expect(found.beta).toBeGreaterThan(least)
    expect(found.forgotten).toBeLessThan(found.logit)
  })
})
