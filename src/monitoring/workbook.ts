import type { Agreement } from '../compacts/agreement.ts'
import { roundTripLimits, rowsComeBack, textOf, writeOutgoing } from '../indicators/round-trip.ts'
import type { Limits } from '../indicators/table.ts'
import { type Language, speak } from '../ui/language.ts'
import type { Asked } from './asked.ts'
import { cellsOf } from './cells.ts'
import { unmistakable } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import type { FileValue, Refused } from './file-diff.ts'
import { fieldsOf } from './forms.ts'
import { cellName, partyName, textIn } from './pages/parts.tsx'
import { type CellField, cellFields } from './reading.ts'
import type { DraftPart, KeptValue, ReportKey } from './store.ts'
import { judgingTarget, type Terms } from './terms.ts'
import { words } from './words/pages.ts'

/*
 * One workbook for one report. Row 1 says whose it is: a mark, the compact, the report, the version of the
 * agreement. Row 2 holds the heads. From row 3 on there is a row for each indicator and cell; the first
 * three columns hold their keys and are hidden.
 */

const MARK = 'TIPping Point report 1'
const KEYS = 3
const widths = { texts: [32, 44, 20, 18, 14, 14], values: cellFields.map(() => 14) }
const FIRST_VALUE = KEYS + widths.texts.length

const limits: Limits = { ...roundTripLimits, maxColumns: 60, maxCellLength: 2_000 }

/** The workbook of a report, with what is in the draft already. */
export async function writeWorkbook(
  {
    key,
    agreement,
    version,
    asked,
    drafts,
    before,
    terms,
  }: {
    key: ReportKey
    agreement: Agreement
    version: number
    asked: Asked
    drafts: ReadonlyMap<string, DraftPart>
    before: ReadonlyMap<string, ReadonlyMap<string, KeptValue & { value: string }>>
    /** Every text that was in force: a year that is over is judged by that of its end. */
    terms: readonly Terms[]
  },
  language: Language,
): Promise<Buffer> {
  const say = speak(words, language)
  const { languages } = agreement
  return writeOutgoing({
    name: key.ends,
    keys: KEYS,
    widths,
    about: [
      MARK,
      key.compact,
      `${key.party} ${key.ends}`,
      `${partyName(agreement, key.party, language)}, ${key.ends}`,
      version,
    ],
    heads: [
      'indicator',
      'cell',
      'period',
      say('reports.asked'),
      say('sheet.definition'),
      say('sheet.cell'),
      say('sheet.unit'),
      say('verify.last'),
      say('results.target'),
      ...cellFields.map((field) => say(`report.${field}`)),
    ],
    rows: [...asked.indicators.values()].flatMap(({ sheet: indicator, due }) => {
      const own = fieldsOf(indicator)
      // What is not asked of this indicator stays locked.
      const open = cellFields.map((field) => own.includes(field))
      return cellsOf(indicator).map((cell) => {
        const typed = drafts.get(indicator.key)?.typed.cells[cell]
        const target = judgingTarget(terms, { indicator: indicator.key, year: due.year, cell })
        return {
          cells: [
            indicator.key,
            cell,
            due.ends,
            textIn(indicator.title, language, languages, indicator.key),
            textIn(indicator.definition, language, languages),
            cellName(indicator, cell, language, languages),
            textIn(indicator.unit, language, languages),
            before.get(indicator.key)?.get(cell)?.value ?? '',
            target ?? '',
            ...cellFields.map((field) => valueCell(typed?.[field])),
          ],
          open,
        }
      })
    }),
  })
}

/** A number as a number where it is one; all else as it was typed. Never a formula. */
function valueCell(typed: string | undefined): string | number {
  if (typed === undefined || typed === '') return ''
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(typed) ? Number(typed) : typed
}

export type ReadWorkbook = { values: FileValue[]; refused: Refused[]; madeUnder: number | null }

/**
 * Reads a workbook that came back. Throws 422 for what is no workbook, is damaged or swells, and for one of
 * another report; single cells that cannot be taken are listed.
 */
export async function readWorkbook(bytes: Buffer, key: ReportKey, asked: Asked): Promise<ReadWorkbook> {
  const known = new Map(
    [...asked.indicators].map(([indicator, { sheet }]) => [indicator, new Set(cellsOf(sheet))]),
  )
  const found: ReadWorkbook = { values: [], refused: [], madeUnder: null }
  const rows = rowsComeBack(bytes, {
    limits,
    isOurs: ([mark, compact, report, , made]) => {
      const version = Number(made)
      found.madeUnder = Number.isInteger(version) && version > 0 ? version : null
      return mark === MARK && compact === key.compact && report === `${key.party} ${key.ends}`
    },
    fault: (name, values) => new MonitoringFault(name, values),
  })
  for await (const { line, cells } of rows) {
    if (line === 2) continue
    const given = cells.slice(FIRST_VALUE)
    if (given.every((cell) => cell === '')) continue
    const [indicator, cell, ends] = [textOf(cells[0]), textOf(cells[1]), textOf(cells[2])]
    if (known.get(indicator)?.has(cell) !== true || ends !== key.ends) {
      found.refused.push({
        row: line,
        text: [indicator, cell].join(' ').slice(0, 80),
        fault: 'unknown row',
      })
      continue
    }
    given.forEach((each, place) => {
      const field: CellField | undefined = cellFields[place]
      if (each === '' || field === undefined) return
      if (typeof each === 'object')
        found.refused.push({ row: line, text: field, fault: each.why === 'day' ? 'day' : 'formula' })
      else
        found.values.push({
          row: line,
          indicator,
          cell,
          field,
          text: typeof each === 'number' ? plain(each) : each.trim(),
        })
    })
  }
  return found
}

/**
 * A number of a spreadsheet, which keeps 15 digits, written out so that a form reads the same. One that nine
 * digits behind the point would make nothing of is written with all of them, and is then too long.
 */
function plain(number: number): string {
  const rounded = Number(number.toPrecision(15))
  if (Math.abs(rounded) >= 1e15) return String(rounded)
  const nine = rounded.toFixed(9).replace(/\.?0+$/, '')
  return Number(nine) === 0 && rounded !== 0 ? rounded.toFixed(20) : unmistakable(nine)
}
