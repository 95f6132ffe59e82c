import { type Language, speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { mainInterval, takesModelAsKnown } from './say.ts'
import type { ShownEstimate } from './view.ts'
import { estimateWords } from './words.ts'

/** A dot with its range; without a value the reason why there is none. */
export type ChartRow = {
  key: string
  name: string
  own: boolean
  value: number | null
  low: number | null
  high: number | null
  missing?: string
}

export function forestRows(
  rows: readonly { key: string; name: string; own: boolean; estimate: ShownEstimate }[],
  language: Language,
): ChartRow[] {
  return rows.map(({ key, name, own, estimate: { figure, reason } }) => {
    if (figure === null)
      return {
        key,
        name,
        own,
        value: null,
        low: null,
        high: null,
        ...(reason === null ? {} : { missing: sayFinding(reason, language) }),
      }
    const interval = mainInterval(figure.intervals)
    const named =
      interval !== null && takesModelAsKnown(interval)
        ? `${name} (${speak(estimateWords, language)('i.conditional')})`
        : name
    return {
      key,
      name: named,
      own,
      value: figure.value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  })
}

/** Where the axis ends: what most rows reach, so that one wild method does not flatten all others. */
export function forestDomain(rows: readonly ChartRow[]): [number, number] {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b)
  const middle = values[Math.floor(values.length / 2)] ?? 1
  const highs = rows.flatMap(({ value, high }) => (high === null ? (value === null ? [] : [value]) : [high]))
  const own = rows.filter((row) => row.own).flatMap(({ value, high }) => [value ?? 0, high ?? 0])
  const top = Math.max(Math.min(Math.max(...highs, 1), 6 * middle), ...own)
  return [0, top]
}
