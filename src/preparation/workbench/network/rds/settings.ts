import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RdsDiagnostics, RdsMethod } from '../../../../estimators/network/rds.ts'
import type { Recruitment } from '../../../pictures/recruitment-tree.tsx'

/** What is asked of a sample whose members recruited one another. Numbers as they were typed; '' is not said. */
export type RdsSettings = {
  id: string
  recruiter: string
  degree: string
  outcome: string
  /** The answer whose share is asked for. */
  group: string
  population: string
  degreeZero: 'leave-out' | 'as-one'
  seeds: 'counted' | 'left-out'
  resamples: string
  seed: string
}

export const rdsMethods = ['rds-ss', 'rds-ii', 'rds-i'] as const satisfies readonly RdsMethod[]

export type RdsResult = {
  /** The method to be used first; each drawn anew, only it in every way there is. */
  estimates: { label: RdsMethod; estimate: Estimate<RdsDiagnostics> }[]
  /** The share by successive sampling, were the population so large; null: without limit, which is RDS-II. */
  overPopulation: { population: number | null; estimate: number | null }[]
  recruitment: Recruitment
}
