/*
 * Numbers as they were written, so that sums are exact: a decimal is a text such as `0.125`
 * with at most nine digits behind the point, and is added as whole billionths.
 */

const DIGITS = 9
const pattern = /^-?\d{1,15}(\.\d{1,9})?$/

export const isDecimal = (text: string) => pattern.test(text)

/** Whole billionths of a decimal. Throws RangeError for what is none. */
export function billionths(decimal: string): bigint {
  if (!isDecimal(decimal)) throw new RangeError(`“${decimal}” is not a decimal`)
  const negative = decimal.startsWith('-')
  const [whole = '0', part = ''] = decimal.replace('-', '').split('.')
  const size = BigInt(whole) * 10n ** BigInt(DIGITS) + BigInt(part.padEnd(DIGITS, '0'))
  return negative ? -size : size
}

/** The shortest decimal of so many billionths. */
export function decimalOf(size: bigint): string {
  const text = (size < 0n ? -size : size).toString().padStart(DIGITS + 1, '0')
  const whole = text.slice(0, -DIGITS)
  const part = text.slice(-DIGITS).replace(/0+$/, '')
  const shown = part === '' ? whole : `${whole}.${part}`
  return size < 0n ? `-${shown}` : shown
}

export function sumOf(decimals: readonly string[]): string {
  return decimalOf(decimals.reduce((sum, each) => sum + billionths(each), 0n))
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. */
export function compareDecimals(a: string, b: string): number {
  const difference = billionths(a) - billionths(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Σ value × weight ÷ Σ weight, to nine digits, halves to the even one. Throws RangeError when the weights are nothing. */
export function weightedMean(parts: readonly { value: string; weight: string }[]): string {
  const weights = parts.reduce((sum, { weight }) => sum + billionths(weight), 0n)
  if (weights <= 0n) throw new RangeError('weights are above zero')
  const top = parts.reduce((sum, { value, weight }) => sum + billionths(value) * billionths(weight), 0n)
  return decimalOf(dividedHalfEven(top, weights))
}

function dividedHalfEven(top: bigint, bottom: bigint): bigint {
  const negative = top < 0n
  const size = negative ? -top : top
  const whole = size / bottom
  const twice = (size % bottom) * 2n
  const up = twice > bottom || (twice === bottom && whole % 2n === 1n)
  const rounded = whole + (up ? 1n : 0n)
  return negative ? -rounded : rounded
}

/** A number as a form can hold it: `1.234` could be a thousand by hand, `1.2340` cannot. */
export function unmistakable(decimal: string | null): string {
  if (decimal === null) return ''
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(decimal) ? `${decimal}0` : decimal
}
