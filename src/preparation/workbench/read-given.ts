import { sha256hex, sha256ofBytes } from '../../estimators/digest.ts'
import { WrongData } from '../../estimators/estimate.ts'
import {
  formatsOf,
  type Held,
  rowsIn,
  StrangeWorkbook,
  sharedTexts,
  sheetsOf,
} from '../../indicators/xlsx-sheet.ts'
import { assertHeadings, readTextTable, type TextTable } from '../text-table.ts'
import type { Given, StrangeFile } from './messages.ts'
import { openZip, StrangeZip } from './zip.ts'

/** A file that cannot be opened as a table, and why. */
export class NotATable extends Error {
  readonly why: StrangeFile

  constructor(why: StrangeFile) {
    super(why)
    this.why = why
  }
}

/** A file of this size would take more memory than a browser gives. */
const MOST_BYTES = 200_000_000

/**
 * Reads what was pasted or opened: text as the command reads it, or the first sheet of a workbook that has rows.
 *
 * @throws NotATable where it is no such file, WrongData where its table is broken
 */
export async function readGiven(
  given: Given,
): Promise<{ table: TextTable; file: string | null; digest: string }> {
  if ('text' in given)
    return { table: readTextTable(given.text), file: given.name, digest: sha256hex(given.text) }
  const { file } = given
  if (file.size > MOST_BYTES) throw new NotATable('too-large')
  const bytes = await file.arrayBuffer()
  const digest = sha256ofBytes(new Uint8Array(bytes))
  return { table: await tableIn(bytes), file: file.name, digest }
}

async function tableIn(bytes: ArrayBuffer): Promise<TextTable> {
  const [first, second, third, fourth] = new Uint8Array(bytes.slice(0, 4))
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) return workbookIn(bytes)
  // The form of workbooks before 2007.
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0)
    throw new NotATable('old-workbook')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new NotATable('encoding')
  }
  return readTextTable(text)
}

/** A cell far to the right would make every row as wide: no table of ours has so many columns. */
const MOST_COLUMNS = 1000

async function workbookIn(bytes: ArrayBuffer): Promise<TextTable> {
  try {
    const open = openZip(bytes)
    const sheets = await sheetsOf(open)
    const [texts, formats] = [await sharedTexts(open), await formatsOf(open)]
    // What a person does not see on screen is not what they bring.
    for (const { part, hidden } of sheets) {
      if (hidden) continue
      const stream = await open(part)
      if (stream === null) continue
      const rows: string[][] = []
      for await (const { cells } of rowsIn(stream, texts, formats)) {
        const row: string[] = []
        for (const [column, held] of cells) {
          if (column > MOST_COLUMNS) throw new NotATable('workbook')
          row[column - 1] = textOf(held)
        }
        if (row.some((cell) => cell !== undefined && cell.trim() !== '')) rows.push(row)
      }
      if (rows.length > 0) return tableOf(rows)
    }
  } catch (error) {
    if (error instanceof NotATable || error instanceof WrongData) throw error
    if (error instanceof StrangeZip || error instanceof StrangeWorkbook) throw new NotATable('workbook')
    throw error
  }
  throw new NotATable('no-sheet')
}

/** Cells as a text file would hold them. A formula is not computed again here, and its last value may be old. */
function textOf(held: Held): string {
  if ('formula' in held) throw new NotATable('formula')
  if ('text' in held) return held.text
  if ('truth' in held) return held.truth ? '1' : '0'
  if ('error' in held) return held.error
  return held.shown === 'day' ? dayOf(held.number) : held.number
}

/** Days are counted from 30 December 1899, as long as they lie after February 1900. */
function dayOf(number: string): string {
  const days = Math.floor(Number(number))
  if (!(days > 60 && days < 2_958_466)) return number
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}

function tableOf(rows: string[][]): TextTable {
  const [heading = [], ...body] = rows
  // Columns beyond the last heading hold nothing that could be named.
  let width = heading.length
  while (width > 0 && (heading[width - 1] ?? '').trim() === '') width -= 1
  const columns = Array.from({ length: width }, (_, column) => (heading[column] ?? '').trim())
  assertHeadings(columns)
  if (body.length === 0) throw new WrongData({ code: 'file-without-rows' })
  body.forEach((cells, row) => {
    const beyond = cells.findLastIndex((cell) => cell !== undefined && cell.trim() !== '')
    if (beyond >= width)
      throw new WrongData({ code: 'row-width', row: row + 1, is: beyond + 1, expected: width })
  })
  return {
    columns,
    rows: body.map((cells) => Array.from({ length: width }, (_, column) => cells[column] ?? '')),
    // Cells are parted by the sheet itself, so that a comma in one can only be a decimal comma.
    delimiter: '\t',
  }
}
