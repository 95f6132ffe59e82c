import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(10 * 4096)
let used = pool.length

/**
 * A version 7 UUID (RFC 9562): 48 bits of milliseconds, then chance, so that keys made
 * one after the other lie near each other in an index and no two processes meet.
 */
export function uuidV7(milliseconds: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + 10)
  used += 10
  const time = milliseconds.toString(16).padStart(12, '0')
  let tail = ''
  for (const [place, byte] of bytes.entries()) {
    const shaped = place === 0 ? (byte & 0x0f) | 0x70 : place === 2 ? (byte & 0x3f) | 0x80 : byte
    tail += (shaped + 0x100).toString(16).slice(1)
  }
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}
