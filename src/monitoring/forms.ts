import type { Indicator } from '../compacts/agreement.ts'
import type { FieldError } from '../ui/form.tsx'
import { type Language, speak } from '../ui/language.ts'
import { cellsOf } from './cells.ts'
import {
  type CellField,
  cellFields,
  missingReasons,
  placeOf,
  type ReadingFault,
  type TypedPart,
  tidyPart,
} from './reading.ts'
import type { SentPart } from './reporting.ts'
import { readingWords } from './words/reading.ts'

/** The fields of a form as text, by name; what came twice or as a file is not there. */
export function typedIn(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** Which fields a cell has, by what is measured. */
export function fieldsOf({
  measure,
  aggregation,
  estimated,
}: Pick<Indicator, 'measure' | 'aggregation' | 'estimated'>): CellField[] {
  if (measure === 'yes-no') return ['value']
  const share = measure !== 'number' || aggregation === 'weighted-mean'
  return [
    'value',
    ...(share ? (['numerator', 'denominator'] as const) : []),
    ...(estimated ? (['low', 'high', 'level'] as const) : []),
  ]
}

/** What a form says of one indicator. */
export function partIn(typed: Readonly<Record<string, string>>, sheet: Indicator): TypedPart {
  const { key } = sheet
  const cells = cellsOf(sheet).map((cell) => [
    cell,
    Object.fromEntries(
      cellFields.map((field) => [field, (typed[`${key}.${cell}.${field}`] ?? '').slice(0, 200)]),
    ),
  ])
  return tidyPart({
    cells: Object.fromEntries(cells),
    missing: missingReasons.find((reason) => reason === typed[`${key}.missing`]) ?? '',
    why: (typed[`${key}.why`] ?? '').slice(0, 2000),
    evidence: (typed[`${key}.evidence`] ?? '').slice(0, 500),
    comment: (typed[`${key}.comment`] ?? '').slice(0, 4000),
  })
}

/** All parts of a form, with the revision each was made from. An indicator that the form did not hold is not there. */
export function partsIn(
  typed: Readonly<Record<string, string>>,
  sheets: readonly Indicator[],
): Record<string, SentPart> {
  return Object.fromEntries(
    sheets.flatMap((sheet) => {
      const base = typed[`revision.${sheet.key}`]
      if (base === undefined) return []
      return [[sheet.key, { base: /^\d{1,6}$/.test(base) ? Number(base) : -1, typed: partIn(typed, sheet) }]]
    }),
  )
}

/** A fault of what was typed, at its field and in the reader’s language. */
export function faultAt(indicator: string, fault: ReadingFault, language: Language): FieldError {
  const { count, ...values } = fault.values
  return {
    field: placeOf(indicator, fault),
    message: speak(readingWords, language)(
      fault.code,
      count === undefined ? values : { ...values, count: Number(count) },
    ),
  }
}

/** All faults of a report, each at its field. */
export const faultsAt = (
  { parts }: { parts: { indicator: string; faults: ReadingFault[] }[] },
  language: Language,
): FieldError[] =>
  parts.flatMap(({ indicator, faults }) => faults.map((fault) => faultAt(indicator, fault, language)))
