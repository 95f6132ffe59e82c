/*
 * The simple types of XML Schema that IATI uses, judged as libxml2 judges them: it is what publishers and
 * the official validator run, and the tests hold this file against it.
 */

type Judge = (value: string) => boolean

const collapse = (value: string) => value.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** No spaces around a date: libxml2 takes none. */
function isDay(year: string, month: string, day: string): boolean {
  if (/^0+$/.test(year)) return false
  const monthNumber = Number(month)
  const length = monthDays[monthNumber - 1]
  if (length === undefined) return false
  const last = monthNumber === 2 && isLeap(Number(year)) ? 29 : length
  return Number(day) >= 1 && Number(day) <= last
}

const zone = '(Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?'
const datePattern = new RegExp(`^-?(\\d{4}|[1-9]\\d{4,9})-(\\d\\d)-(\\d\\d)${zone}$`)
const dateTimePattern = new RegExp(
  `^-?(\\d{4}|[1-9]\\d{4,9})-(\\d\\d)-(\\d\\d)T(?:([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)${zone}$`,
)

function isDate(value: string): boolean {
  const parts = datePattern.exec(value)
  return parts !== null && isDay(parts[1]!, parts[2]!, parts[3]!)
}

function isDateTime(value: string): boolean {
  const parts = dateTimePattern.exec(value)
  return parts !== null && isDay(parts[1]!, parts[2]!, parts[3]!)
}

const isDecimal: Judge = (value) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(collapse(value))

function isWhole(least: bigint | null, most: bigint | null): Judge {
  return (value) => {
    const text = collapse(value)
    if (!/^[+-]?\d{1,1000}$/.test(text)) return false
    const number = BigInt(text.replace(/^\+/, ''))
    return (least === null || number >= least) && (most === null || number <= most)
  }
}

/* RFC 3986, with the characters that libxml2 lets pass as if they were escaped. */
const plain = "[A-Za-z0-9\\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2}"
const segment = `(?:${plain}|[:@])*`
const authority = `(?:(?:${plain}|:)*@)?(?:\\[[^\\]]*\\]|(?:${plain})*)(?::\\d{1,10})?`
const uri = new RegExp(
  `^(?:[A-Za-z][A-Za-z0-9+.\\-]*:(?://${authority}(?:/${segment})*|/(?:(?:${plain}|[:@])+(?:/${segment})*)?|(?:${plain}|[:@])+(?:/${segment})*)?` +
    `|//${authority}(?:/${segment})*|/(?:(?:${plain}|[:@])+(?:/${segment})*)?|(?:${plain}|@)+(?:/${segment})*|)` +
    `(?:\\?(?:${plain}|[:@/?])*)?(?:#(?:${plain}|[:@/?\\[\\]])*)?$`,
)

const isUri: Judge = (value) => {
  const text = collapse(value)
  // Beyond this length nothing is an address, and no pattern should be tried on it.
  if (text.length > 100_000) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those up to the space are meant
  return uri.test(text.replace(/[\u0000-\u0020\u007f-\uffff<>"{}|\\^`]/g, '_'))
}

const isLanguage: Judge = (value) => /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(collapse(value))

const judges: Record<string, Judge> = {
  string: () => true,
  anyURI: isUri,
  decimal: isDecimal,
  date: isDate,
  dateTime: isDateTime,
  boolean: (value) => /^(?:true|false|0|1)$/.test(collapse(value)),
  int: isWhole(-2147483648n, 2147483647n),
  nonNegativeInteger: isWhole(0n, null),
  positiveInteger: isWhole(1n, null),
  NMTOKEN: (value) => /^[\p{L}\p{N}\p{M}._:·-]+$/u.test(collapse(value)),
  'xml:lang': (value) => value === '' || isLanguage(value),
  'xml:base': isUri,
  'xml:space': (value) => /^(?:default|preserve)$/.test(collapse(value)),
  'xml:id': (value) => /^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u.test(collapse(value)),
}

/** Whether a value is of a simple type, named as in the schema tables; an unknown name is a fault of ours. */
export function isOfType(type: string, value: string): boolean {
  const judge = judges[type]
  if (!judge) throw new Error(`The simple type ${type} is not known`)
  return judge(value)
}
