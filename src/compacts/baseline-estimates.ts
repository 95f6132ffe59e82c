import { figureOf } from '../preparation/estimates/say.ts'
import { findEstimate } from '../preparation/estimates/store.ts'
import type { MoreGaps } from './effects.ts'
import type { Step } from './gap-codes.ts'

/** Steps before which the whole text is judged. */
const ofTheWholeText: readonly Step[] = ['frozen', 'signed']

const estimatePath = /\/estimates\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/

/**
 * A baseline that names an estimate kept here says what that estimate says: it is public, of the country, and figure and
 * limits are the same but for what the estimate is rounded by. An address that leads elsewhere is not looked at.
 */
export const baselineGaps: MoreGaps = async (db, { step, agreement: { indicators, country } }) => {
  if (!ofTheWholeText.includes(step)) return []
  const found = await Promise.all(
    indicators.map(async ({ key, baseline }) => {
      if (baseline === null || !('value' in baseline) || baseline.url === null) return []
      const id = estimatePath.exec(baseline.url.split(/[?#]/)[0] ?? '')?.[1]
      const kept =
        id !== undefined &&
        (await db.selectFrom('estimates').select('id').where('id', '=', id).executeTakeFirst())
          ? await findEstimate(db, id)
          : null
      if (kept === null) return []

      const at = { place: `indicators/${key}/baseline`, section: null }
      if (!kept.public || kept.country !== country)
        return [{ ...at, code: 'baseline-estimate-not-public' as const, values: { indicator: key } }]
      // A share stands in an agreement in per cent.
      const scale = kept.head.quantity === 'share' ? 100 : 1
      const figure = figureOf(kept.head)
      // A figure is rounded to the nearest step, its limits outwards: what was written may have more digits.
      const step = (figure?.step ?? 0) * scale
      const same = (written: string | null, says: number | null, rounded: 'nearest' | 'down' | 'up') => {
        if (written === null || says === null) return written === says
        const off = Number(written) - says * scale
        const [least, most] = { nearest: [-0.5, 0.5], down: [0, 1], up: [-1, 0] }[rounded] as [number, number]
        const [low, high] = [least * step, most * step]
        const much = 1e-9 * Math.max(step, Math.abs(says * scale))
        // A limit a whole step inwards is another one.
        return off >= low - (least === -1 ? -much : much) && off <= high + (most === 1 ? -much : much)
      }
      const level = baseline.level
      const interval =
        level === null
          ? undefined
          : figure?.intervals.find((each) => Math.abs(each.level * 100 - level) < 1e-6)
      const agrees =
        figure !== null &&
        same(baseline.value, figure.value, 'nearest') &&
        (level === null ||
          (interval !== undefined &&
            same(baseline.low, interval.low, 'down') &&
            same(baseline.high, interval.high, 'up')))
      if (agrees) return []
      const number = (value: number | null) =>
        value === null ? '∞' : String(Number((value * scale).toPrecision(10)))
      const limits = interval === undefined ? '' : ` (${number(interval.low)} – ${number(interval.high)})`
      const says = figure === null ? '–' : `${number(figure.value)}${limits}`
      return [{ ...at, code: 'baseline-estimate-differs' as const, values: { indicator: key, says } }]
    }),
  )
  return found.flat()
}
