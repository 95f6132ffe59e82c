import { formatNumber, type Language } from '../../ui/language.ts'
import { isChange } from './figure-kinds.ts'
import type { Head } from './head.ts'

/**
 * How far a limit may lie from where endless resamples would put it, in the measure of the limit itself: a share in
 * percent, a change of a share in points of it. A dash where nothing is known of it.
 */
export function sayChance(error: number | null, head: Head, language: Language): string {
  if (error === null) return '–'
  const digits = { maximumSignificantDigits: 2 }
  if (head.quantity !== 'share') return formatNumber(language, error, digits)
  return isChange(head)
    ? formatNumber(language, error * 100, digits)
    : formatNumber(language, error, { ...digits, style: 'percent' })
}
