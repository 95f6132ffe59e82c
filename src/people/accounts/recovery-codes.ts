import { createHmac, randomInt } from 'node:crypto'
import type { Keys } from '../../house/keys.ts'

const HOW_MANY = 10
/** Without the characters that are taken for each other on paper. */
const characters = '23456789abcdefghjkmnpqrstuvwxyz'

/** New recovery codes, as four groups of four: about 79 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () =>
    Array.from({ length: 4 }, () =>
      Array.from({ length: 4 }, () => characters[randomInt(characters.length)]).join(''),
    ).join('-'),
  )
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
