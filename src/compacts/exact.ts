/*
 * Numbers as they were written, without the rounding of binary fractions.
 */

/** A decimal as a whole number of `10^-places`. */
export type Exact = { digits: bigint; places: number }

/** Reads a decimal such as `-12.50`; null when it is not one. */
export function readExact(text: string): Exact | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (found === null) return null
  const [, sign = '', whole = '', rest = ''] = found
  const digits = BigInt(whole + rest)
  return { digits: sign === '-' ? -digits : digits, places: rest.length }
}

/** Writes it as short as it can be: `12.5`. */
export function writeExact({ digits, places }: Exact): string {
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
  const whole = text.slice(0, text.length - places)
  const rest = places === 0 ? '' : text.slice(-places).replace(/0+$/, '')
  const plain = rest === '' ? whole : `${whole}.${rest}`
  return plain === '0' ? '0' : sign + plain
}

export function addExact(a: Exact, b: Exact): Exact {
  const places = Math.max(a.places, b.places)
  return { digits: scaled(a, places) + scaled(b, places), places }
}

/** Less than 0 when a is smaller, 0 when they are the same number, more than 0 when it is larger. */
export function compareExact(a: Exact, b: Exact): number {
  const places = Math.max(a.places, b.places)
  const difference = scaled(a, places) - scaled(b, places)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const scaled = ({ digits, places }: Exact, to: number) => digits * 10n ** BigInt(to - places)

/** A division of whole numbers to the nearest one; from exactly between two, to the even one. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n
  const [a, b] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  let whole = a / b
  const twice = (a % b) * 2n
  if (twice > b || (twice === b && whole % 2n === 1n)) whole += 1n
  return negative ? -whole : whole
}
