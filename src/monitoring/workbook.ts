import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import type { Agreement } from '../compacts/agreement.ts'
import { Unusable } from '../house/errors.ts'
import { type Cell, type Limits, usualLimits } from '../indicators/table.ts'
import { readXlsx } from '../indicators/xlsx-file.ts'
import { type Language, speak } from '../ui/language.ts'
import type { Asked } from './asked.ts'
import { cellKey, cellsOf } from './cells.ts'
import { unmistakable } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import type { FileValue, Refused } from './file-diff.ts'
import { fieldsOf } from './forms.ts'
import { cellName, partyName, textIn } from './pages/parts.tsx'
import { type CellField, cellFields } from './reading.ts'
import type { DraftPart, KeptValue, ReportKey } from './store.ts'
import { words } from './words/pages.ts'

/*
 * One workbook for one report. Row 1 says whose it is: a mark, the compact, the report, the version of the
 * agreement. Row 2 holds the heads. From row 3 on there is a row for each indicator and cell; the first
 * three columns hold their keys and are hidden.
 */

const MARK = 'TIPping Point report 1'
const KEYS = 3
const TEXTS = 6
const FIRST_VALUE = KEYS + TEXTS

/** A report is far smaller than a file of observations. */
const limits: Limits = {
  ...usualLimits,
  maxBytes: 10 * 1024 ** 2,
  maxRows: 20_000,
  maxColumns: 60,
  maxCellLength: 2_000,
  maxUnpackedBytes: 64 * 1024 ** 2,
  maxTextBytes: 16 * 1024 ** 2,
  maxEntries: 200,
}

/** The workbook of a report, with what is in the draft already. */
export async function writeWorkbook(
  {
    key,
    agreement,
    version,
    asked,
    drafts,
    before,
  }: {
    key: ReportKey
    agreement: Agreement
    version: number
    asked: Asked
    drafts: ReadonlyMap<string, DraftPart>
    before: ReadonlyMap<string, ReadonlyMap<string, KeptValue & { value: string }>>
  },
  language: Language,
): Promise<Buffer> {
  const say = speak(words, language)
  const { languages } = agreement
  const stream = new PassThrough()
  const collected = buffer(stream)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet(key.ends, {
    views: [{ state: 'frozen', ySplit: 2, xSplit: FIRST_VALUE }],
  })
  sheet.columns = [
    ...Array.from({ length: KEYS }, () => ({ hidden: true, width: 12 })),
    ...[32, 44, 20, 18, 14, 14].map((width) => ({ width })),
    ...cellFields.map(() => ({ width: 14 })),
  ]
  const about = sheet.addRow([
    MARK,
    key.compact,
    `${key.party} ${key.ends}`,
    `${partyName(agreement, key.party, language)}, ${key.ends}`,
    version,
  ])
  about.commit()
  const heads = sheet.addRow([
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
  ])
  heads.font = { bold: true }
  heads.commit()
  for (const { sheet: indicator, due } of asked.indicators.values()) {
    const own = fieldsOf(indicator)
    for (const cell of cellsOf(indicator)) {
      const typed = drafts.get(indicator.key)?.typed.cells[cell]
      const target = indicator.targets.find((each) => each.year === due.year && cellKey(each.cell) === cell)
      const row = sheet.addRow([
        indicator.key,
        cell,
        due.ends,
        textIn(indicator.title, language, languages, indicator.key),
        textIn(indicator.definition, language, languages),
        cellName(indicator, cell, language, languages),
        textIn(indicator.unit, language, languages),
        before.get(indicator.key)?.get(cell)?.value ?? '',
        target?.value ?? '',
        ...cellFields.map((field) => valueCell(typed?.[field])),
      ])
      cellFields.forEach((field, place) => {
        // What is not asked of this indicator stays locked.
        row.getCell(FIRST_VALUE + place + 1).protection = { locked: !own.includes(field) }
      })
      row.commit()
    }
  }
  // Against slips, not against anybody: without a password, and the way back looks at everything again.
  await sheet.protect('', {
    formatColumns: true,
    formatRows: true,
    selectLockedCells: true,
    selectUnlockedCells: true,
    spinCount: 1,
  })
  sheet.commit()
  await workbook.commit()
  return collected
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
  const folder = await mkdtemp(path.join(tmpdir(), 'tip-report-'))
  try {
    const file = path.join(folder, 'report.xlsx')
    await writeFile(file, bytes)
    return await readRows(file, key, asked)
  } catch (error) {
    if (error instanceof MonitoringFault || !(error instanceof Unusable)) throw error
    throw new MonitoringFault('file unreadable', {
      why: error.details.map(({ message }) => message).join(' ') || error.message,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readRows(file: string, key: ReportKey, asked: Asked): Promise<ReadWorkbook> {
  const known = new Map(
    [...asked.indicators].map(([indicator, { sheet }]) => [indicator, new Set(cellsOf(sheet))]),
  )
  const found: ReadWorkbook = { values: [], refused: [], madeUnder: null }
  let first = true
  for await (const batch of readXlsx(file, { limits, asShown: true })) {
    for (const { line, cells } of batch) {
      if (first) {
        first = false
        if (
          textOf(cells[0]) !== MARK ||
          textOf(cells[1]) !== key.compact ||
          textOf(cells[2]) !== `${key.party} ${key.ends}`
        )
          throw new MonitoringFault('file of another')
        const version = Number(textOf(cells[4]))
        found.madeUnder = Number.isInteger(version) && version > 0 ? version : null
        continue
      }
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
          found.refused.push({ row: line, text: field, fault: each.why ?? 'formula' })
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
  }
  if (first) throw new MonitoringFault('file of another')
  return found
}

const textOf = (cell: Cell | undefined): string =>
  cell === undefined || typeof cell === 'object' ? '' : String(cell).trim()

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
