import type { StudyFacts } from '../studies/schema.ts'
import type { Kept } from './kept.ts'

export type OtherThanStudy = 'period' | 'unit' | 'stockOrFlow' | 'place'

type Meaning = Pick<Kept, 'periodFrom' | 'periodTo' | 'unit' | 'stockOrFlow' | 'place'>
type OfStudy = Pick<StudyFacts, 'period' | 'unit' | 'stockOrFlow' | 'place'>

/**
 * In what an estimate speaks of something else than its study says it is about. What either does not say is no
 * difference, nor is a part of the study’s time or place.
 */
export function otherThanStudy(kept: Meaning, study: OfStudy): OtherThanStudy[] {
  const { from, to } = study.period
  const { periodFrom, periodTo } = kept
  const outside = (day: string | null) =>
    day !== null && ((from !== null && day < from) || (to !== null && day > to))
  const unit = kept.unit.trim().toLowerCase()
  return [
    ...(outside(periodFrom) || outside(periodTo) ? (['period'] as const) : []),
    // What is “other” in a study may be called anything.
    ...(study.unit !== null && study.unit !== 'other' && study.unit !== unit ? (['unit'] as const) : []),
    ...(study.stockOrFlow !== null && kept.stockOrFlow !== null && study.stockOrFlow !== kept.stockOrFlow
      ? (['stockOrFlow'] as const)
      : []),
    ...(study.place.wholeCountry === false && kept.place.wholeCountry ? (['place'] as const) : []),
  ]
}
