import type { Progress } from '../../estimators/numeric/run.ts'

/** How far a track record is: years of lists are read, then resamples drawn. */
export type Step = Progress & { what: 'years' | 'resamples' }
