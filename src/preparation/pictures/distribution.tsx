import type { Estimate } from '../../estimators/estimate.ts'
import { edgeOf, type Histogram, histogramOf } from '../../estimators/numeric/histogram.ts'
import { Bars } from '../../ui/charts/histogram.tsx'
import { ticks } from '../../ui/charts/ticks.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber, type Language } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { pictureWords } from './words.ts'

/** A share is written in per cent. */
export type DistributionOf = 'people' | 'share'

/**
 * How often which figure came out of the resamples behind an estimate; null where none were drawn, or none came out.
 * Fresh from an estimator or as it was kept.
 */
export function resampledOf({ diagnostics }: Estimate): Histogram | null {
  const { resampled, bootstrap } = diagnostics as { resampled?: unknown; bootstrap?: unknown }
  if (isHistogram(resampled)) return resampled
  if (typeof bootstrap !== 'object' || bootstrap === null) return null
  const { totals, histogram } = bootstrap as { totals?: unknown; histogram?: unknown }
  if (isHistogram(histogram)) return histogram
  return Array.isArray(totals) || totals instanceof Float64Array
    ? histogramOf(Array.from(totals).map((total) => (typeof total === 'number' ? total : Number.NaN)))
    : null
}

function isHistogram(of: unknown): of is Histogram {
  if (typeof of !== 'object' || of === null) return false
  const { from, step, counts, beyond } = of as Record<string, unknown>
  const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
  return (
    [from, step, beyond].every(isNumber) &&
    (step as number) > 0 &&
    Array.isArray(counts) &&
    counts.length > 0 &&
    counts.length <= 100 &&
    counts.every(isNumber)
  )
}

/** How many resamples a picture of them stands on. */
export const drawnIn = ({ counts, beyond }: Histogram) => counts.reduce((sum, count) => sum + count, beyond)

const writer = (language: Language, of: DistributionOf) => (value: number) =>
  of === 'share'
    ? formatNumber(language, value, { style: 'percent', maximumFractionDigits: 1 })
    : formatNumber(language, value, { maximumSignificantDigits: 4 })

/** How often which figure came out when people were drawn anew, and the model chosen anew where one was chosen. */
export function DistributionPicture({
  histogram,
  estimate,
  of,
}: {
  histogram: Histogram
  /** The figure itself, and as it is written. */
  estimate: { value: number; text: string }
  of: DistributionOf
}) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const written = writer(language, of)
  const { counts, beyond } = histogram
  const [low, high] = [histogram.from, edgeOf(histogram, counts.length)]
  // Resamples may settle elsewhere than the estimate: it is drawn all the same.
  const domain: [number, number] = [Math.min(low, estimate.value), Math.max(high, estimate.value)]
  return (
    <>
      <Bars
        label={say('distribution.label', {
          count: formatNumber(language, drawnIn(histogram)),
          low: written(low),
          high: written(high),
        })}
        bars={counts.map((count, bin) => ({
          from: edgeOf(histogram, bin),
          to: edgeOf(histogram, bin + 1),
          count,
        }))}
        domain={domain}
        axisTicks={ticks(domain, 5).filter((tick) => tick >= domain[0] && tick <= domain[1])}
        marked={[{ value: estimate.value, text: say('distribution.estimate', { value: estimate.text }) }]}
        axis={say(of === 'share' ? 'distribution.axis.share' : 'distribution.axis')}
        written={written}
      />
      {beyond > 0 ? <p className="overlap-note">{say('distribution.beyond', { count: beyond })}</p> : null}
    </>
  )
}

/** At most a dozen rows of it: from, to (null: without end) and how many resamples lie there. */
export function distributionRows(histogram: Histogram): { from: number; to: number | null; times: number }[] {
  const { counts, beyond } = histogram
  const together = Math.ceil(counts.length / 12)
  const rows: ReturnType<typeof distributionRows> = []
  for (let bin = 0; bin < counts.length; bin += together)
    rows.push({
      from: edgeOf(histogram, bin),
      to: edgeOf(histogram, Math.min(counts.length, bin + together)),
      times: counts.slice(bin, bin + together).reduce((sum, count) => sum + count, 0),
    })
  if (beyond > 0) rows.push({ from: edgeOf(histogram, counts.length), to: null, times: beyond })
  return rows
}

/** The rows in words, for page and paper. */
export function distributionCells(
  histogram: Histogram,
  of: DistributionOf,
  language: Language,
): [string, string, string][] {
  const written = writer(language, of)
  return distributionRows(histogram).map(({ from, to, times }) => [
    written(from),
    to === null ? '–' : written(to),
    formatNumber(language, times),
  ])
}

/** The same as numbers: how many resamples lie between which figures. */
export function DistributionNumbers({ histogram, of }: { histogram: Histogram; of: DistributionOf }) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  return (
    <DataTable
      caption={say(of === 'share' ? 'distribution.axis.share' : 'distribution.axis')}
      tight
      columns={[
        { key: 'from', head: say('distribution.from'), number: true },
        { key: 'to', head: say('distribution.to'), number: true },
        { key: 'times', head: say('distribution.times'), number: true },
      ]}
      rows={distributionCells(histogram, of, language).map(([from, to, times]) => ({
        key: from,
        cells: { from, to, times },
      }))}
    />
  )
}
