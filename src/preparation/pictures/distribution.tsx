import type { Estimate } from '../../estimators/estimate.ts'
import { Histogram } from '../../ui/charts/histogram.tsx'
import { ticks } from '../../ui/charts/ticks.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { shownFigure } from './shown.ts'
import { pictureWords } from './words.ts'

/** The totals of the resamples behind an estimate; empty where none were drawn, or none came out. */
export function resampledTotals({ diagnostics }: Estimate): number[] {
  const { bootstrap } = diagnostics as { bootstrap?: { totals?: unknown } | null }
  const totals = bootstrap?.totals
  return Array.isArray(totals) ? totals.filter((total): total is number => typeof total === 'number') : []
}

/** Where most totals lie: a few that run far away must not press the others together. */
function domainOf(totals: readonly number[]): [number, number] {
  const sorted = [...totals].sort((one, other) => one - other)
  const low = sorted[0] as number
  const most = sorted[Math.floor(0.98 * (sorted.length - 1))] as number
  return most > low ? [low, low + 1.08 * (most - low)] : [low - 1, low + 1]
}

/** How often which total came out when people were drawn anew and the model was chosen anew. */
export function DistributionPicture({ estimate }: { estimate: Extract<Estimate, { status: 'ok' }> }) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const totals = resampledTotals(estimate)
  if (totals.length < 2) return null
  const domain = domainOf(totals)
  const beyond = totals.filter((total) => total > domain[1]).length
  const written = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 3 })
  return (
    <>
      <Histogram
        label={say('distribution.label', {
          count: formatNumber(language, totals.length),
          low: written(domain[0]),
          high: written(domain[1]),
        })}
        values={totals.filter((total) => total <= domain[1])}
        domain={domain}
        bins={24}
        marked={[
          {
            value: estimate.estimate,
            text: say('distribution.estimate', { value: shownFigure(estimate, language).estimate }),
          },
        ]}
        axis={say('distribution.axis')}
      />
      {beyond > 0 ? <p className="overlap-note">{say('distribution.beyond', { count: beyond })}</p> : null}
    </>
  )
}

/** The same as numbers: how many resamples lie between which totals. */
export function DistributionNumbers({ estimate }: { estimate: Estimate }) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const totals = resampledTotals(estimate)
  if (totals.length < 2) return null
  const [low, high] = domainOf(totals)
  const inner = ticks([low, high], 12).filter((edge) => edge > low && edge < high)
  const edges = [Math.min(...totals), ...inner]
  const written = (value: number) => formatNumber(language, value, { maximumFractionDigits: 0 })
  const largest = Math.max(...totals)
  return (
    <DataTable
      caption={say('distribution.axis')}
      tight
      columns={[
        { key: 'from', head: say('distribution.from'), number: true },
        { key: 'to', head: say('distribution.to'), number: true },
        { key: 'times', head: say('distribution.times'), number: true },
      ]}
      rows={edges.map((from, place) => {
        const to = edges[place + 1]
        return {
          key: String(from),
          cells: {
            from: written(from),
            to: written(to ?? largest),
            times: formatNumber(
              language,
              totals.filter((total) => total >= from && (to === undefined || total < to)).length,
            ),
          },
        }
      })}
    />
  )
}
