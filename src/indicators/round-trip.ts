import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Unusable } from '../house/errors.ts'
import { type Cell, type Limits, type TableRow, usualLimits } from './table.ts'
import { readXlsx } from './xlsx-file.ts'

/*
 * A workbook that goes out to be filled in and comes back. Row 1 says whose it is, row 2 holds the heads. The rows
 * from 3 on begin with their keys, which are hidden; texts that say what is asked follow, then what is filled in.
 */

/** What comes back is far smaller than a file of observations. */
export const roundTripLimits: Limits = {
  ...usualLimits,
  maxBytes: 10 * 1024 ** 2,
  maxRows: 20_000,
  maxUnpackedBytes: 64 * 1024 ** 2,
  maxTextBytes: 16 * 1024 ** 2,
  maxEntries: 200,
}

type Value = string | number

export type Outgoing = {
  /** Name of the sheet. */
  name: string
  /** How many columns of keys there are. */
  keys: number
  /** Widths of the columns, in characters. */
  widths: { texts: readonly number[]; values: readonly number[] }
  about: readonly Value[]
  heads: readonly string[]
  /** Never a formula. `open` says of each value whether it may be filled in. */
  rows: Iterable<{ cells: readonly Value[]; open: readonly boolean[] }>
  /** Long texts are broken into lines. */
  wrapped?: boolean
}

export async function writeOutgoing({
  name,
  keys,
  widths,
  about,
  heads,
  rows,
  wrapped = false,
}: Outgoing): Promise<Buffer> {
  const firstValue = keys + widths.texts.length
  const stream = new PassThrough()
  const collected = buffer(stream)
  // Large, and few commands write a workbook.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 2, xSplit: firstValue }],
  })
  sheet.columns = [
    ...Array.from({ length: keys }, () => ({ hidden: true, width: 12 })),
    ...[...widths.texts, ...widths.values].map((width) => ({ width })),
  ]
  sheet.addRow([...about]).commit()
  const head = sheet.addRow([...heads])
  head.font = { bold: true }
  head.commit()
  for (const { cells, open } of rows) {
    const row = sheet.addRow([...cells])
    if (wrapped) row.alignment = { wrapText: true, vertical: 'top' }
    open.forEach((may, at) => {
      row.getCell(firstValue + at + 1).protection = { locked: !may }
    })
    row.commit()
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

/**
 * The rows of a workbook that came back, from the heads on. `isOurs` is asked of the texts of the row that says whose
 * it is. `fault` makes what is thrown: for what is no workbook, is damaged or swells, and for one of something else.
 */
export async function* rowsComeBack(
  bytes: Buffer,
  {
    limits,
    isOurs,
    fault,
  }: {
    limits: Limits
    isOurs: (about: readonly string[]) => boolean
    fault: (name: 'file unreadable' | 'file of another', values?: { why: string }) => Error
  },
): AsyncGenerator<TableRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tip-workbook-'))
  try {
    const file = path.join(folder, 'back.xlsx')
    await writeFile(file, bytes)
    let first = true
    for await (const batch of readXlsx(file, { limits, asShown: true }))
      for (const row of batch) {
        if (!first) yield row
        else if (!isOurs(row.cells.map(textOf))) throw fault('file of another')
        first = false
      }
    if (first) throw fault('file of another')
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    throw fault('file unreadable', {
      why: error.details.map(({ message }) => message).join(' ') || error.message,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What stands in a cell, as text; nothing where it cannot be taken. */
export const textOf = (cell: Cell | undefined): string =>
  cell === undefined || typeof cell === 'object' ? '' : String(cell).trim()
