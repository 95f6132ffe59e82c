/**
 * A cell as it was read: text of a CSV file, a number of a workbook (already a number,
 * whatever the reader's decimal mark), or a cell that cannot be taken, with the reason.
 */
export type Cell = string | number | { fault: string; why?: 'day' | 'long' | 'error' }

/** A row with the line (CSV) or row number (XLSX) it stands on. */
export type TableRow = {
  line: number
  cells: Cell[]
  /** Why the whole row cannot be read. */
  fault?: string
}

/** What a file may hold at most: against mistakes and against files made to exhaust the machine. */
export type Limits = {
  maxBytes: number
  maxRows: number
  maxColumns: number
  /** Characters of one cell. */
  maxCellLength: number
  /** Bytes a workbook may unpack to. */
  maxUnpackedBytes: number
  /** Bytes the texts of a workbook may unpack to; they are held in memory. */
  maxTextBytes: number
  maxEntries: number
}

export const usualLimits: Limits = {
  maxBytes: 2 * 1024 ** 3,
  maxRows: 10_000_000,
  maxColumns: 2_000,
  maxCellLength: 32_767,
  maxUnpackedBytes: 512 * 1024 ** 2,
  maxTextBytes: 64 * 1024 ** 2,
  maxEntries: 2_000,
}
