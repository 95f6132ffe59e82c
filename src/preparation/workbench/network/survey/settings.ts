import type { Estimate } from '../../../../estimators/estimate.ts'
import type { LonelyClusters } from '../../../../estimators/survey/design.ts'
import type { SurveyDiagnostics } from '../../../../estimators/survey/survey.ts'

/** What is asked of a survey file. Columns by heading, numbers as they were typed; '' is not said. */
export type SurveySettings = {
  outcome: string
  weight: string
  strata: string
  cluster: string
  fpc: string
  /** Column whose values are parts that get a figure each. */
  domain: string
  population: string
  lonely: LonelyClusters
  missingWeights: 'refuse' | 'leave-out'
}

export type SurveyResult = {
  all: Estimate<SurveyDiagnostics>
  /** People, where the size of the population was said. */
  total: Estimate<SurveyDiagnostics> | null
  parts: { value: string; estimate: Estimate<SurveyDiagnostics> }[]
  /** Parts beyond those told. */
  partsLeftOut: number
}
