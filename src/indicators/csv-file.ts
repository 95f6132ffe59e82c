import { createHash, type Hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { Unusable } from '../house/errors.ts'
import type { Limits, TableRow } from './table.ts'

export type CsvOptions = {
  limits: Limits
  /** How the bytes are to be read when the file does not say so itself (byte order mark). */
  encoding?: 'utf-8' | 'windows-1252'
  onBytes?: (done: number) => void
}

const CHUNK_BYTES = 1 << 20

/**
 * Rows of a CSV file, a chunk of the file at a time, so that memory does not grow with
 * the file. UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1252
 * when asked for; comma, semicolon, tab or bar, whichever the first line has most.
 * Line numbers are those of the file, also after line breaks inside quotes.
 *
 * Returns the SHA-256 of the bytes. Throws Unusable naming the line for bytes that are
 * not in the encoding, a quote that never closes, and what exceeds the limits.
 */
export async function* readCsv(file: string, options: CsvOptions): AsyncGenerator<TableRow[], string> {
  const { limits, onBytes = () => {} } = options
  const handle = await open(file, 'r')
  const hash = createHash('sha256')
  try {
    const reading = new CsvReading(file, limits)
    const buffer = Buffer.alloc(CHUNK_BYTES)
    let decoder: TextDecoder | null = null
    let bytes = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, bytes)
      const chunk = buffer.subarray(0, bytesRead)
      hash.update(chunk)
      decoder ??= decoderFor(chunk, file, options.encoding)
      const last = bytesRead === 0
      const rows = reading.take(decode(decoder, chunk, last, reading), last)
      bytes += bytesRead
      onBytes(bytes)
      if (rows.length > 0) yield rows
      if (last) return digest(hash)
    }
  } finally {
    await handle.close()
  }
}

function digest(hash: Hash): string {
  return hash.digest('hex')
}

function decoderFor(start: Buffer, file: string, asked: CsvOptions['encoding']): TextDecoder {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true })
  if (start.includes(0)) {
    throw new Unusable('The file is not text', [
      {
        place: file,
        message: 'It has zero bytes: a binary file, or UTF-16 without a byte order mark.',
        remedy: 'Save it as CSV in UTF-8; a workbook must end in .xlsx.',
      },
    ])
  }
  return new TextDecoder(asked ?? 'utf-8', { fatal: true })
}

function decode(decoder: TextDecoder, chunk: Buffer, last: boolean, reading: CsvReading): string {
  try {
    return decoder.decode(chunk, { stream: !last })
  } catch {
    // Read once more without complaint, to find the line of the first byte that is wrong.
    const text = new TextDecoder(decoder.encoding).decode(chunk)
    const before = text.slice(0, Math.max(0, text.indexOf('\uFFFD')))
    throw new Unusable(`The file is not in ${decoder.encoding.toUpperCase()}`, [
      {
        place: `${reading.file}:${reading.nextLine + breaks(before)}`,
        message: 'A byte here does not belong to this encoding.',
        remedy: 'Save the file as UTF-8, or add --encoding windows-1252 if it comes from an older Excel.',
      },
    ])
  }
}

/** Number of line breaks: LF, CR LF, or CR alone. */
function breaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

/** What is left over between chunks: the last, unfinished row, and the line it starts on. */
class CsvReading {
  readonly file: string
  nextLine = 1
  private readonly limits: Limits
  private rest = ''
  private parser: Papa.Parser | null = null
  private rows = 0

  constructor(file: string, limits: Limits) {
    this.file = file
    this.limits = limits
  }

  take(text: string, last: boolean): TableRow[] {
    const input = this.rest + text
    if (input === '') return []
    // Without a whole first line the separator cannot be told yet.
    if (this.parser === null && !last && !/[\r\n]/.test(input)) {
      this.rest = input
      this.guardRest()
      return []
    }
    this.parser ??= parserFor(input)
    const result = this.parser.parse(input, 0, !last) as Papa.ParseResult<string[]>
    this.rest = last ? '' : input.slice(result.meta.cursor)

    const faults = new Map(result.errors.map((error) => [error.row, error] as const))
    const found: TableRow[] = []
    for (const [place, cells] of result.data.entries()) {
      const line = this.nextLine
      this.nextLine++
      // A carriage return is left when the file breaks its lines with CR LF.
      const end = cells.length - 1
      if (cells[end]?.endsWith('\r')) cells[end] = cells[end].slice(0, -1)
      for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) this.nextLine += breaks(cell)
      const error = faults.get(place)
      if (error?.code === 'MissingQuotes') throw this.unclosed(line)
      if (cells.length === 1 && cells[0] === '' && !error) continue
      this.guardRow(cells, line)
      found.push(
        error
          ? {
              line,
              cells,
              fault: 'A quote in the middle of a quoted cell: write it twice (""), or leave it out.',
            }
          : { line, cells },
      )
    }
    this.guardRest()
    return found
  }

  private guardRow(cells: string[], line: number): void {
    const { maxRows, maxColumns, maxCellLength } = this.limits
    if (++this.rows > maxRows) throw tooMuch(this.file, line, `more than ${maxRows} rows`, 'Split the file.')
    if (cells.length > maxColumns) {
      throw tooMuch(
        this.file,
        line,
        `more than ${maxColumns} columns`,
        'Leave out columns that are not needed.',
      )
    }
    const long = cells.findIndex((cell) => cell.length > maxCellLength)
    if (long >= 0) {
      throw tooMuch(
        this.file,
        line,
        `a cell of more than ${maxCellLength} characters (column ${long + 1})`,
        'Shorten it; an opening quote without its end looks like this too.',
      )
    }
  }

  /** Refuses an unfinished row that grows without end, and says what makes it long. */
  private guardRest(): void {
    const { rest, nextLine: line } = this
    const most = this.limits.maxCellLength * 4 + CHUNK_BYTES
    if (rest.length <= most) return
    const parser = this.parser ?? parserFor(rest)
    const { data, errors } = parser.parse(rest, 0, false) as Papa.ParseResult<string[]>
    if (errors.some(({ code }) => code === 'MissingQuotes')) throw this.unclosed(line)
    for (const cells of data) this.guardRow(cells, line)
    throw tooMuch(this.file, line, `a row of more than ${most} characters`, 'Shorten its cells.')
  }

  private unclosed(line: number): Unusable {
    return new Unusable('A quote is never closed', [
      {
        place: `${this.file}:${line}`,
        message: 'The row that starts here has an opening quote without its end.',
        remedy: 'Close it, or write a quote that belongs to the text twice ("").',
      },
    ])
  }
}

function tooMuch(file: string, line: number, what: string, remedy: string): Unusable {
  return new Unusable('The file is larger than can be taken', [
    { place: `${file}:${line}`, message: `It has ${what}.`, remedy },
  ])
}

function parserFor(start: string): Papa.Parser {
  return new Papa.Parser({ delimiter: separator(start), newline: newline(start), quoteChar: '"' })
}

function separator(text: string): string {
  const first = text
    .slice(0, 100_000)
    .trimStart()
    .split(/\r\n|\n|\r/, 1)[0]!
    .replace(/"(?:[^"]|"")*"/g, '')
  const counts = [',', ';', '\t', '|'].map((each) => [each, first.split(each).length - 1] as const)
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

function newline(text: string): '\n' | '\r' {
  return text.includes('\n') ? '\n' : '\r'
}
