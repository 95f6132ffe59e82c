import { formatNumber, type Language } from '../ui/language.ts'

/** A share in per cent, with a space before the sign, as the sentences of this house have it in every language. */
export function inPercent(language: Language, share: number, digits = 0): string {
  return formatNumber(language, share, { style: 'percent', maximumFractionDigits: digits }).replace(
    /\s*%/,
    '\u00a0%',
  )
}
