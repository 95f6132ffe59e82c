import Papa from 'papaparse'
import { country } from '../countries/registry.ts'
import { Unusable } from '../house/errors.ts'
import { seriesNamed, seriesRead } from './criteria.ts'
import { nearest } from './methodology.ts'
import type { Cell, Inputs, Methodology } from './schema.ts'

/*
 * Anybody's own table as inputs: rows are units, columns are series, a column
 * `X_se` holds the standard errors of `X`. Nothing of it is stored.
 */

const mostRows = 20_000
const mostColumns = 2_000

/**
 * Reads a wide CSV for one methodology.
 *
 * @param text the file's text, already decoded
 * @param name how to call the file in errors
 * @throws Unusable with every fault by line and column
 */
export function readUnits(text: string, name: string, methodology: Methodology): Inputs {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (body.trim() === '')
    throw refused(name, [
      { place: name, message: 'the file is empty', remedy: 'give a header line and at least one unit' },
    ])
  if (body.includes('\0'))
    throw refused(name, [
      { place: name, message: 'this is not a text file', remedy: 'save the table as CSV, UTF-8' },
    ])

  const { table, lines, unclosedAt } = readTable(body)
  if (unclosedAt !== null)
    throw refused(name, [
      {
        place: `${name}:${unclosedAt}`,
        message: 'a quotation mark is not closed',
        remedy: 'close it, or double it inside a quoted field',
      },
    ])
  const [header = [], ...rows] = table
  const columns = header.map((column) => column.trim())
  const faults: { place: string; message: string; remedy?: string }[] = []

  if (rows.length > mostRows || columns.length > mostColumns)
    throw refused(name, [
      {
        place: name,
        message: `${rows.length} rows of ${columns.length} columns`,
        remedy: `at most ${mostRows} rows of ${mostColumns} columns are read`,
      },
    ])
  if (rows.length === 0)
    throw refused(name, [{ place: `${name}:1`, message: 'there is a header and no unit below it' }])
  columns.forEach((column, i) => {
    if (column === '') faults.push({ place: `${name}:1`, message: `column ${i + 1} has no name` })
    else if (columns.indexOf(column) !== i)
      faults.push({
        place: `${name}:1`,
        message: `the column “${column}” stands twice`,
        remedy: 'rename or remove one',
      })
  })

  const first = columns[0] ?? ''
  if (seriesRead(methodology).includes(first))
    faults.push({
      place: `${name}:1`,
      message: `the first column is the series “${first}”, where the names of the units are expected`,
      remedy: 'put a column with the names of the units first',
    })

  const asked = [...new Set(seriesNamed(methodology).map(({ name }) => name))]
  const present = new Set(columns.slice(1))
  const absent = asked.filter((series) => !present.has(series))
  // What the document says a user has to bring may be missing, and the run says so; anything else was meant to be here.
  const needed = new Set(
    seriesRead(methodology).filter((series) => methodology.bring?.[series] === undefined),
  )
  for (const series of absent.filter((series) => needed.has(series))) {
    const near = nearest(series, present)
    faults.push({
      place: `${name}:1`,
      message: `there is no column “${series}”, which the methodology reads`,
      remedy:
        near.length > 0
          ? `did you mean ${near.join(' or ')}?`
          : 'add it; a field that is not known may stay empty',
    })
  }
  if (absent.length === asked.length)
    faults.push({
      place: `${name}:1`,
      message: 'none of the columns is one the methodology asks for',
      remedy: `it asks for ${asked.slice(0, 8).join(', ')}`,
    })

  const seen = new Map<string, number>()
  const units: string[] = []
  const newest: Inputs['newest'] = Object.fromEntries(
    asked.filter((series) => present.has(series)).map((series) => [series, {}]),
  )
  for (const [r, row] of rows.entries()) {
    const line = lines[r + 1]!
    const unit = (row[0] ?? '').trim()
    if (unit === '') {
      faults.push({
        place: `${name}:${line}`,
        message: 'the first column, which names the unit, is empty',
      })
      continue
    }
    if (seen.has(unit)) {
      faults.push({
        place: `${name}:${line}`,
        message: `“${unit}” stands also in line ${seen.get(unit)}`,
        remedy: 'keep one',
      })
      continue
    }
    if (row.length > columns.length)
      faults.push({
        place: `${name}:${line}`,
        message: `${row.length} fields under ${columns.length} columns`,
        remedy: 'quote fields that hold a comma',
      })
    seen.set(unit, line)
    units.push(unit)
    for (const series of Object.keys(newest)) {
      const at = columns.indexOf(series)
      const errorAt = columns.indexOf(`${series}_se`)
      const cell = readCell((row[at] ?? '').trim(), wantsCode(methodology, series))
      const error = errorAt < 0 ? { value: null } : readCell((row[errorAt] ?? '').trim(), false)
      if ('fault' in cell)
        faults.push({ place: `${name}:${line} ${series}`, message: cell.fault, remedy: cell.remedy })
      else if ('fault' in error)
        faults.push({ place: `${name}:${line} ${series}_se`, message: error.fault, remedy: error.remedy })
      else if (error.value !== null && error.value < 0)
        faults.push({ place: `${name}:${line} ${series}_se`, message: 'a standard error cannot be negative' })
      else
        newest[series]![unit] = {
          ...blankCell,
          ...cell,
          standardError: error.value,
          source: name,
          missing: cell.value === null && cell.code === null ? 'not published' : null,
        }
    }
  }
  if (faults.length > 0) throw refused(name, faults.slice(0, 100))

  return {
    asOf: null,
    units,
    lacking: [],
    universeIssue: null,
    newest,
    earlier: {},
    statuses: {},
    lists: {},
    counts: {},
    absentSeries: absent,
    proposals: [],
  }
}

/** The fields of every row that is not blank, with the line of the file each row begins on. */
function readTable(text: string): { table: string[][]; lines: number[]; unclosedAt: number | null } {
  const table: string[][] = []
  const lines: number[] = []
  let unclosedAt: number | null = null
  let line = 1
  let cursor = 0
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      // A quoted field may hold line breaks, so lines are counted in the text and not by rows.
      if (data.some((field) => field.trim() !== '')) {
        table.push(data)
        lines.push(line)
      }
      if (errors.some(({ type }) => type === 'Quotes')) unclosedAt ??= line
      for (; cursor < meta.cursor; cursor++) if (text[cursor] === '\n') line++
    },
  })
  return { table, lines, unclosedAt }
}

/** Whether a series is read as a code: gates that name codes, values given by code. */
function wantsCode(methodology: Methodology, series: string): boolean {
  if (methodology.gates.some((gate) => 'series' in gate && gate.series === series && gate.oneOf)) return true
  const walk = (criterion: Methodology['criteria']): boolean =>
    criterion !== undefined &&
    ((criterion.read !== undefined &&
      'series' in criterion.read &&
      criterion.read.series === series &&
      criterion.value !== undefined &&
      'codes' in criterion.value) ||
      (criterion.children ?? []).some(walk))
  return walk(methodology.criteria)
}

type Read = { value: number | null; code: string | null } | { fault: string; remedy: string }

function readCell(text: string, code: boolean): Read {
  if (text === '' || /^(na|n\/a|null|\.\.|-)$/i.test(text)) return { value: null, code: null }
  if (code) return { value: Number.isFinite(Number(text)) ? Number(text) : null, code: text }
  if (/^[=+@]/.test(text) && !/^\+?\d/.test(text))
    return { fault: `“${text.slice(0, 40)}” begins like a formula`, remedy: 'give the number it stands for' }
  if (/^-?\d+,\d+$/.test(text))
    return { fault: `“${text}” has a decimal comma`, remedy: 'write decimals with a point' }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return {
      fault: `“${text.slice(0, 40)}” is not a number`,
      remedy: 'give a number, or leave the field empty where it is not known',
    }
  const value = Number(text)
  return Number.isFinite(value)
    ? { value, code: null }
    : { fault: `“${text.slice(0, 40)}” is too large a number`, remedy: 'check the unit' }
}

const blankCell: Cell = {
  value: null,
  code: null,
  missing: null,
  year: null,
  published: null,
  revised: null,
  standardError: null,
  source: null,
  basis: null,
  note: null,
}

function refused(name: string, details: { place: string; message: string; remedy?: string }[]): Unusable {
  return new Unusable(
    `${name} cannot be used: ${details.length} ${details.length === 1 ? 'fault' : 'faults'}`,
    details,
  )
}

/** Whether the units of a table are countries, so that a map can be drawn. */
export function areCountries(units: string[]): boolean {
  return units.length > 0 && units.every((unit) => country(unit) !== undefined)
}
