import type { Money } from '../../../compacts/agreement.ts'
import { minorPlaces } from '../../../compacts/currency.ts'
import { showMoney } from '../../../compacts/forms/amounts.ts'
import { formatNumber, type Language } from '../../../ui/language.ts'
import type { Amounts } from '../snapshot.ts'

/** An amount for a sentence: in millions with one digit, from a million on; else whole units. */
export function shortMoney({ minor, currency }: Money, language: Language): string {
  const major = minor / 10 ** minorPlaces(currency)
  const digits = Math.abs(major) >= 1_000_000 ? 1 : 0
  const text = formatNumber(language, major, {
    ...(digits === 1 ? { notation: 'compact', compactDisplay: 'long' } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${currency}\u00a0${text.replace('-', '−').replaceAll(' ', '\u00a0')}`
}

/** The total, or several currencies side by side where there is none. */
export function shortSum(sum: Amounts, language: Language): string {
  const shown = sum.total === null ? sum.amounts : [sum.total]
  return shown.map((money) => shortMoney(money, language)).join(' + ')
}

/** The same to the last minor unit. */
export function exactSum(sum: Amounts, language: Language): string {
  const shown = sum.total === null ? sum.amounts : [sum.total]
  return shown.length === 0 ? '–' : shown.map((money) => showMoney(money, language)).join(' + ')
}
