import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import yauzl from 'yauzl'
import { type FaultDetail, Unusable } from '../house/errors.ts'
import type { Cell, Limits, TableRow } from './table.ts'
import { asSentence } from './wording.ts'
import { formatsOf, type Held, openerOf, rowsIn, type SheetRow, sharedTexts, sheetsOf } from './xlsx-sheet.ts'

const BATCH = 2000

/**
 * Rows of one sheet of an XLSX workbook: the first, or the one named. The workbook is
 * unpacked once beforehand to count what it really holds, so that a small file that
 * swells is refused before anything is kept in memory, and to see that its parts are
 * there to their ends. A formula is not taken: its
 * stored result may be of another day, and nobody could tell.
 *
 * With `asShown`, a number is what whoever opens the file sees: with its per cent sign as a text, and
 * a day is no number. Without, a day is the number it is kept as.
 *
 * Returns the SHA-256 of the file. Throws Unusable for what is no workbook, is damaged,
 * exceeds the limits, or lacks the sheet.
 */
export async function* readXlsx(
  file: string,
  { limits, sheet, asShown = false }: { limits: Limits; sheet?: string; asShown?: boolean },
): AsyncGenerator<TableRow[], string> {
  const { zip, entries } = await measureWorkbook(file, limits)
  try {
    const open = openerOf(zip, entries)
    const sheets = await sheetsOf(open)
    const found = sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === sheet)
    const stream = found === undefined ? null : await open(found.part)
    if (stream === null)
      throw new Unusable(
        sheet === undefined ? 'The workbook has no sheet' : `The workbook has no sheet “${sheet}”`,
        [
          {
            place: file,
            message: `It has ${sheets.map(({ name }) => name).join(', ') || 'none'}.`,
            remedy: 'Name one of them with --sheet.',
          },
        ],
      )
    const texts = await sharedTexts(open)
    const formats = asShown ? await formatsOf(open) : []
    yield* tableOf(rowsIn(stream, texts, formats), file, limits)
  } catch (error) {
    if (error instanceof Unusable) throw error
    throw noWorkbook(file, error instanceof Error ? error.message : String(error))
  } finally {
    zip.close()
  }
  return hashOf(file)
}

async function* tableOf(
  rows: AsyncIterable<SheetRow>,
  file: string,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  let count = 0
  for await (const { line, cells: held } of rows) {
    if (++count > limits.maxRows) throw over(file, `more than ${limits.maxRows} rows`)
    const width = Math.max(0, ...held.keys())
    if (width > limits.maxColumns) throw over(`${file} row ${line}`, `more than ${limits.maxColumns} columns`)
    const cells = Array.from({ length: width }, (_, place) =>
      cellOf(held.get(place + 1), `cell ${columnName(place + 1)}${line}`, limits),
    )
    if (cells.some((cell) => cell !== '')) batch.push({ line, cells })
    if (batch.length >= BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function cellOf(held: Held | undefined, place: string, limits: Limits): Cell {
  if (held === undefined) return ''
  if ('text' in held)
    return held.text.length > limits.maxCellLength
      ? { fault: `${place} has more than ${limits.maxCellLength} characters`, why: 'long' }
      : held.text
  if ('truth' in held) return held.truth ? 'TRUE' : 'FALSE'
  if ('formula' in held)
    return {
      fault: `${place} holds a formula; its stored result may be out of date: copy the column and paste it as values`,
    }
  if ('error' in held) return { fault: `${place} holds the error ${held.error}`, why: 'error' }
  if (held.shown === 'day') return { fault: `${place} holds a day, not a number`, why: 'day' }
  // Binary fractions do not end where people’s do: a spreadsheet keeps 15 digits.
  if (held.shown === 'percent') return `${Number((Number(held.number) * 100).toPrecision(15))}%`
  return Number(held.number)
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
 * Unpacks every entry and counts the bytes that really come out, and compares the list of contents at
 * the end of the file with its size: what the list does not name would be read by others and not here.
 * Answers the file, open for whoever reads on and closes it.
 */
async function measureWorkbook(
  file: string,
  limits: Limits,
): Promise<{ zip: yauzl.ZipFile; entries: yauzl.Entry[] }> {
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
    return { zip, entries }
  } catch (error) {
    zip.close()
    throw error
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
