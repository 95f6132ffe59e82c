import type { Interval } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import { chosenEstimate, type Design, type Kept, type KeptFromPublication } from './kept.ts'
import { viewOf } from './view.ts'

/** The figure to be used as everybody is told it: with its intervals, or the reason why there is none. */
export type HeadFigure = {
  /** Stable name of our method; null where it comes from a publication, which says its own in words. */
  method: string | null
  value: number | null
  /** What a computed one was rounded to, as its report says it; published ones stand as they were printed. */
  step?: number
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
  publication: Pick<
    KeptFromPublication['publication'],
    'citation' | 'address' | 'page' | 'year' | 'method'
  > | null
}

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
  return {
    ...meaning,
    source,
    design: result.design,
    lists: result.design === 'lists' ? result.specification.lists : null,
    figure: {
      method: chosen?.method ?? null,
      value: told?.figure?.value ?? null,
      ...(told?.figure == null ? {} : { step: told.figure.step }),
      ...(told?.keptBack ? { keptBack: true } : {}),
      reason: told?.reason ?? null,
      intervals: told?.figure?.intervals ?? [],
      cases: null,
    },
    publication: null,
  }
}

/** The year a figure is about: the last of its period, or the year of what it was taken from. */
export function yearOf({ periodTo, periodFrom, publication }: Head): number | null {
  const day = periodTo ?? periodFrom
  return day === null ? (publication?.year ?? null) : Number(day.slice(0, 4))
}
