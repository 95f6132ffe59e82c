import Papa from 'papaparse'
import { WrongData } from '../estimators/estimate.ts'

/** A table as it stands in a text file: headings, then cells as text. Pure, so that the browser reads as the command does. */
export type TextTable = {
  columns: string[]
  rows: string[][]
  /** What parts cells: where it is a semicolon, a comma in a number is a decimal comma. */
  delimiter: ',' | ';' | '\t'
}

const mostRows = 2_000_000

/**
 * Reads a table from text: comma, semicolon or tab, whichever the first line has most; with or without
 * byte order mark; quoted cells; empty lines left out.
 *
 * @throws WrongData when it is no table: empty, binary, a quotation mark that never closes, no headings, a heading twice
 */
export function readTextTable(text: string): TextTable {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (body.trim() === '') throw new WrongData({ code: 'file-empty' })
  if (body.includes('\0')) throw new WrongData({ code: 'file-not-text' })

  const delimiter = delimiterOf(body)
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, skipEmptyLines: 'greedy' })
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) throw new WrongData({ code: 'quote-not-closed', row: Math.max(quote.row ?? 0, 0) })

  const [heading = [], ...rows] = data
  const columns = heading.map((name) => name.trim())
  assertHeadings(columns)
  if (rows.length === 0) throw new WrongData({ code: 'file-without-rows' })
  if (rows.length > mostRows)
    throw new WrongData({ code: 'too-many', what: 'rows', is: rows.length, most: mostRows })
  rows.forEach((cells, i) => {
    if (cells.length !== columns.length)
      throw new WrongData({ code: 'row-width', row: i + 1, is: cells.length, expected: columns.length })
  })
  return { columns, rows, delimiter }
}

/** A table without headings would lose its first row in silence. @throws WrongData naming the heading */
export function assertHeadings(columns: readonly string[]): void {
  const named = columns.filter((name) => name !== '')
  if (named.length > 0 && named.every(isNumeral))
    throw new WrongData({ code: 'heading-of-numbers', text: named.at(-1) as string })
  columns.forEach((name, column) => {
    if (name !== '' && columns.indexOf(name) !== column)
      throw new WrongData({ code: 'column-twice', column: name })
  })
}

/** Whether a cell or heading is a number, however its decimals are written. */
export const isNumeral = (text: string) => /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/.test(text.trim())

function delimiterOf(text: string): TextTable['delimiter'] {
  const line = text.slice(0, /\r?\n/.exec(text)?.index ?? text.length).replace(/"[^"]*"/g, '')
  const count = (sign: string) => line.split(sign).length - 1
  // Where two signs stand as often, the comma is the one that may belong to a name.
  const [best] = (['\t', ';', ','] as const).toSorted((a, b) => count(b) - count(a))
  return best as TextTable['delimiter']
}

/** Where a column stands; headings are compared without regard to case. @throws WrongData naming those there are */
export function columnNamed({ columns }: TextTable, name: string): number {
  const exact = columns.indexOf(name)
  const found =
    exact >= 0 ? exact : columns.findIndex((column) => column.toLowerCase() === name.trim().toLowerCase())
  if (found < 0) throw new WrongData({ code: 'column-unknown', column: name, known: columns })
  return found
}

/** The first of these headings that the table has; the first of all where it has none, for the error to name. */
export function headingAmong({ columns }: TextTable, names: readonly [string, ...string[]]): string {
  const known = columns.map((column) => column.toLowerCase())
  return names.find((name) => known.includes(name)) ?? names[0]
}

/** The cells of one column. */
export function cellsOf(table: TextTable, column: number): string[] {
  return table.rows.map((cells) => (cells[column] as string).trim())
}

/** The same with a decimal comma written as a point, where it can be nothing else; for estimators that read cells. */
export function cellsWithPoint(table: TextTable, column: number): string[] {
  const cells = cellsOf(table, column)
  assertNoThousands(table, column, cells)
  return table.delimiter === ',' ? cells : cells.map(withPoint)
}

/**
 * Where a file is parted by semicolons its comma is the decimal one, and 1.500 may be a thousand and a half as well as
 * one and a half. It is taken as neither, unless another cell of the column shows that its points part decimals.
 */
export function assertNoThousands(table: TextTable, column: number, cells: readonly string[]): void {
  if (table.delimiter !== ';') return
  const either = cells.findIndex((text) => /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(text))
  if (either < 0 || cells.some((text) => /^[+-]?(0*\.\d+|\d+\.(\d{1,2}|\d{4,}))$/.test(text))) return
  throw new WrongData({
    code: 'thousands-or-decimals',
    row: either + 1,
    column: table.columns[column] as string,
    text: cells[either] as string,
  })
}

const withPoint = (text: string) => (/^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text)

/**
 * The numbers of one column; null where a cell is empty or says that nothing is known (NA, n/a, –).
 * A comma is a decimal comma only where cells are parted by semicolons or tabs; a comma or point that
 * could part thousands is never guessed at.
 *
 * @throws WrongData naming the row, where a cell holds something else
 */
export function numbersOf(table: TextTable, column: number): (number | null)[] {
  const cells = cellsOf(table, column)
  assertNoThousands(table, column, cells)
  return cells.map((text, i) => {
    if (/^(|na|n\/a|nan|null|-|–|—|\.)$/i.test(text)) return null
    const value = numberIn(text, table.delimiter !== ',')
    if (value === null)
      throw new WrongData({
        code: 'not-a-number',
        row: i + 1,
        column: table.columns[column] as string,
        text,
      })
    return value
  })
}

function numberIn(text: string, decimalComma: boolean): number | null {
  const plain = decimalComma ? withPoint(text) : text
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}
