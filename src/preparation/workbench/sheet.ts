import { sha256hex } from '../../estimators/digest.ts'
import { type Identifying, identifyingColumns } from '../identifying.ts'
import type { TextTable } from '../text-table.ts'

/** What the page is told of a column; of an identifying one nothing but its heading and why. */
export type SheetColumn = {
  name: string
  /** Cells that are not empty. */
  filled: number
  holds: 'zero-or-one' | 'whole' | 'number' | 'text' | 'nothing'
  /** How many different cells there are. */
  distinct: number
  /** All of them, where they are few and the column is not identifying; null otherwise. */
  few: string[] | null
  identifying: Identifying | null
  /** Whether it is left out: no computation sees it. */
  struck: boolean
}

/** What the page is told of a file; the cells themselves stay in the worker. */
export type Sheet = {
  /** Of the file, or of the example; null where it was pasted. */
  file: string | null
  rows: number
  columns: SheetColumn[]
  delimiter: TextTable['delimiter']
  /** SHA-256 of the file as it is. */
  digest: string
}

const MOST_DIFFERENT = 20

/**
 * Looks a table over: what each column holds, and which tell who somebody is. Those are struck out, so that what is
 * handed on holds none of their cells, unless a person said that one is a list or a number, or links rows.
 *
 * @param keep - headings that a person keeps in; of those that may not be kept it has no effect
 */
export function lookOver(
  table: TextTable,
  { file, digest, keep = [] }: { file: string | null; digest: string; keep?: readonly string[] },
): { sheet: Sheet; table: TextTable } {
  const found = new Map(identifyingColumns(table.columns, table.rows).map((each) => [each.column, each]))
  const struck = (column: number) => {
    const identifying = found.get(column)
    if (identifying === undefined) return false
    // A code links rows and nothing else; it is said so beside it, and its cells never reach the page.
    if (identifying.kind === 'code' && identifying.may !== 'no') return false
    return identifying.may === 'no' || !keep.includes(identifying.name)
  }
  const columns = table.columns.map((name, column): SheetColumn => {
    const identifying = found.get(column) ?? null
    return { name, identifying, struck: struck(column), ...about(table, column, identifying === null) }
  })
  const left = table.columns.map((_, column) => column).filter((column) => !struck(column))
  return {
    sheet: { file, rows: table.rows.length, columns, delimiter: table.delimiter, digest },
    table: {
      ...table,
      columns: left.map((column) => table.columns[column] as string),
      rows: table.rows.map((cells) => left.map((column) => cells[column] as string)),
    },
  }
}

function about({ rows, delimiter }: TextTable, column: number, mayShow: boolean) {
  const different = new Set<string>()
  let filled = 0
  let holds: SheetColumn['holds'] = 'nothing'
  const whole = /^[+-]?\d+$/
  const number = delimiter === ',' ? /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i : /^[+-]?(\d+[.,]?\d*|\.\d+)$/
  for (const cells of rows) {
    const text = (cells[column] as string).trim()
    if (text === '') continue
    filled += 1
    if (different.size <= 10_000) different.add(text)
    const one: SheetColumn['holds'] = /^(0|1|true|false)$/i.test(text)
      ? 'zero-or-one'
      : whole.test(text)
        ? 'whole'
        : number.test(text)
          ? 'number'
          : 'text'
    if (order.indexOf(one) > order.indexOf(holds)) holds = one
  }
  const few = mayShow && different.size <= MOST_DIFFERENT ? [...different].sort() : null
  return { filled, holds, distinct: different.size, few }
}
const order = ['nothing', 'zero-or-one', 'whole', 'number', 'text'] as const

/** The digest of a text that was pasted, or of an example. */
export const digestOfText = sha256hex
