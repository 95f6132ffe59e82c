import { type ChangeDiagnostics, changeOfTwoWaves } from '../../estimators/change/change.ts'
import { type DidDiagnostics, differenceInDifferences } from '../../estimators/change/did.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import type { TextTable } from '../text-table.ts'
import { type AnswersAsked, answersIn } from './answers.ts'
import {
  assertAmong,
  type Domain,
  domainIn,
  keysIn,
  type SampleColumns,
  type SampleOptions,
  sampleIn,
} from './sample.ts'

export type TwoWavesAsked = SampleColumns &
  AnswersAsked & {
    /** The column that says which wave, and what it says for the first and the second. */
    wave: string
    from: string
    to: string
    domain?: Domain
    /** The fall that was promised, as a share of the first figure. */
    target?: number
    /** Falls whose probability is told. */
    falls?: readonly number[]
  }

/** What changed between two waves in one file. @throws WrongData naming the row, or the waves there are */
export function estimateTwoWaves(
  table: TextTable,
  asked: TwoWavesAsked,
  options: SampleOptions = {},
): Estimate<ChangeDiagnostics> {
  const answers = answersIn(table, asked)
  const wave = keysIn(table, asked.wave)
  for (const name of [asked.from, asked.to]) assertAmong(wave, name)
  const design = sampleIn(table, asked, options)
  return changeOfTwoWaves(design, answers, {
    wave,
    from: asked.from,
    to: asked.to,
    ...(asked.domain === undefined ? {} : { domain: domainIn(table, asked.domain) }),
    ...(asked.target === undefined ? {} : { target: asked.target }),
    ...(asked.falls === undefined ? {} : { falls: asked.falls }),
  })
}

export type ComparedAsked = SampleColumns &
  AnswersAsked & {
    /** The column that says which wave, and what it says before the start and after it, each in order of time. */
    wave: string
    before: readonly string[]
    after: readonly string[]
    /** The column that says who took part, and what it says of those who did; all others are compared with. */
    arm: Domain
    domain?: Domain
    seed: number
    /** Of the wild bootstrap; where it is left out, the estimator decides by the number of clusters. */
    resamples?: number
  }

/** By how much the group with a programme changed more than the one without. @throws WrongData naming the row, or the waves there are */
export function* estimateComparedWaves(
  table: TextTable,
  asked: ComparedAsked,
  options: SampleOptions = {},
): Run<Estimate<DidDiagnostics>> {
  const { before, after, arm, domain, seed, resamples } = asked
  const answers = answersIn(table, asked)
  const wave = keysIn(table, asked.wave)
  for (const name of [...before, ...after]) assertAmong(wave, name)
  const group = keysIn(table, arm.column)
  assertAmong(group, arm.value)
  const design = sampleIn(table, asked, options)
  return yield* differenceInDifferences(design, answers, {
    period: wave,
    before,
    after,
    group,
    treated: arm.value,
    seed,
    ...(resamples === undefined ? {} : { resamples }),
    ...(domain === undefined ? {} : { domain: domainIn(table, domain) }),
  })
}
