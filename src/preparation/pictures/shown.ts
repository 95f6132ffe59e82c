import { type Estimate, type Interval, toTell } from '../../estimators/estimate.ts'
import { formatNumber, type Language } from '../../ui/language.ts'
import { precisionOf, rounded } from '../rounding.ts'

type Found = Extract<Estimate, { status: 'ok' }>

/**
 * The interval that is shown beside an estimate: of 95 %, or else the widest there is. One that allows for the choice of
 * the model comes before any that takes the model as known, whatever their levels.
 */
export function shownInterval(estimate: Estimate): Interval | null {
  const allowing = estimate.intervals.filter((interval) => !takesModelAsKnown(interval))
  const intervals = allowing.length > 0 ? allowing : estimate.intervals
  return toTell(intervals, 0.95) ?? [...intervals].sort((one, other) => other.level - one.level)[0] ?? null
}

/** Whether an interval is conditional on its model, and so too narrow wherever that was chosen from the table. */
export const takesModelAsKnown = ({ kind }: Interval) => kind === 'conditional' || kind === 'profile'

/** A figure and its limits as a reader writes them, to no more digits than the interval allows. */
export function shownFigure(
  estimate: Found,
  language: Language,
  /** `people`: whole numbers, never below those seen. `share`: per cent. */
  quantity: 'people' | 'share' = 'people',
): { estimate: string; low: string | null; high: string | null; level: string | null } {
  const interval = shownInterval(estimate)
  const scale = quantity === 'share' ? 100 : 1
  const step = precisionOf(estimate.estimate * scale, [
    ...estimate.intervals.map((each) => ({
      ...each,
      low: each.low * scale,
      high: each.high === null ? null : each.high * scale,
    })),
  ])
  const least = quantity === 'people' ? estimate.cases : undefined
  const write = (value: number, to?: 'down' | 'up') => {
    const shown = rounded(value * scale, step, to, least)
    const digits = Math.max(0, Math.round(-Math.log10(step)))
    return quantity === 'share'
      ? formatNumber(language, shown / 100, { style: 'percent', maximumFractionDigits: digits })
      : formatNumber(language, shown, { maximumFractionDigits: digits })
  }
  return {
    estimate: write(estimate.estimate),
    low: interval === null ? null : write(interval.low, 'down'),
    high: interval?.high == null ? null : write(interval.high, 'up'),
    level: interval === null ? null : formatNumber(language, interval.level, { style: 'percent' }),
  }
}
