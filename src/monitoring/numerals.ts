import { plainDigits } from '../compacts/forms/digits.ts'

/** Why a text is not taken as a number. */
export type NumeralFault = 'text' | 'missing in words' | 'ambiguous' | 'too long'

export type Numeral = { decimal: string } | { blank: true } | { fault: NumeralFault }

/**
 * A number as people write it: with the digits of any script, a point or a comma before the
 * decimals, spaces, points, commas or apostrophes between thousands, a per cent sign behind.
 *
 * `1.234` and `1,234` are a thousand to some and about one to others: they are handed back
 * as ambiguous, never guessed. What is not plainly one number, as `24²` with the mark of a footnote, two
 * lines, or two kinds of mark between thousands, is no number. With `exact`, as in files whose cells are numbers already,
 * only digits and a point are read, and nothing is ambiguous.
 */
export function readNumeral(typed: string, { exact = false } = {}): Numeral {
  const text = plainDigits(typed)
    .replace(/[−–]/g, '-')
    .replace(/\u066B/g, ',')
    .replace(/ *[%٪]$/, '')
  if (text === '') return { blank: true }
  if (missingWords.has(text.toLowerCase().replace(/[.\s/]/g, ''))) return { fault: 'missing in words' }
  if (exact) return /^-?\d+(\.\d+)?$/.test(text) ? fitted(text) : { fault: 'text' }

  const negative = text.startsWith('-')
  const body = ungrouped(negative ? text.slice(1).trim() : text)
  if (body === null) return { fault: 'text' }
  const marks = body.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (last === undefined) return fitted(signed(negative, body))
  const [head = '', tail = ''] = [
    body.slice(0, body.lastIndexOf(last)),
    body.slice(body.lastIndexOf(last) + 1),
  ]
  if (new Set(marks).size === 2) {
    // The other mark stands between thousands, and only there.
    const other = last === '.' ? ',' : '.'
    if (marks.filter((mark) => mark === last).length > 1 || !isGrouped(head, other) || tail === '')
      return { fault: 'text' }
    return fitted(signed(negative, `${head.replaceAll(other, '')}.${tail}`))
  }
  if (marks.length > 1)
    return isGrouped(body, last) ? fitted(signed(negative, body.replaceAll(last, ''))) : { fault: 'text' }
  if (tail === '' || head === '') return { fault: 'text' }
  if (tail.length === 3 && head.length <= 3 && !head.startsWith('0')) return { fault: 'ambiguous' }
  return fitted(signed(negative, `${head}.${tail}`))
}

/** What people write where they mean that there is no number. */
const missingWords = new Set(
  [
    'n/a',
    'na',
    'none',
    'nil',
    'unknown',
    'tbd',
    'nd',
    's/d',
    's/o',
    'n/d',
    'nc',
    '-',
    '--',
    '?',
    'x',
    'no data',
    'null',
    'inconnu',
    'desconocido',
    'desconhecido',
    'sin dato',
    'sem dados',
    'pending',
  ].map((word) => word.replace(/[.\s/]/g, '')),
)

/** Takes spaces or apostrophes out of between thousands; null where they stand elsewhere, or where something is no digit. */
function ungrouped(text: string): string | null {
  if (!/^[\d., '’٬]+$/.test(text)) return null
  const mark = /[ '’٬]/.exec(text)?.[0]
  if (mark === undefined) return text
  const [whole = '', ...rest] = text.split(/(?=[.,])/)
  if (rest.length > 1 || /[ '’٬]/.test(rest.join(''))) return null
  return isGrouped(whole, mark) ? whole.replaceAll(mark, '') + rest.join('') : null
}

function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.split(mark)
  return /^\d{1,3}$/.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group))
}

function fitted(text: string): Numeral {
  const negative = text.startsWith('-')
  const [whole = '', part] = text.replace('-', '').split('.')
  const trimmed = whole.replace(/^0+(?=\d)/, '')
  if (trimmed.length > 15 || (part?.length ?? 0) > 9) return { fault: 'too long' }
  const decimal = part === undefined ? trimmed : `${trimmed}.${part}`
  return { decimal: negative && /[1-9]/.test(decimal) ? `-${decimal}` : decimal }
}

const signed = (negative: boolean, text: string) => (negative ? `-${text}` : text)
