import type { Estimate } from '../../../../estimators/estimate.ts'
import { estimateRds, type RdsDiagnostics, type RdsMethod } from '../../../../estimators/network/rds.ts'
import type { RecruitmentTree } from '../../../../estimators/network/rds-data.ts'
import { successiveSampling, volzHeckathorn } from '../../../../estimators/network/shares.ts'
import { tallyOf } from '../../../../estimators/network/tally.ts'
import type { Run } from '../../../../estimators/numeric/run.ts'
import type { Recruitment } from '../../../pictures/recruitment-tree.tsx'
import { recruitedIn } from '../../../reading/recruited.ts'
import type { TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { limits, numberTyped } from '../typed.ts'
import { type RdsResult, type RdsSettings, rdsMethods } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence rds`. */
export const rdsComputation: Computation<RdsSettings, RdsResult> = {
  *compute({ sample }, settings): Run<RdsResult> {
    const tree = recruitedIn(sample as TextTable, columnsOf(settings), {
      degreeZero: settings.degreeZero,
      seeds: settings.seeds,
    })
    const { group } = settings
    const population = numberTyped(settings.population, limits.people) ?? null
    const main: RdsMethod = population === null ? 'rds-ii' : 'rds-ss'
    const common = { group, population, seed: numberTyped(settings.seed, limits.seed) ?? 1 }
    const resamples = numberTyped(settings.resamples, limits.resamples) ?? 1000
    const first = yield* estimateRds(tree, { ...common, method: main, resamples })
    const estimates: RdsResult['estimates'] = [{ label: main, estimate: withoutNumbers(first) }]
    for (const method of rdsMethods)
      if (method !== main && !(method === 'rds-ss' && population === null))
        estimates.push({
          label: method,
          estimate: withoutNumbers(yield* estimateRds(tree, { ...common, method, resamples, beside: false })),
        })
    return {
      estimates,
      overPopulation: overPopulation(tree, group, population),
      recruitment: drawnOf(tree, group),
    }
  },
}

function columnsOf({ id, recruiter, degree, outcome }: RdsSettings) {
  return {
    degree,
    outcome,
    ...(id === '' ? {} : { id }),
    ...(recruiter === '' ? {} : { recruiter }),
  }
}

/** How much the size of the population matters: half, once and twice as large, or steps up from the sample. */
function overPopulation(
  tree: RecruitmentTree,
  group: string,
  population: number | null,
): RdsResult['overPopulation'] {
  const asked = tree.groups.indexOf(group)
  const people = tree.ids.length
  if (asked < 0 || tree.usable < 2) return []
  const sizes =
    population === null
      ? [1.25, 2, 5, 10, 50].map((times) => Math.ceil(people * times))
      : [population / 2, population, population * 2]
  const tally = tallyOf(tree)
  return [
    ...sizes.map((size) => ({
      population: size,
      estimate: size < people ? null : (successiveSampling(tally, size)?.[asked] ?? null),
    })),
    { population: null, estimate: volzHeckathorn(tally)?.[asked] ?? null },
  ]
}

function drawnOf({ recruiter, counts, group, groups }: RecruitmentTree, asked: string): Recruitment {
  const place = groups.indexOf(asked)
  return {
    recruiter: [...recruiter],
    // A seed left out of the estimate is drawn by its answer all the same.
    inGroup: Array.from(group, (of, person) =>
      of < 0 || (counts[person] === 0 && (recruiter[person] as number) >= 0) ? null : of === place,
    ),
  }
}

/** What respondents are called in the file stays in the worker: seeds are numbered, the largest tree first. */
function withoutNumbers(estimate: Estimate<RdsDiagnostics>): Estimate<RdsDiagnostics> {
  const { sample } = estimate.diagnostics
  if (sample === undefined) return estimate
  const trees = sample.trees.map((tree, place) => ({ ...tree, seed: String(place + 1) }))
  return {
    ...estimate,
    diagnostics: { ...estimate.diagnostics, sample: { ...sample, trees } },
  } as Estimate<RdsDiagnostics>
}
