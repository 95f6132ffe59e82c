import type { Open, Pieces } from '../../indicators/xlsx-sheet.ts'

/** Not a file of this kind, or one that says it is smaller than it is. */
export class StrangeZip extends Error {}

type Entry = { method: number; packed: number; offset: number }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
/** What all parts together may unpack to; a workbook of two million rows stays below it. */
const MOST_BYTES = 400_000_000

/**
 * The parts of a ZIP file (APPNOTE 6.3.10, without encryption and the 64-bit form) as a browser can unpack them.
 *
 * @throws StrangeZip where it is none
 */
export function openZip(file: ArrayBuffer): Open {
  const data = new DataView(file)
  const entries = entriesIn(data)
  const left = { bytes: MOST_BYTES }
  return async (part) => {
    const entry = entries.get(part.toLowerCase())
    return entry === undefined ? null : unpacked(data, entry, left)
  }
}

function entriesIn(data: DataView): Map<string, Entry> {
  let end = data.byteLength - 22
  const first = Math.max(0, end - 0xffff)
  while (end >= first && data.getUint32(end, true) !== END) end -= 1
  if (end < first) throw new StrangeZip('it has no end of a ZIP file')
  const count = data.getUint16(end + 10, true)
  let at = data.getUint32(end + 16, true)
  const entries = new Map<string, Entry>()
  for (let each = 0; each < count; each++) {
    if (at + 46 > data.byteLength || data.getUint32(at, true) !== ENTRY)
      throw new StrangeZip('its list of parts is broken')
    if (data.getUint16(at + 8, true) & 1) throw new StrangeZip('it is encrypted')
    const nameLength = data.getUint16(at + 28, true)
    const name = new TextDecoder().decode(new Uint8Array(data.buffer, at + 46, nameLength))
    entries.set(name.toLowerCase(), {
      method: data.getUint16(at + 10, true),
      packed: data.getUint32(at + 20, true),
      offset: data.getUint32(at + 42, true),
    })
    at += 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true)
  }
  return entries
}

async function* unpacked(
  data: DataView,
  { method, packed, offset }: Entry,
  left: { bytes: number },
): Pieces & AsyncGenerator<Uint8Array> {
  if (offset + 30 > data.byteLength || data.getUint32(offset, true) !== LOCAL)
    throw new StrangeZip('a part is not where the list says')
  const start = offset + 30 + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true)
  if (start + packed > data.byteLength) throw new StrangeZip('a part is cut off')
  const bytes = new Uint8Array(data.buffer as ArrayBuffer, start, packed)
  if (method !== 0 && method !== 8)
    throw new StrangeZip(`a part is packed in a way (${method}) not known here`)
  const stream = new Blob([bytes]).stream()
  const pieces = method === 0 ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'))
  // Not every browser can walk through a stream by itself.
  const reader = pieces.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      left.bytes -= value.byteLength
      if (left.bytes < 0) throw new StrangeZip('it unpacks to more than a table can be')
      yield value
    }
  } catch (error) {
    throw error instanceof StrangeZip ? error : new StrangeZip('a part cannot be unpacked')
  } finally {
    reader.cancel().catch(() => {})
  }
}
