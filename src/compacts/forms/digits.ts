/**
 * A number as it was typed, in characters that every reader of numbers knows: digits of any script
 * as those from 0 to 9, full-width signs as plain ones, every kind of space as a space.
 *
 * All else stays as it is, for whoever reads it to refuse: a raised 2 is a footnote or a power, `½`
 * and `①` are not digits, and a line that ends ends a number.
 */
export function plainDigits(typed: string): string {
  return typed
    .trim()
    .replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize('NFKC'))
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\p{Nd}/gu, (digit) => {
      // Each script has its ten in a row, and some rows follow one another.
      const code = digit.codePointAt(0) ?? 0
      let first = code
      while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
      return String((code - first) % 10)
    })
}
