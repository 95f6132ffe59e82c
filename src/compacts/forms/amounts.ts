import { type Language, locales } from '../../ui/language.ts'
import type { Money } from '../agreement.ts'
import { minorPlaces } from '../currency.ts'
import { plainDigits } from './digits.ts'

/** Why a number could not be read as it was typed. */
export type AmountFault = 'not a number' | 'ambiguous' | 'too many digits' | 'too large'

/**
 * A number as a reader of this language writes it, as `1234.5`: “1 200 000,50” in French,
 * “1,200,000.50” in English. Groups are of three, and where a mark could be read in two ways
 * (“1.200” in French) nothing is guessed.
 */
export function readNumber(text: string, language: Language): { value: string } | { fault: AmountFault } {
  const bare = withoutGaps(plainDigits(text).replace(/^[−–] */, '-'))
  const comma = language !== 'en'
  const [mark, group] = comma ? [',', '.'] : ['.', ',']
  const found = /^(-?)([\d.,]+)$/.exec(bare)
  if (found === null) return { fault: 'not a number' }
  const [, sign = '', digits = ''] = found
  const marks = [...digits].filter((each) => each === mark).length
  const groups = [...digits].filter((each) => each === group).length
  // The other language’s mark, where it cannot be taken for one of groups: 1200.50 typed in French.
  if (marks === 0 && groups === 1) {
    const [whole = '', rest = ''] = digits.split(group)
    if (rest.length !== 3 && /^\d+$/.test(whole) && /^\d+$/.test(rest)) return made(sign, whole, rest)
    if (comma && language === 'fr') return { fault: 'ambiguous' }
  }
  if (marks > 1) return { fault: 'not a number' }
  const [whole = '', rest = ''] = digits.split(mark)
  if (rest.includes(group) || (marks === 1 && !/^\d+$/.test(rest))) return { fault: 'not a number' }
  if (groups > 0 && !new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(whole)) return { fault: 'not a number' }
  const bareWhole = whole.replaceAll(group, '')
  if (bareWhole === '') return { fault: 'not a number' }
  return made(sign, bareWhole, rest)
}

/** Without the spaces or apostrophes between thousands; elsewhere they stay, and what is left is no number. */
function withoutGaps(text: string): string {
  const found = /^(-?)(\d{1,3}(?:([ '’_])\d{3})(?:\3\d{3})*)([.,]\d*)?$/.exec(text)
  if (found === null) return text
  const [, sign = '', whole = '', gap = '', rest = ''] = found
  return `${sign}${whole.replaceAll(gap, '')}${rest}`
}

function made(sign: string, whole: string, rest: string): { value: string } {
  const plain = whole.replace(/^0+(?=\d)/, '')
  const zero = plain === '0' && /^0*$/.test(rest)
  return { value: `${zero ? '' : sign}${plain}${rest === '' ? '' : `.${rest}`}` }
}

/** An amount as it was typed, in whole minor units of its currency. */
export function readAmount(
  text: string,
  currency: string,
  language: Language,
): { minor: number } | { fault: AmountFault } {
  const read = readNumber(text, language)
  if ('fault' in read) return read
  const digits = minorPlaces(currency)
  const [whole = '', rest = ''] = read.value.split('.')
  // “1,200” in French would be 1.2: three digits behind the mark are more likely a thousand, so they are asked about.
  if (rest.length > digits) return { fault: 'too many digits' }
  const minor = Number(`${whole}${rest.padEnd(digits, '0')}`)
  return Number.isSafeInteger(minor) ? { minor } : { fault: 'too large' }
}

/** An amount without its currency, as `1234.50`: no digit lost on the way. */
export function plainAmount({ minor, currency }: Money): string {
  const digits = minorPlaces(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : text.slice(0, -digits)
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`
}

/** An amount without its currency, as a reader writes it; in forms and in columns under the currency. */
export function writeAmount(money: Money, language: Language): string {
  const digits = minorPlaces(money.currency)
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: true,
  })
  return format.format(plainAmount(money) as `${number}`)
}

/** An amount with its currency: “US$ 1,200.50”, “1 200,50 USD”. The code stands, so that no dollar is taken for another. */
export function showMoney(money: Money, language: Language): string {
  return `${money.currency}\u00a0${writeAmount(money, language)}`
}

/** A decimal number of the document as a reader writes it, without groups, every digit kept. */
export function writeDecimal(value: string, language: Language): string {
  return language === 'en' ? value : value.replace('.', ',')
}
