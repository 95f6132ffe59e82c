import type { ChangeDiagnostics } from '../../../../estimators/change/change.ts'
import type { DidDiagnostics } from '../../../../estimators/change/did.ts'
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
  /** The fall that was promised, in per cent of the first figure; not asked where two groups are compared. */
  target: string
  /** Column that says who took part in the programme, and what it says of them; '' where there is no group to compare with. */
  arm: string
  treated: string
  /** Of two groups there may be several waves before the start and after it, each in order of time. */
  before: string[]
  after: string[]
  /** Of the wild bootstrap of two groups; left empty, it is drawn where clusters are few. */
  resamples: string
  seed: string
}

/** One group, or everybody, in one wave by itself. */
export type WaveAlone = { wave: string; estimate: Estimate<SurveyDiagnostics> }

/** What changed for everybody. */
export type ChangeResult = {
  is: 'change'
  change: Estimate<ChangeDiagnostics>
  /** Each wave by itself, with limits of its own. */
  waves: WaveAlone[]
  target: number | null
}

/** By how much one group changed more than the others. */
export type ComparedResult = {
  is: 'compared'
  effect: Estimate<DidDiagnostics>
  /** Each group in each wave by itself, with limits of its own. */
  cells: (WaveAlone & { group: 'treated' | 'compared' })[]
}

export type TwoWavesResult = ChangeResult | ComparedResult
