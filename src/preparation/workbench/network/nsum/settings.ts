import type { Estimate } from '../../../../estimators/estimate.ts'
import type { NsumDiagnostics, NsumOptions } from '../../../../estimators/network/nsum.ts'
import type { GeneralisedDiagnostics } from '../../../../estimators/network/nsum-generalised.ts'

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
  /** Of the members interviewed: column with how many people know of each; '' reckons it from the known groups. */
  knowers: string
  membersWeight: string
  /** People the respondents were drawn from; '' is the whole population. */
  frame: string
  resamples: string
  seed: string
}

export type NsumResult = {
  estimates: { label: NsumOptions['method']; estimate: Estimate<NsumDiagnostics> }[]
  /** From a second sample, of members of the hidden group; null where there is none. */
  generalised: Estimate<GeneralisedDiagnostics> | null
  /** Known groups that were used. */
  known: string[]
}
