import type { Estimate } from '../../../../estimators/estimate.ts'
import type { NsumDiagnostics, NsumOptions } from '../../../../estimators/network/nsum.ts'

/** What is asked of answers to “how many people do you know who …”. Numbers as they were typed; '' is not said. */
export type NsumSettings = {
  hidden: string
  /** Known groups that are left out. */
  without: string[]
  population: string
  weight: string
  cluster: string
  strata: string
  transmission: string
  degreeRatio: string
  frameRatio: string
  precision: string
  cutAt: string
  resamples: string
  seed: string
}

export type NsumResult = {
  estimates: { label: NsumOptions['method']; estimate: Estimate<NsumDiagnostics> }[]
  /** Known groups that were used. */
  known: string[]
}
