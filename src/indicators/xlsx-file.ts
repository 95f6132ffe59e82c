import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import ExcelJS from 'exceljs'
import yauzl from 'yauzl'
import { type FaultDetail, Unusable } from '../house/errors.ts'
import type { Cell, Limits, TableRow } from './table.ts'
import { asSentence } from './wording.ts'

const BATCH = 2000

/**
 * Rows of one sheet of an XLSX workbook: the first, or the one named. The workbook is
 * unpacked once beforehand to count what it really holds, so that a small file that
 * swells is refused before anything is kept in memory, and to see that its parts are
 * there to their ends. A formula is not taken: its
 * stored result may be of another day, and nobody could tell.
 *
 * Returns the SHA-256 of the file. Throws Unusable for what is no workbook, is damaged,
 * exceeds the limits, or lacks the sheet.
 */
export async function* readXlsx(
  file: string,
  { limits, sheet }: { limits: Limits; sheet?: string },
): AsyncGenerator<TableRow[], string> {
  await measureWorkbook(file, limits)
  const names: string[] = []
  let found = false
  try {
    const workbook = new ExcelJS.stream.xlsx.WorkbookReader(file, {
      entries: 'ignore',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'ignore',
      worksheets: 'emit',
    })
    for await (const worksheet of workbook) {
      const name = String((worksheet as unknown as { name?: string }).name ?? `Sheet${names.length + 1}`)
      names.push(name)
      if (found || (sheet !== undefined && name !== sheet)) {
        for await (const _ of worksheet) if (found) break
        if (found) break
        continue
      }
      found = true
      yield* rowsOf(worksheet as unknown as AsyncIterable<ExcelJS.Row>, file, limits)
    }
  } catch (error) {
    if (error instanceof Unusable) throw error
    // The reader stumbles over sheets whose cells do not say where they stand; its own words would help nobody.
    throw noWorkbook(
      file,
      error instanceof TypeError
        ? 'its cells do not say in which column they stand'
        : error instanceof Error
          ? error.message
          : String(error),
    )
  }
  if (!found) {
    throw new Unusable(
      sheet === undefined ? 'The workbook has no sheet' : `The workbook has no sheet “${sheet}”`,
      [
        {
          place: file,
          message: `It has ${names.join(', ') || 'none'}.`,
          remedy: 'Name one of them with --sheet.',
        },
      ],
    )
  }
  return hashOf(file)
}

async function* rowsOf(
  rows: AsyncIterable<ExcelJS.Row>,
  file: string,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  let count = 0
  for await (const row of rows) {
    if (++count > limits.maxRows) throw over(file, `more than ${limits.maxRows} rows`)
    const values = row.values as ExcelJS.CellValue[]
    if (values.length - 1 > limits.maxColumns)
      throw over(`${file} row ${row.number}`, `more than ${limits.maxColumns} columns`)
    // The list of values starts at column 1; places never written to are holes.
    const cells = Array.from({ length: Math.max(0, values.length - 1) }, (_, place) =>
      cellOf(values[place + 1], place + 1, row.number, limits),
    )
    if (cells.some((cell) => cell !== '')) batch.push({ line: row.number, cells })
    if (batch.length >= BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function cellOf(value: ExcelJS.CellValue, column: number, row: number, limits: Limits): Cell {
  const place = `cell ${columnName(column)}${row}`
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'string') {
    return value.length > limits.maxCellLength
      ? { fault: `${place} has more than ${limits.maxCellLength} characters` }
      : value
  }
  if ('formula' in value || 'sharedFormula' in value) {
    return {
      fault: `${place} holds a formula; its stored result may be out of date: copy the column and paste it as values`,
    }
  }
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('error' in value) return { fault: `${place} holds the error ${value.error}` }
  if ('text' in value) return String(value.text)
  return { fault: `${place} holds something that is neither a text nor a number` }
}

/** Letters of a column: 1 is A, 27 is AA. */
function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/**
 * Unpacks every entry and counts the bytes that really come out. The reader that follows
 * walks the file from its front while a ZIP's list of contents stands at its end, so the
 * two are also compared: an entry that the list does not name would not be counted.
 */
async function measureWorkbook(file: string, limits: Limits): Promise<void> {
  let zip: yauzl.ZipFile
  try {
    zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
      yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) =>
        error ? reject(error) : resolve(opened),
      ),
    )
  } catch (error) {
    throw noWorkbook(file, error instanceof Error ? error.message : String(error))
  }
  try {
    if (zip.entryCount > limits.maxEntries) throw over(file, `more than ${limits.maxEntries} parts`)
    const entries = await listEntries(zip, file)
    const names = new Set(entries.map((entry) => entry.fileName))
    if (names.size !== entries.length || !names.has('xl/workbook.xml')) {
      throw noWorkbook(
        file,
        names.size !== entries.length ? 'two parts have the same name' : 'it has no xl/workbook.xml',
      )
    }
    if (entries.some((entry) => entry.isEncrypted())) throw noWorkbook(file, 'it is encrypted')
    let unpacked = 0
    for (const entry of entries) {
      const cap = entry.fileName === 'xl/sharedStrings.xml' ? limits.maxTextBytes : limits.maxUnpackedBytes
      const { bytes, end } = await inflated(
        zip,
        entry,
        Math.min(cap, limits.maxUnpackedBytes - unpacked),
        file,
      )
      unpacked += bytes
      // The reader takes what it gets of a part and says nothing of an end that is missing.
      const root = rootOf(entry.fileName)
      if (root !== null && !endsWith(root, end)) throw damaged(file, entry.fileName)
    }
    const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
    // Headers, names and descriptors take some room beside the data; a hidden entry takes more.
    const room = entries.reduce(
      (sum, entry) =>
        sum +
        2 * entry.fileNameLength +
        entry.extraFieldLength +
        entry.fileCommentLength +
        30 +
        46 +
        24 +
        1024,
      1024,
    )
    if (zip.fileSize > packed + room)
      throw noWorkbook(file, 'it holds data that its list of contents does not name')
  } finally {
    zip.close()
  }
}

function listEntries(zip: yauzl.ZipFile, file: string): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: Error) => reject(noWorkbook(file, error.message)))
    zip.readEntry()
  })
}

/** The element that a part with figures or texts consists of. */
function rootOf(part: string): string | null {
  if (/^xl\/worksheets\/sheet\d+\.xml$/i.test(part)) return 'worksheet'
  return part.toLowerCase() === 'xl/sharedstrings.xml' ? 'sst' : null
}

function endsWith(root: string, end: string): boolean {
  const bare = end.replace(/<!--.*?-->\s*$/s, '').trimEnd()
  return new RegExp(`(</([\\w.-]+:)?${root}\\s*|<([\\w.-]+:)?${root}(\\s[^<>]*)?/)>$`).test(bare)
}

const END_BYTES = 4096

/** How many bytes an entry unpacks to, and the last of them as text. */
function inflated(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  cap: number,
  file: string,
): Promise<{ bytes: number; end: string }> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(noWorkbook(file, error.message))
      let bytes = 0
      let end = Buffer.alloc(0)
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        end = Buffer.from(Buffer.concat([end, chunk.subarray(-END_BYTES)]).subarray(-END_BYTES))
        if (bytes > cap) {
          stream.destroy()
          reject(
            over(
              file,
              `more data inside than can be taken (“${entry.fileName}” unpacks to over ${cap} bytes)`,
            ),
          )
        }
      })
      stream.on('end', () => resolve({ bytes, end: end.toString('utf8') }))
      stream.on('error', (fault: Error) => reject(noWorkbook(file, fault.message)))
    })
  })
}

function damaged(place: string, part: string): Unusable {
  return fault('The workbook is damaged', {
    place,
    message: `Its part “${part}” cannot be read to its end.`,
    remedy: 'Fetch the file again, or open it in a spreadsheet program and see what is left of it.',
  })
}

function noWorkbook(place: string, message: string): Unusable {
  return fault('This is not a workbook that can be read', {
    place,
    message: asSentence(message),
    remedy: 'Open it in a spreadsheet program and save it as .xlsx again, or as CSV.',
  })
}

function over(place: string, what: string): Unusable {
  return fault('The workbook is larger than can be taken', {
    place,
    message: `It has ${what}.`,
    remedy: 'Split it, or save the sheet as CSV: CSV files may be far larger.',
  })
}

function fault(message: string, detail: FaultDetail): Unusable {
  return new Unusable(message, [detail])
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
