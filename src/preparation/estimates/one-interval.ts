import type { Interval } from '../../estimators/estimate.ts'

/** Of each level the interval that repeats the choice of the model, or else the first. */
export function oneOfEachLevel(intervals: readonly Interval[]): Interval[] {
  return [...new Set(intervals.map(({ level }) => level))].flatMap((level) => {
    const of = intervals.filter((each) => each.level === level)
    return of.find(({ kind }) => kind === 'widened') ?? of.find(({ kind }) => kind === 'bca') ?? of[0] ?? []
  })
}
