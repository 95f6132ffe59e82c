import { crc32, deflateRawSync } from 'node:zlib'

/**
 * Files as one ZIP file (APPNOTE 6.3.10, without the 64-bit form). Names are plain letters, digits, hyphens and dots;
 * every file has the same day, so that the same content is the same file.
 */
export function zipOf(files: readonly { name: string; text: string }[]): Buffer {
  if (files.length > 0xfffe) throw new RangeError('more files than one ZIP file holds')
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, text } of files) {
    const whole = Buffer.from(text, 'utf8')
    const packed = deflateRawSync(whole)
    const called = Buffer.from(name, 'ascii')
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    // 1 January 1980.
    head.writeUInt16LE(0x21, 8)
    head.writeUInt32LE(crc32(whole), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(whole.length, 18)
    head.writeUInt16LE(called.length, 22)
    const local = Buffer.concat([signature(0x04034b50), head, called, packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    list.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), head, entry, called]))
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, listed, signature(0x06054b50), end])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
