import { type Static, Type } from 'typebox'
import type { Asked } from './asked.ts'
import { cellsOf } from './cells.ts'
import { isDecimal, sumOf, unmistakable } from './decimal.ts'
import type { FileValue, Refused } from './file-diff.ts'
import { readNumeral } from './numerals.ts'
import { addDays, addMonths } from './periods.ts'
import { cellFields } from './reading.ts'

/*
 * Data value sets of DHIS2: each value has a data element, a category option combination, an organisation
 * unit and a period. Which indicator, cell and reporter these are is said by a mapping that whoever imports
 * gives; nothing is guessed from names.
 */

const Code = Type.String({ minLength: 1, maxLength: 120 })

export const DataValueSet = Type.Object({
  dataSet: Type.Optional(Type.String()),
  /** For all values that do not say it themselves. */
  period: Type.Optional(Code),
  orgUnit: Type.Optional(Code),
  dataValues: Type.Array(
    Type.Object({
      dataElement: Code,
      categoryOptionCombo: Type.Optional(Code),
      orgUnit: Type.Optional(Code),
      period: Type.Optional(Code),
      value: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Null()])),
      deleted: Type.Optional(Type.Boolean()),
    }),
    { maxItems: 20_000 },
  ),
})
export type DataValueSet = Static<typeof DataValueSet>

export const Dhis2Mapping = Type.Object(
  {
    /** `dataElement`, or `dataElement.categoryOptionCombo`, to a cell of an indicator. */
    values: Type.Record(
      Type.String({ maxLength: 250 }),
      Type.Object(
        {
          indicator: Type.String({ maxLength: 40 }),
          cell: Type.Optional(Type.String({ maxLength: 400, description: '`total` unless told otherwise' })),
          field: Type.Optional(Type.Enum([...cellFields])),
        },
        { additionalProperties: false },
      ),
    ),
    /** Organisation units that this reporter answers for; their counts are added up. */
    orgUnits: Type.Array(Code, { maxItems: 5_000 }),
  },
  { additionalProperties: false },
)
export type Dhis2Mapping = Static<typeof Dhis2Mapping>

/** The values of a set that belong to a report, and every row that does not, with the reason. Rows are counted from 1. */
export function readDataValues(
  set: DataValueSet,
  mapping: Dhis2Mapping,
  asked: Asked,
): { values: FileValue[]; refused: Refused[] } {
  const places = new Set(mapping.orgUnits)
  const refused: Refused[] = []
  const found = new Map<string, FileValue & { parts: string[] }>()
  for (const [place, value] of set.dataValues.entries()) {
    const row = place + 1
    const given = value.value
    if (value.deleted === true || given === undefined || given === null || String(given).trim() === '')
      continue
    const refuse = (text: string, fault: Refused['fault']) =>
      refused.push({ row, text: text.slice(0, 80), fault })
    const combination = value.categoryOptionCombo
    const name = combination === undefined ? value.dataElement : `${value.dataElement}.${combination}`
    const target = ownOf(mapping.values, name)
    const item = target === undefined ? undefined : asked.indicators.get(target.indicator)
    const cell = target?.cell ?? 'total'
    if (target === undefined || item === undefined || !cellsOf(item.sheet).includes(cell)) {
      refuse(name, 'unmapped')
      continue
    }
    const unit = value.orgUnit ?? set.orgUnit ?? ''
    if (!places.has(unit)) {
      refuse(unit, 'other place')
      continue
    }
    const period = value.period ?? set.period ?? ''
    const days = daysOf(period)
    if (days === null || days.begins !== item.due.begins || days.ends !== item.due.ends) {
      refuse(period, 'other period')
      continue
    }
    const field = target.field ?? 'value'
    const text = String(given).trim()
    // Answers and texts go as they are; numbers are exact in these files.
    const number = /^(true|false)$/i.test(text) ? null : readNumeral(text, { exact: true })
    if (number !== null && 'fault' in number) {
      refuse(text, number.fault)
      continue
    }
    const exact = number !== null && 'decimal' in number ? number.decimal : text
    const key = `${target.indicator} ${cell} ${field}`
    const known = found.get(key)
    if (known === undefined) {
      found.set(key, { row, indicator: target.indicator, cell, field, text: exact, parts: [exact] })
      continue
    }
    // Several places of one reporter make one count; shares and answers do not add up.
    const adds = item.sheet.measure === 'number' && item.sheet.aggregation === 'sum' && isDecimal(exact)
    if (!adds || !known.parts.every(isDecimal)) {
      refuse(name, 'twice')
      continue
    }
    known.parts.push(exact)
  }
  return {
    refused,
    values: [...found.values()].map(({ parts, ...value }) => ({
      ...value,
      text: parts.every(isDecimal) ? unmistakable(sumOf(parts)) : value.text,
    })),
  }
}

function ownOf<Of>(record: Record<string, Of>, key: string): Of | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** First and last day of a DHIS2 period: days, months, quarters, half-years, years and financial years; null for others. */
export function daysOf(period: string): { begins: string; ends: string } | null {
  const stretch = (begins: string, months: number) => ({
    begins,
    ends: addDays(addMonths(begins, months), -1),
  })
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(period)
  if (day) {
    const text = `${day[1]}-${day[2]}-${day[3]}`
    return addDays(text, 0) === text ? { begins: text, ends: text } : null
  }
  const month = /^(\d{4})(0[1-9]|1[0-2])$/.exec(period)
  if (month) return stretch(`${month[1]}-${month[2]}-01`, 1)
  const quarter = /^(\d{4})Q([1-4])$/.exec(period)
  if (quarter) return stretch(addMonths(`${quarter[1]}-01-01`, 3 * (Number(quarter[2]) - 1)), 3)
  const half = /^(\d{4})S([12])$/.exec(period)
  if (half) return stretch(addMonths(`${half[1]}-01-01`, 6 * (Number(half[2]) - 1)), 6)
  const april = /^(\d{4})AprilS([12])$/.exec(period)
  if (april) return stretch(addMonths(`${april[1]}-04-01`, 6 * (Number(april[2]) - 1)), 6)
  const financial = /^(\d{4})(April|July|Oct)$/.exec(period)
  if (financial) {
    const begins = { April: '04-01', July: '07-01', Oct: '10-01' }[financial[2] as 'April' | 'July' | 'Oct']
    return stretch(`${financial[1]}-${begins}`, 12)
  }
  const year = /^(\d{4})$/.exec(period)
  return year ? stretch(`${year[1]}-01-01`, 12) : null
}
