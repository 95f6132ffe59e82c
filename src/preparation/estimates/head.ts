import type { Interval } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import { chosenEstimate, type Design, type Kept, type KeptFromPublication } from './kept.ts'
import { ownPopulation } from './of-study.ts'
import { type UpperLimit, viewOf } from './view.ts'

/** The figure to be used as everybody is told it: with its intervals, or the reason why there is none. */
export type HeadFigure = {
  /** Stable name of our method; null where it comes from a publication, which says its own in words. */
  method: string | null
  value: number | null
  /** What a computed one was rounded to, as its report says it; published ones stand as they were printed. */
  step?: number
  /** Nobody was found in a sample: the upper limit is told, and no figure. */
  atMost?: UpperLimit
  /** There is one, and everybody is not told it. */
  keptBack?: boolean
  reason: Finding | null
  /** A published interval may not say how it was made. */
  intervals: (Omit<Interval, 'kind'> & { kind: Interval['kind'] | null })[]
  cases: number | null
}

type MeaningOf = Omit<KeptFromPublication, 'source' | 'publication'>

/** All that is said of an estimate but the tables behind its figure. */
export type Head = MeaningOf & {
  source: Kept['source']
  design: Design | null
  /** Names of the lists, where it comes from lists and they are said. */
  lists: string[] | null
  figure: HeadFigure
  /** The size of the population the estimator was given, where that is another than the base it is told of. */
  ownPopulation?: number
  publication: Pick<
    KeptFromPublication['publication'],
    'citation' | 'address' | 'page' | 'year' | 'method'
  > | null
}

/**
 * The rule by which figures are told in a head. Whoever changes what everybody is told of an estimate (`public.ts`, the
 * rounding in `view.ts`) or what a head has raises it: then those kept before are read by the new rule too.
 */
export const HEAD_RULE = 4

/** A head as it was written when its estimate was kept; without a rule where none had a number yet. */
export type StoredHead = Head & { rule?: number }

export function headOf(kept: Kept): Head {
  if (kept.source === 'publication') {
    const { source, publication, ...meaning } = kept
    const { citation, address, page, year, method, design, estimate, intervals, cases, lists } = publication
    return {
      ...meaning,
      source,
      design,
      lists,
      figure: { method: null, value: estimate, reason: null, intervals, cases },
      publication: { citation, address, page, year, method },
    }
  }
  const { source, result, overlapTable: _table, provenance: _made, ...meaning } = kept
  const chosen = chosenEstimate(result)
  const told = chosen === null ? null : viewOf(kept, { whole: false }).chosen
  const own = ownPopulation(kept)
  const isOther = own !== null && kept.populationBase.number !== null && own !== kept.populationBase.number
  return {
    ...meaning,
    source,
    design: result.design,
    lists: result.design === 'lists' ? result.specification.lists : null,
    figure: {
      method: chosen?.method ?? null,
      value: told?.figure?.value ?? null,
      ...(told?.figure == null ? {} : { step: told.figure.step }),
      ...(told?.atMost ? { atMost: told.atMost } : {}),
      ...(told?.keptBack ? { keptBack: true } : {}),
      reason: told?.reason ?? null,
      intervals: told?.figure?.intervals ?? [],
      cases: null,
    },
    ...(isOther ? { ownPopulation: own } : {}),
    publication: null,
  }
}

/** The year a figure is about: the last of its period, or the year of what it was taken from. */
export function yearOf({ periodTo, periodFrom, publication }: Head): number | null {
  const day = periodTo ?? periodFrom
  return day === null ? (publication?.year ?? null) : Number(day.slice(0, 4))
}
