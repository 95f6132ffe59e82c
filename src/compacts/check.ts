import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isHidden } from '../house/characters.ts'
import type { FaultDetail } from '../house/errors.ts'
import { Agreement, type AgreementPart, agreementParts, Text } from './agreement.ts'
import { CompactFault } from './faults.ts'
import { amountsTooLarge } from './plan.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true })
const checks = new Map<string, ValidateFunction>()
/** What is told at once; whoever has more wrong has the same thing wrong many times. */
const MOST_DETAILS = 50

/** Whether a name is that of a part of the document. */
export const isPart = (name: string): name is AgreementPart =>
  (agreementParts as readonly string[]).includes(name)

/**
 * What is wrong with the form of one part, by path, with the remedy; empty when it can be saved.
 * Whether what it says is enough is for `gaps.ts`: a draft may be unfinished.
 */
export function faultsOfPart(part: AgreementPart, value: unknown): FaultDetail[] {
  const faults = faultsOf(part, Agreement.properties[part], value)
  return faults.length === 0 && part === 'plan' && amountsTooLarge(value as Agreement['plan'])
    ? [
        {
          place: 'plan',
          message: 'Its amounts together are beyond what is added exactly: 2^53 minor units of a currency.',
          remedy: 'Look for an amount with too many digits; amounts are whole minor units, such as cents.',
        },
      ]
    : faults
}

/** The same for a whole document, as a file that is read in. */
export function faultsOfAgreement(value: unknown): FaultDetail[] {
  return faultsOf('', Agreement, value)
}

/** The same for words in the languages of a compact that stand beside the document. */
export function faultsOfText(value: unknown): FaultDetail[] {
  return faultsOf('text', Text, value)
}

/** A part that can be saved. Throws Unusable naming every place. */
export function assertPart(part: AgreementPart, value: unknown): void {
  const faults = faultsOfPart(part, value)
  if (faults.length > 0) throw new CompactFault('part unusable', {}, 'en', faults)
}

/** Levels below which nothing of an agreement lies. */
const DEEPEST = 16

/** Whether something is nested deeper than any agreement; found without going down by calls, which a hostile text would exhaust. */
export function isTooDeep(value: unknown, most = DEEPEST): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    )
  }
  return false
}

function faultsOf(part: string, schema: object, value: unknown): FaultDetail[] {
  if (isTooDeep(value))
    return [
      {
        place: part,
        message: 'It is nested deeper than anything an agreement holds.',
        remedy: 'Send the part as the description of the document has it.',
      },
    ]
  const unheld = [...unheldTexts(value, part)]
  if (unheld.length > 0) return unheld
  let check = checks.get(part)
  if (check === undefined) {
    check = ajv.compile(schema)
    checks.set(part, check)
  }
  if (check(value)) return []
  const errors = check.errors ?? []
  return withoutNoise(errors)
    .slice(0, MOST_DETAILS)
    .map((error) => detailOf(part, value, error))
}

/** Of alternatives (a value or null), what fits none is told by the one that comes nearest: not that it is not null. */
function withoutNoise(errors: ErrorObject[]): ErrorObject[] {
  const deeper = (error: ErrorObject) =>
    errors.some(
      (other) =>
        other !== error &&
        other.keyword !== 'anyOf' &&
        !isNull(other) &&
        other.instancePath.startsWith(error.instancePath),
    )
  const told = new Set<string>()
  return errors.filter((error) => {
    if ((error.keyword === 'anyOf' || isNull(error)) && deeper(error)) return false
    const key = `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}

const isNull = (error: ErrorObject) => error.keyword === 'type' && error.params.type === 'null'

function detailOf(part: string, value: unknown, error: ErrorObject): FaultDetail {
  const place = placeOf(part, value, error.instancePath)
  const at = (name: string) => (place === '' ? name : `${place}/${name}`)
  switch (error.keyword) {
    case 'required':
      return {
        place: at(error.params.missingProperty),
        message: 'It is missing.',
        remedy: 'Send it; write null, an empty list or an empty object where nothing is known yet.',
      }
    case 'additionalProperties':
      return {
        place: at(error.params.additionalProperty),
        message: 'There is nothing of this name here.',
        remedy: 'Leave it out, or look for how it is spelt in the description of the document.',
      }
    case 'enum':
      return {
        place,
        message: `${shown(error.data)} is none of ${(error.params.allowedValues as unknown[]).join(', ')}.`,
        remedy: 'Write one of these.',
      }
    case 'pattern':
      return { place, message: `${shown(error.data)} is not written as it must be.`, remedy: remedyOf(error) }
    case 'type':
      return {
        place,
        message: `${shown(error.data)} is not of the kind ${[error.params.type].flat().join(' or ')}.`,
        remedy: 'Send the kind that is named; a number is written without quotation marks.',
      }
    case 'maxLength':
      return {
        place,
        message: `It is longer than ${error.params.limit} characters.`,
        remedy: 'Shorten it, or put the rest into a document and link that.',
      }
    default:
      return { place, message: `${shown(error.data)}: it ${error.message}.`, remedy: 'Correct this value.' }
  }
}

const forms: [RegExp, string][] = [
  [/^\^\\d\{4\}-\\d\{2\}-\\d\{2\}\$$/, 'A day is written YYYY-MM-DD, such as 2026-03-31.'],
  [/^\^\\d\{2\}-\\d\{2\}\$$/, 'A day of the year is written MM-DD, such as 10-01.'],
  [/^\^\[A-Z\]\{3\}\$$/, 'Write the code of three capital letters, such as USD or GHA.'],
  [
    /^\^\[a-z0-9\]\[a-z0-9-\]/,
    'A key is written in small letters, digits and hyphens, 40 at most, such as lake-fishing.',
  ],
  [/^\^-\?\\d/, 'A number is written in digits with a point, such as 12 or 0.125.'],
  [/^\^https\?/, 'An address begins with https:// or http://.'],
  [/^\^\[0-9a-f\]\{8\}-/, 'Send the UUID in small letters.'],
  [/^\^\[0-9a-f\]\{64\}/, 'Send the SHA-256 of the file in hexadecimal.'],
  [/^\^\[a-z\]\{2,3\}/, 'A language is named by its tag, such as en, fr or pt-BR.'],
]
const remedyOf = (error: ErrorObject) =>
  forms.find(([form]) => form.test(String(error.params.pattern)))?.[1] ??
  `It must fit ${String(error.params.pattern)}.`

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** A JSON pointer as a place in the document: elements of lists by their key where they have one. */
function placeOf(part: string, value: unknown, pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const path = part === '' ? [] : [part]
  let here: unknown = value
  for (const step of steps) {
    const next: unknown =
      typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined
    path.push(Array.isArray(here) ? (keyOf(next) ?? String(Number(step) + 1)) : step)
    here = next
  }
  return path.join('/')
}

function keyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('key' in value)) return null
  return typeof value.key === 'string' && value.key !== '' && value.key.length <= 40 ? value.key : null
}

/** Texts that read otherwise than they are hashed, or that no database can hold: see `house/characters.ts`. */
function* unheldTexts(value: unknown, place: string): Generator<FaultDetail> {
  const told = (at: string): FaultDetail => ({
    place: at,
    message:
      'It contains a character that prints nothing or turns what stands around it, such as code zero, half of a character or a mark of direction.',
    remedy: 'Remove it; it is often left behind by copying from another program.',
  })
  if (typeof value === 'string') {
    if (isHidden(value)) yield told(place)
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      yield* unheldTexts(item, `${place}/${keyOf(item) ?? String(i + 1)}`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (isHidden(name)) yield told(place)
      yield* unheldTexts(item, `${place}/${name}`)
    }
  }
}
