import { type Static, Type } from 'typebox'
import type { Indicator } from '../compacts/agreement.ts'
import type { Asked } from './asked.ts'
import { cellsOf } from './cells.ts'
import { sumOf, unmistakable } from './decimal.ts'
import type { FileValue, Refused } from './file-diff.ts'
import { readNumeral } from './numerals.ts'
import { addDays, addMonths } from './periods.ts'
import { type CellField, cellFields } from './reading.ts'

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
          orgUnits: Type.Optional(
            Type.Array(Code, {
              maxItems: 5_000,
              description: 'Those of the reporter’s places that report this value; all of them unless told',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** Organisation units that this reporter answers for; their counts are added up once all have sent theirs. */
    orgUnits: Type.Array(Code, { maxItems: 5_000 }),
  },
  { additionalProperties: false },
)
export type Dhis2Mapping = Static<typeof Dhis2Mapping>

/** A row that belongs to a cell: what it is a value of, where, when. */
type Part = { row: number; name: string; unit: string; begins: string; ends: string; text: string }
type Target = { indicator: string; cell: string; field: CellField }
type Found = Target & { /** By place. */ parts: Map<string, Part[]>; broken: boolean }

/**
 * The values of a set that belong to a report, and every row that does not, with the reason. Rows are counted from 1.
 *
 * A value is offered only whole: when every place has sent every part of it for the whole period, each once. Counts
 * that add up may come in parts of the period, such as its months.
 */
export function readDataValues(
  set: DataValueSet,
  mapping: Dhis2Mapping,
  asked: Asked,
): { values: FileValue[]; refused: Refused[] } {
  const refused: Refused[] = []
  const refuse = (row: number, text: string, fault: Refused['fault']) =>
    refused.push({ row, text: text.slice(0, 80), fault })
  const found = new Map<string, Found>()
  const all = new Set(mapping.orgUnits)
  for (const [place, value] of set.dataValues.entries()) {
    const row = place + 1
    const given = value.value
    if (value.deleted === true || given === undefined || given === null || String(given).trim() === '')
      continue
    const combination = value.categoryOptionCombo
    const name = combination === undefined ? value.dataElement : `${value.dataElement}.${combination}`
    const named = ownOf(mapping.values, name)
    const item = named === undefined ? undefined : asked.indicators.get(named.indicator)
    if (named === undefined || item === undefined) {
      refuse(row, name, 'unmapped')
      continue
    }
    const target = targetOf(named)
    if (!cellsOf(item.sheet).includes(target.cell)) {
      refuse(row, name, 'unmapped')
      continue
    }
    const unit = value.orgUnit ?? set.orgUnit ?? ''
    if (named.orgUnits === undefined ? !all.has(unit) : !named.orgUnits.includes(unit)) {
      refuse(row, unit, 'other place')
      continue
    }
    const { due } = item
    const period = value.period ?? set.period ?? ''
    const days = daysOf(period)
    const whole = days !== null && days.begins === due.begins && days.ends === due.ends
    const within = days !== null && days.begins >= due.begins && days.ends <= due.ends
    if (days === null || !within || (!whole && !addsOverTime(item.sheet, target.field))) {
      refuse(row, period, 'other period')
      continue
    }
    const key = keyOf(target)
    const cell = found.get(key) ?? { ...target, parts: new Map<string, Part[]>(), broken: false }
    found.set(key, cell)
    const text = String(given).trim()
    // Answers go as they are; numbers are exact in these files.
    const number = item.sheet.measure === 'yes-no' ? null : readNumeral(text, { exact: true })
    if (number !== null && !('decimal' in number)) {
      refuse(row, text, 'fault' in number ? number.fault : 'text')
      cell.broken = true
      continue
    }
    const part = { row, name, unit, ...days, text: number === null ? text : number.decimal }
    const here = cell.parts.get(unit) ?? []
    if (here.some((known) => areSame(known, part))) {
      refuse(row, name, 'twice')
      cell.broken = true
      continue
    }
    cell.parts.set(unit, [...here, part])
  }
  const values = [...found.values()].flatMap((cell): FileValue[] => {
    const item = asked.indicators.get(cell.indicator)
    const parts = [...cell.parts.values()].flat().sort((a, b) => a.row - b.row)
    const [first] = parts
    if (item === undefined || first === undefined) return []
    const label = `${cell.indicator} ${cell.cell}`
    if (cell.broken) {
      refuse(first.row, label, 'part refused')
      return []
    }
    const wanted = wantedOf(mapping, cell)
    const adds = addsUp(item.sheet, cell.field)
    if (!adds && (parts.length > 1 || wanted.length > 1)) {
      refuse(first.row, label, 'no sum')
      return []
    }
    const lacking = lackingIn(cell.parts, wanted, item.due)
    if (lacking.length > 0) {
      refuse(first.row, lacking.join(', '), 'parts missing')
      return []
    }
    const { indicator, cell: of, field } = cell
    const text = adds ? sumOf(parts.map((part) => part.text)) : first.text
    return [{ row: first.row, indicator, cell: of, field, text: unmistakable(text) }]
  })
  return { refused: refused.sort((a, b) => a.row - b.row), values }
}

const targetOf = ({
  indicator,
  cell = 'total',
  field = 'value',
}: Dhis2Mapping['values'][string]): Target => ({
  indicator,
  cell,
  field,
})
const keyOf = ({ indicator, cell, field }: Target) => `${indicator} ${cell} ${field}`

type Sheet = Pick<Indicator, 'measure' | 'aggregation' | 'estimated' | 'cumulative'>

/** Several places of one reporter make one count; shares, estimates, answers and persons counted once do not add up. */
const addsUp = ({ measure, aggregation, estimated }: Sheet, field: CellField) =>
  field === 'value' && measure === 'number' && aggregation === 'sum' && !estimated

/** What holds everything since the beginning is not the sum of its months. */
const addsOverTime = (sheet: Sheet, field: CellField) => addsUp(sheet, field) && !sheet.cumulative

/** A name as its data element and its category option combination; null where it names none. */
function namedParts(name: string): { element: string; combination: string | null } {
  const at = name.lastIndexOf('.')
  return at < 0
    ? { element: name, combination: null }
    : { element: name.slice(0, at), combination: name.slice(at + 1) }
}

/** Whether two rows say the same of the same place for days that both cover: a value without combination is that of all. */
function areSame(one: Part, other: Part): boolean {
  if (one.unit !== other.unit || one.begins > other.ends || other.begins > one.ends) return false
  const [a, b] = [namedParts(one.name), namedParts(other.name)]
  return (
    a.element === b.element &&
    (a.combination === null || b.combination === null || a.combination === b.combination)
  )
}

/** What makes a cell: each data element at each place, in the combinations that are mapped. */
type Wanted = { unit: string; element: string; combinations: string[] }
function wantedOf({ values, orgUnits }: Dhis2Mapping, cell: Target): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const [name, target] of Object.entries(values)) {
    if (keyOf(targetOf(target)) !== keyOf(cell)) continue
    const { element, combination } = namedParts(name)
    for (const unit of new Set(target.orgUnits ?? orgUnits)) {
      const key = JSON.stringify([unit, element])
      const known = wanted.get(key) ?? { unit, element, combinations: [] }
      wanted.set(key, known)
      if (combination !== null) known.combinations.push(combination)
    }
  }
  return [...wanted.values()]
}

/** Which places, combinations or days lack something; none when the value is whole. */
function lackingIn(
  parts: ReadonlyMap<string, readonly Part[]>,
  wanted: readonly Wanted[],
  due: { begins: string; ends: string },
): string[] {
  return wanted.flatMap(({ unit, element, combinations }) => {
    const here = (parts.get(unit) ?? []).filter((part) => namedParts(part.name).element === element)
    if (here.length === 0) return [unit]
    const bare = here.filter((part) => namedParts(part.name).combination === null)
    const groups =
      bare.length > 0
        ? [{ name: element, own: bare }]
        : combinations.map((combination) => ({
            name: `${element}.${combination}`,
            own: here.filter((part) => namedParts(part.name).combination === combination),
          }))
    return groups.flatMap(({ name, own }) => {
      if (own.length === 0) return [`${unit} ${name}`]
      const day = firstDayWithout(own, due)
      return day === null ? [] : [`${unit} ${day}`]
    })
  })
}

/** The first day of a period that none of some rows covers, which overlap nowhere; null when they cover it all. */
function firstDayWithout(
  parts: readonly Part[],
  { begins, ends }: { begins: string; ends: string },
): string | null {
  let day = begins
  for (const part of [...parts].sort((a, b) => (a.begins < b.begins ? -1 : 1))) {
    if (part.begins !== day) return day
    day = addDays(part.ends, 1)
  }
  return day > ends ? null : day
}

function ownOf<Of>(record: Record<string, Of>, key: string): Of | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/**
 * First and last day of a DHIS2 period: days, months, pairs of months, quarters, half-years, years and financial
 * years; null for others, such as weeks. The years and parts of years that begin in November are called by the year
 * they end in, all others by the one they begin in.
 */
export function daysOf(period: string): { begins: string; ends: string } | null {
  const year = Number(period.slice(0, 4))
  if (!/^\d{4}/.test(period) || year < 1900) return null
  const stretch = (month: number, months: number, of = year) => {
    const begins = addMonths(`${of}-01-01`, month - 1)
    return { begins, ends: addDays(addMonths(begins, months), -1) }
  }
  const rest = period.slice(4)
  if (rest === '') return stretch(1, 12)
  const day = /^(\d{2})(\d{2})$/.exec(rest)
  if (day) {
    const text = `${period.slice(0, 4)}-${day[1]}-${day[2]}`
    return addDays(text, 0) === text ? { begins: text, ends: text } : null
  }
  const part = (pattern: RegExp) => Number(pattern.exec(rest)?.[1] ?? 0)
  const month = part(/^(0[1-9]|1[0-2])$/)
  if (month > 0) return stretch(month, 1)
  const pair = part(/^0([1-6])B$/)
  if (pair > 0) return stretch(2 * pair - 1, 2)
  const quarter = part(/^Q([1-4])$/)
  if (quarter > 0) return stretch(3 * quarter - 2, 3)
  const half = part(/^S([12])$/)
  if (half > 0) return stretch(6 * half - 5, 6)
  const fromApril = part(/^AprilS([12])$/)
  if (fromApril > 0) return stretch(6 * fromApril - 2, 6)
  const quarterFromNovember = part(/^NovQ([1-4])$/)
  if (quarterFromNovember > 0) return stretch(3 * quarterFromNovember + 8, 3, year - 1)
  const halfFromNovember = part(/^NovS([12])$/)
  if (halfFromNovember > 0) return stretch(6 * halfFromNovember + 5, 6, year - 1)
  const first = financialYears.get(rest)
  return first === undefined ? null : stretch(first, 12, rest === 'Nov' ? year - 1 : year)
}

/** First months of the financial years, as their periods name them. */
const financialYears = new Map([
  ['Feb', 2],
  ['April', 4],
  ['July', 7],
  ['Aug', 8],
  ['Sep', 9],
  ['Oct', 10],
  ['Nov', 11],
])
