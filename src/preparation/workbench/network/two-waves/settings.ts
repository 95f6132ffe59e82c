import type { ChangeDiagnostics } from '../../../../estimators/change/change.ts'
import type { Estimate } from '../../../../estimators/estimate.ts'
import type { SurveyDiagnostics } from '../../../../estimators/survey/survey.ts'
import type { SurveySettings } from '../survey/settings.ts'

/** What is asked of two waves in one file. Columns by heading, numbers as they were typed; '' is not said. */
export type TwoWavesSettings = Omit<SurveySettings, 'domain' | 'population'> & {
  wave: string
  from: string
  to: string
  /** Only those with this value in this column. */
  domain: string
  domainValue: string
  /** The fall that was promised, in per cent of the first figure. */
  target: string
}

export type TwoWavesResult = {
  change: Estimate<ChangeDiagnostics>
  /** Each wave by itself, with limits of its own. */
  waves: { wave: string; estimate: Estimate<SurveyDiagnostics> }[]
  target: number | null
}
