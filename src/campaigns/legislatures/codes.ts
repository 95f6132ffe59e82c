/** What stops a code from being looked up; each has its own words and its remedy. */
export type CodeFault =
  | { kind: 'empty' }
  | { kind: 'letters' }
  | { kind: 'letter-o'; meant: string }
  | { kind: 'foreign'; country: string }
  | { kind: 'military' }
  | { kind: 'never-given' }
  | { kind: 'length'; digits: number }

export const repairs = ['leading-zero', 'plus-four', 'spaces', 'digits'] as const
export type Repair = (typeof repairs)[number]

export type ReadCode = { code: string; repairs: Repair[] } | { fault: CodeFault }

// First digit of each block of ten that a telephone keyboard may write instead of 0–9.
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]

const foreign: [RegExp, string][] = [
  [/^[A-Z]\d[A-Z]\d[A-Z]\d$/, 'CAN'],
  [/^GIR0AA$|^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, 'GBR'],
  [/^\d{4}[A-Z]{2}$/, 'NLD'],
  [/^[A-Z]\d[\dW][A-Z\d]{4}$/, 'IRL'],
  [/^LV-?\d{4}$/, 'LVA'],
  [/^SE-?\d{5}$/, 'SWE'],
  [/^[A-Z]\d{4}[A-Z]{3}$/, 'ARG'],
]
const foreignDashed: [RegExp, string][] = [
  [/^\d{5}-\d{3}$/, 'BRA'],
  [/^\d{4}-\d{3}$/, 'PRT'],
  [/^\d{3}-\d{4}$/, 'JPN'],
  [/^\d{2}-\d{3}$/, 'POL'],
]

/**
 * Reads what somebody typed as a ZIP code. What a spreadsheet or a keyboard does to a code is undone
 * and said: lost leading zeros, spaces, digits of another script, the four digits after a hyphen.
 * What belongs to another country, to the armed forces, or to nobody is told apart, never looked up.
 */
export function readCode(typed: string): ReadCode {
  const repaired: Repair[] = []
  const folded = [...typed.normalize('NFKC')]
    .map((character) => {
      const zero = zeros.find((start) => {
        const at = character.codePointAt(0)! - start
        return at >= 0 && at < 10
      })
      return zero === undefined ? character : String(character.codePointAt(0)! - zero)
    })
    .join('')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|−/gu, '-')
    .toUpperCase()
  const trimmed = folded.trim()
  if (trimmed === '') return { fault: { kind: 'empty' } }
  if (/\d/.test(trimmed) && [...typed].some((each) => /\p{Nd}/u.test(each) && !/[0-9]/.test(each)))
    repaired.push('digits')

  const abroad = foreignDashed.find(([pattern]) => pattern.test(trimmed.replace(/\s*-\s*/g, '-')))
  if (abroad) return { fault: { kind: 'foreign', country: abroad[1] } }
  const close = trimmed.replace(/\s+/g, '')
  const other = foreign.find(([pattern]) => pattern.test(close))
  if (other) return { fault: { kind: 'foreign', country: other[1] } }
  const asDigits = close.replace(/O/g, '0').replace(/[IL]/g, '1')
  if (/[A-Z]/.test(close) && /^\d{5}$/.test(asDigits) && /\d{2}/.test(close))
    return { fault: { kind: 'letter-o', meant: asDigits } }
  if (/^(AE|AP|AA|APO|FPO|DPO)\b/.test(trimmed)) return { fault: { kind: 'military' } }
  if (/\p{L}/u.test(close)) return { fault: { kind: 'letters' } }

  // Five digits and four more, with a hyphen, a space, or nothing between; with the hyphen a lost zero can still be told.
  const split =
    /^(\d{3,5})-\s*(\d{4})$/.exec(trimmed.replace(/\s*-\s*/g, '-')) ??
    /^(\d{5})\s*(\d{4})$/.exec(trimmed) ??
    /^(\d{5})-$/.exec(trimmed)
  let five: string
  if (split) {
    repaired.push('plus-four')
    five = split[1]!
  } else {
    if (/[^\d\s]/.test(trimmed)) return { fault: { kind: 'letters' } }
    five = close
    if (close !== trimmed || trimmed !== folded) repaired.push('spaces')
  }
  if (five.length < 3 || five.length > 5) return { fault: { kind: 'length', digits: five.length } }
  if (five.length < 5) {
    repaired.push('leading-zero')
    five = five.padStart(5, '0')
  }
  if (five === '00000') return { fault: { kind: 'never-given' } }
  if (/^(09[0-8]|340|96[2-6])/.test(five)) return { fault: { kind: 'military' } }
  return { code: five, repairs: repaired }
}
