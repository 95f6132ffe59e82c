import { minorDigits } from '../iati/model.ts'

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether a code is a currency in which money can be agreed: of ISO 4217, with a minor unit to count in. */
export function isMoney(code: string): boolean {
  if (!known.has(code)) return false
  try {
    minorDigits(code)
    return true
  } catch {
    return false
  }
}

/** Decimal places of the minor unit (ISO 4217): 2 for USD, 0 for XOF, 3 for KWD; 2 for what is no currency. */
export function minorPlaces(code: string): number {
  try {
    return minorDigits(code)
  } catch {
    return 2
  }
}
