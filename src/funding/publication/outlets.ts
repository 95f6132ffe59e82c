import { PassThrough, type Readable } from 'node:stream'
import { type Cell, type Sheet, sheetNames, sheetOf } from './sheets.ts'
import type { Snapshot } from './snapshot.ts'

/** A sheet as CSV (RFC 4180), in pieces. */
export function* csvPieces({ columns, rows }: Sheet): Generator<string> {
  let text = `${columns.map(csvCell).join(',')}\r\n`
  for (const row of rows()) {
    text += `${row.map(csvCell).join(',')}\r\n`
    if (text.length < 32_768) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

/** Text that a spreadsheet would take for a formula is given a mark before it; numbers are numbers. */
function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return cell.number
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The workbook: a first sheet that says what it is, then the five tables. It is written row by row and
 * never stands in memory as a whole. What begins with = + - @ is text: no cell here is a formula.
 */
export function workbook(snapshot: Snapshot): Readable {
  const stream = new PassThrough()
  write(snapshot, stream).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return stream
}

async function write(snapshot: Snapshot, stream: PassThrough): Promise<void> {
  // Large, and few commands write a workbook.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false })
  // The same snapshot makes the same workbook.
  const moment = new Date(`${snapshot.asOf}T00:00:00Z`)
  book.created = moment
  book.modified = moment
  const about = book.addWorksheet('about')
  const title = Object.values(snapshot.agreement?.title ?? {})
  for (const row of [
    ['compact', snapshot.compact.id],
    ...title.map((text) => ['title', text]),
    ...(snapshot.compact.example ? [['example', 'invented: no such country, party or payment exists']] : []),
    ['state', snapshot.compact.state],
    ['as of', snapshot.asOf],
    ['version', String(snapshot.version ?? '')],
    ['sha256 of the snapshot', snapshot.hash],
  ])
    about.addRow(row).commit()
  about.commit()
  for (const name of sheetNames) {
    const { columns, rows } = sheetOf(snapshot, name)
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(columns).commit()
    let count = 0
    for (const row of rows()) {
      sheet.addRow(row.map(bookCell)).commit()
      count += 1
      // Rows are handed on while others wait: a long ledger must not stop the house.
      if (count % 1000 === 0) await drained(stream)
    }
    sheet.commit()
  }
  await book.commit()
}

function bookCell(cell: Cell): string | number | null {
  if (cell === null || typeof cell === 'string') return cell
  const value = Number(cell.number)
  // More digits than a cell can hold exactly stay text rather than become another number.
  return cell.number.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? value : cell.number
}

async function drained(stream: PassThrough): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (stream.writableNeedDrain && !stream.destroyed)
    await new Promise<void>((resolve) => {
      const done = () => {
        stream.off('drain', done)
        stream.off('close', done)
        resolve()
      }
      stream.once('drain', done)
      stream.once('close', done)
    })
}
