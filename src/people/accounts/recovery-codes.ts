import { createHmac } from 'node:crypto'
import type { Keys } from '../../house/keys.ts'

const HOW_MANY = 10
/** Without the characters that are taken for each other on paper. */
const characters = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * New recovery codes, as four groups of four: about 79 bits each. They follow from what asked
 * for them and a key that is not in the database, so that the same form sent twice makes and
 * shows the same ones, and nothing that could show them is kept.
 */
export function recoveryCodesFor(keys: Pick<Keys, 'secret'>, person: string, sending: string): string[] {
  const secret = keys.secret('new-recovery-codes')
  return Array.from({ length: HOW_MANY }, (_, place) => {
    const picked = [...pickedBy(secret, `${person} ${sending} ${place}`)]
    return [0, 4, 8, 12].map((from) => picked.slice(from, from + 4).join('')).join('-')
  })
}

/** Sixteen characters, each as likely as any other: bytes beyond the last whole round are left out. */
function* pickedBy(secret: Buffer, about: string): Generator<string> {
  const rounds = 256 - (256 % characters.length)
  for (let count = 0, block = 0; count < 16; block++) {
    for (const byte of createHmac('sha256', secret).update(`${about} ${block}`).digest()) {
      if (byte >= rounds || count >= 16) continue
      count += 1
      yield characters[byte % characters.length] ?? ''
    }
  }
}

/**
 * How a code is kept: as what it hashes to under a key that is not in the database, so
 * that a copy of the database says nothing about it. However it is typed, spaces,
 * hyphens and capitals aside, it is the same code.
 */
export function recoveryDigest(keys: Pick<Keys, 'secret'>, code: string): string {
  const bare = code.toLowerCase().replace(/[^a-z0-9]/g, '')
  return `h1.${createHmac('sha256', keys.secret('recovery-codes')).update(bare).digest('base64url')}`
}

/** Codes as they stand in the database. */
export function keepRecoveryCodes(keys: Pick<Keys, 'secret'>, codes: readonly string[]): string {
  return JSON.stringify(codes.map((code) => (code.startsWith('h1.') ? code : recoveryDigest(keys, code))))
}
