import { formatNumber, type Language } from '../../ui/language.ts'

/** US dollars as a reader writes them: millions in words from a million on, whole dollars below. */
export function writeDollars(language: Language, usd: number): string {
  const large = Math.abs(usd) >= 1_000_000
  return formatNumber(language, usd, {
    style: 'currency',
    currency: 'USD',
    ...(large
      ? { notation: 'compact', compactDisplay: 'long', minimumFractionDigits: 1, maximumFractionDigits: 1 }
      : { maximumFractionDigits: 0 }),
  })
}
