import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Db } from './database.ts'
import { Fault } from './errors.ts'
import type { Log } from './log.ts'
import { transact } from './transact.ts'

declare module './database.ts' {
  interface Tables {
    known_keys: { key_id: string; use: KeyUse; first_used: Date }
  }
}

/**
 * The keys of the house. They lie in a folder outside the database, so that neither
 * a copy of the database nor a backup of it gives anything away that was sealed, and
 * so that nobody who can write to the database can sign in the name of the house.
 *
 * Keys are only ever added. The newest is used for what is new; the older ones stay,
 * so that what they sealed and signed can still be opened and checked.
 */
export type Keys = {
  /** AES-256-GCM under the newest master key, `context` bound to it: “v1.<keyId>.<nonce>.<ciphertext>”. */
  seal(plain: Uint8Array, context: string): string
  /** Throws Fault when the key is not there, the text was changed, or the context is another. */
  open(sealed: string, context: string): Buffer
  /** 32 bytes for one purpose, from the first master key: the same in every process and after a rotation. */
  secret(purpose: string): Buffer
  /** Ed25519 under the newest signing key; the signature in base64url. */
  sign(bytes: Uint8Array): Signature
  /** Whether this signature was made by that key of ours over exactly these bytes. */
  verify(bytes: Uint8Array, by: Signature): boolean
  /** The public halves of the signing keys, oldest first, as SPKI PEM. */
  publicKeys(): { keyId: string; publicKey: string }[]
  /** Ids of all keys, oldest first; the last of each use is the one in use. */
  ids(): Record<KeyUse, string[]>
}

export type Signature = { keyId: string; signature: string }

export const keyUses = ['master', 'signing'] as const
export type KeyUse = (typeof keyUses)[number]

type Ring = {
  master: { id: string; key: Buffer }[]
  signing: { id: string; key: KeyObject; publicKey: KeyObject }[]
}

/**
 * The keys of a folder; folder (0700) and first keys (0600) are made when they are
 * absent. Several processes may start at once: whichever is first makes a key, and
 * all use that one. Keys added later by another process are found when they are needed.
 *
 * Throws Fault when the folder or a key cannot be read or is damaged. Warns when
 * others than the owner may read them.
 */
export function openKeys(folder: string, log?: Pick<Log, 'warn'>): Keys {
  makeFolder(folder)
  warnOfMode(folder, folder, log)
  for (const use of keyUses) if (filesOf(folder, use).length === 0) keepKey(folder, use, 1, newKey(use))
  for (const use of keyUses)
    for (const { name } of filesOf(folder, use)) warnOfMode(path.join(folder, name), folder, log)
  return keysOf(ringReader(folder))
}

/** Keys that are gone with the process; for tests. */
export function temporaryKeys(): Keys {
  const ring: Ring = {
    master: [masterFrom(newKey('master'))],
    signing: [signingFrom(newKey('signing'))],
  }
  return keysOf(() => ring)
}

/** Adds a master key that from now on seals what is new. Answers its id. */
export const addMasterKey = (folder: string): string => addKey(folder, 'master')

/** Adds a signing key that from now on signs. Answers its id. */
export const addSigningKey = (folder: string): string => addKey(folder, 'signing')

/**
 * Remembers in the database which keys it was used with.
 *
 * Throws Fault when it knows a key that the folder lacks: what that key sealed could
 * not be opened any more, and that is found now and not on the day it is needed.
 */
export async function rememberKeys(db: Db, keys: Keys, now: Date = new Date()): Promise<void> {
  const ours = keyUses.flatMap((use) => keys.ids()[use].map((id) => ({ key_id: id, use, first_used: now })))
  const known = await db.selectFrom('known_keys').select(['key_id', 'use']).orderBy('key_id').execute()
  const lacking = known.filter(({ key_id }) => !ours.some((key) => key.key_id === key_id))
  if (lacking.length > 0)
    throw new Fault(
      500,
      'keys-missing',
      'Keys that this database was used with are missing',
      lacking.map(({ key_id, use }) => ({
        place: 'TIP_KEYS',
        message: `The ${use} key ${key_id} is not in the folder of the keys.`,
        remedy: 'Put the folder of the keys that belongs to this database in its place, from its own backup.',
      })),
    )
  const fresh = ours.filter(({ key_id }) => !known.some((key) => key.key_id === key_id))
  if (fresh.length === 0) return
  await transact(db, (trx) =>
    trx
      .insertInto('known_keys')
      .values(fresh)
      .onConflict((row) => row.column('key_id').doNothing())
      .execute(),
  )
}

// ---- what keys do

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `ring` answers the keys there are; asked with an id that is not among them it looks again. */
function keysOf(ring: (lacking?: string) => Ring): Keys {
  return {
    seal(plain, context) {
      const { id, key } = newest(ring().master)
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'))
      const text = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return `v1.${id}.${nonce.toString('base64url')}.${text.toString('base64url')}`
    },
    open(sealed, context) {
      const [version, id = '', nonceText = '', textText = '', ...more] = sealed.split('.')
      const nonce = exactBytes(nonceText)
      const text = exactBytes(textText)
      if (
        version !== 'v1' ||
        more.length > 0 ||
        nonce?.length !== NONCE_BYTES ||
        !text ||
        text.length < TAG_BYTES
      )
        throw cannotOpen('It does not have the form of a sealed text.')
      const held = find(ring, 'master', id)
      if (!held) throw cannotOpen(`It was sealed with the key ${printableId(id)}, which is not here.`)
      const decipher = createDecipheriv('aes-256-gcm', held.key, nonce)
        .setAAD(Buffer.from(context, 'utf8'))
        .setAuthTag(text.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(text.subarray(0, -TAG_BYTES)), decipher.final()])
      } catch {
        throw cannotOpen('It was changed since it was sealed, or sealed for another purpose.')
      }
    },
    secret(purpose) {
      const { key } = ring().master[0]!
      return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `tipping-point secret: ${purpose}`, 32))
    },
    sign(bytes) {
      const { id, key } = newest(ring().signing)
      return { keyId: id, signature: signWith(null, bytes, key).toString('base64url') }
    },
    verify(bytes, { keyId, signature }) {
      const held = find(ring, 'signing', keyId)
      const given = exactBytes(signature)
      return held !== undefined && given !== null && verifyWith(null, bytes, held.publicKey, given)
    },
    publicKeys() {
      return ring().signing.map(({ id, publicKey }) => ({ keyId: id, publicKey: pemOf(publicKey) }))
    },
    ids() {
      const { master, signing } = ring()
      return { master: master.map(({ id }) => id), signing: signing.map(({ id }) => id) }
    },
  }
}

/** Id of a signing key: anybody who has its public half can work it out. */
export function idOfPublicKey(publicKey: KeyObject): string {
  return idFrom(publicKey.export({ type: 'spki', format: 'der' }))
}

function find<Use extends KeyUse>(
  ring: (lacking?: string) => Ring,
  use: Use,
  id: string,
): Ring[Use][number] | undefined {
  const among = (keys: Ring) => keys[use].find((key) => key.id === id)
  return among(ring()) ?? among(ring(id))
}

function newest<Key>(keys: Key[]): Key {
  return keys[keys.length - 1]!
}

/** Bytes of a base64url text, or null when it is not the one way to write them: two texts must not mean the same. */
function exactBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

const printableId = (id: string) => (/^[0-9a-f]{16}$/.test(id) ? id : 'of another kind')

function cannotOpen(message: string): Fault {
  return new Fault(500, 'sealed', 'Something that was sealed cannot be opened', [
    { message, remedy: 'Check that the folder of the keys (TIP_KEYS) is the one of this database.' },
  ])
}

// ---- what a key is

/** A key as its file holds it: base64url of 32 bytes, or PKCS 8 PEM. */
type KeyFile = { use: KeyUse; id: string; made: string; key: string }

function newKey(use: KeyUse): KeyFile {
  const made = new Date().toISOString()
  if (use === 'master') {
    const key = randomBytes(32)
    return { use, id: masterId(key), made, key: key.toString('base64url') }
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { use, id: idOfPublicKey(publicKey), made, key }
}

function masterFrom({ id, key }: KeyFile): Ring['master'][number] {
  const bytes = exactBytes(key)
  if (bytes?.length !== 32 || masterId(bytes) !== id) throw new Error('It does not fit its id')
  return { id, key: bytes }
}

function signingFrom({ id, key }: KeyFile): Ring['signing'][number] {
  const privateKey = createPrivateKey(key)
  const publicKey = createPublicKey(privateKey)
  if (privateKey.asymmetricKeyType !== 'ed25519' || idOfPublicKey(publicKey) !== id)
    throw new Error('It does not fit its id')
  return { id, key: privateKey, publicKey }
}

// Derived, so that the id says nothing of the key and a damaged key does not fit it.
function masterId(key: Buffer): string {
  return idFrom(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'tipping-point id of a master key', 32)))
}

const idFrom = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()

// ---- the folder

/** Files are “master-1.json”, “signing-2.json”: the higher the number, the newer the key. */
function filesOf(folder: string, use: KeyUse): { name: string; number: number }[] {
  return readFolder(folder)
    .flatMap((name) => {
      const number = new RegExp(`^${use}-([1-9]\\d{0,8})\\.json$`).exec(name)?.[1]
      return number === undefined ? [] : [{ name, number: Number(number) }]
    })
    .sort((a, b) => a.number - b.number)
}

/** The keys of a folder, read again when it has changed. */
function ringReader(folder: string): (lacking?: string) => Ring {
  let held = readRing(folder)
  let seen = stampOf(folder)
  return (lacking) => {
    const stamp = stampOf(folder)
    if (stamp === null || (lacking === undefined && stamp === seen)) return held
    try {
      held = readRing(folder)
      seen = stamp
    } catch {
      // What was read before still holds; what is wrong with the folder is told when a process starts.
    }
    return held
  }
}

function stampOf(folder: string): bigint | null {
  return statSync(folder, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? null
}

function readRing(folder: string): Ring {
  return {
    master: filesOf(folder, 'master').map(({ name }) => readKey(folder, name, 'master', masterFrom)),
    signing: filesOf(folder, 'signing').map(({ name }) => readKey(folder, name, 'signing', signingFrom)),
  }
}

function readKey<Key>(folder: string, name: string, use: KeyUse, keyFrom: (file: KeyFile) => Key): Key {
  const file = path.join(folder, name)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw folderFault(file, error)
  }
  try {
    const held: unknown = JSON.parse(text)
    if (!isKeyFile(held) || held.use !== use) throw new Error('It is not a key of this use')
    return keyFrom(held)
  } catch {
    // The cause is not handed on: a parser may quote what it read, and that is a key.
    throw new Fault(500, 'key-damaged', 'A key of the house is damaged', [
      {
        place: file,
        message: 'What it holds is not the key that was written there.',
        remedy:
          'Put the file back from the backup of the keys. Do not delete it: what it sealed would be lost.',
      },
    ])
  }
}

function isKeyFile(held: unknown): held is KeyFile {
  if (typeof held !== 'object' || held === null) return false
  return ['use', 'id', 'made', 'key'].every(
    (name) => typeof (held as Record<string, unknown>)[name] === 'string',
  )
}

function addKey(folder: string, use: KeyUse): string {
  const key = newKey(use)
  for (;;) {
    const number = (filesOf(folder, use).at(-1)?.number ?? 0) + 1
    if (keepKey(folder, use, number, key)) return key.id
  }
}

/** Writes a key wholly or not at all; false when another process was first with this number. */
function keepKey(folder: string, use: KeyUse, number: number, key: KeyFile): boolean {
  const file = path.join(folder, `${use}-${number}.json`)
  const draft = path.join(folder, `.${use}-${randomBytes(6).toString('hex')}`)
  try {
    const open = openSync(draft, 'wx', 0o600)
    try {
      writeSync(open, `${JSON.stringify(key, null, 2)}\n`)
      fsyncSync(open)
    } finally {
      closeSync(open)
    }
    // A link is made for one process only, and the file under it is already whole.
    linkSync(draft, file)
    syncFolder(folder)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw folderFault(file, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw folderFault(folder, error)
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw folderFault(folder, error)
  }
}

function syncFolder(folder: string): void {
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

function warnOfMode(place: string, folder: string, log: Pick<Log, 'warn'> | undefined): void {
  const mode = statSync(place, { throwIfNoEntry: false })?.mode
  if (mode === undefined || (mode & 0o077) === 0) return
  log?.warn('Others on this machine may reach the keys of the house', {
    place,
    mode: (mode & 0o777).toString(8),
    remedy: `chmod ${place === folder ? '700' : '600'} ${place}`,
  })
}

function folderFault(place: string, error: unknown): Fault {
  return new Fault(500, 'keys-unreadable', 'The keys of the house cannot be read or made', [
    {
      place,
      message: error instanceof Error ? error.message : String(error),
      remedy: 'Choose with TIP_KEYS a folder that the user of this program may read and write.',
    },
  ])
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
