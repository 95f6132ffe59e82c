import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Conflict, NotFound, Unusable } from '../errors.ts'
import { cannotWrite, codeOf, giveName, messageOf } from './container.ts'
import { erasedPeople, noteErasure, readErased } from './erasures.ts'
import { KnownCheckpoint, knownCheckpoint, noteCheckpoint } from './known-checkpoint.ts'

/*
 * The keys of a house in one file, sealed under a passphrase. It is kept apart from the backup: with both, and the
 * passphrase, everything can be read.
 */

/** Asks as much of the machine as of whoever guesses: about half a second and 128 MiB a try. */
const COST = { N: 2 ** 17, r: 8, p: 1 }
const MEMORY = 256 * 1024 * 1024
const SHORTEST_PASSPHRASE = 12
const CONTEXT = 'TIPPING POINT KEYS 1'

const strict = { additionalProperties: false }
const Base64 = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 16 * 1024 * 1024 })
const Sealed = Type.Object(
  {
    format: Type.Literal(CONTEXT),
    scrypt: Type.Object(
      {
        N: Type.Integer({ minimum: 2 ** 14, maximum: 2 ** 17 }),
        r: Type.Literal(8),
        p: Type.Integer({ minimum: 1, maximum: 4 }),
      },
      strict,
    ),
    salt: Base64,
    nonce: Base64,
    sealed: Base64,
  },
  strict,
)
const Bundle = Type.Object(
  {
    files: Type.Array(
      Type.Object(
        { name: Type.String({ pattern: '^(master|signing)-[1-9][0-9]{0,8}\\.json$' }), text: Type.String() },
        strict,
      ),
    ),
    erased: Type.Array(Type.String()),
    checkpoint: KnownCheckpoint,
  },
  strict,
)
export type Bundle = Static<typeof Bundle>

const KEY_FILE = /^(master|signing)-[1-9]\d{0,8}\.json$/

/** The keys of a folder and who was erased, as they lie there. Throws NotFound when there are no keys. */
export function readKeysFolder(folder: string): Bundle {
  const names = keyFilesIn(folder)
  if (names.length === 0)
    throw new NotFound('There are no keys to write apart', [
      { place: folder, message: 'The folder holds none.', remedy: 'Set TIP_KEYS to the folder of the keys.' },
    ])
  const files = names.sort().map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
  return { files, erased: erasedPeople(folder), checkpoint: knownCheckpoint(folder) }
}

/** Ids of the keys of a bundle. */
export function keyIdsOf({ files }: Bundle): string[] {
  return files.map(({ name, text }) => {
    try {
      const held: unknown = JSON.parse(text)
      if (typeof held === 'object' && held !== null && 'id' in held) return String(held.id)
    } catch {
      // Not handed on: a parser may quote what it read, and that is a key.
    }
    throw new Unusable('A key is damaged', [
      { place: name, message: 'It is not a key.', remedy: 'Put it back from the backup of the keys.' },
    ])
  })
}

/** Writes the keys, sealed, to a file only its owner may read. Refuses a short passphrase and a name taken. */
export async function writeKeysFile(file: string, bundle: Bundle, passphrase: string): Promise<void> {
  assertLongEnough(passphrase)
  if (existsSync(file))
    throw new Conflict('The keys were not written', [
      { place: file, message: 'There is a file of that name.', remedy: 'Choose another name.' },
    ])
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, salt, COST), nonce)
  cipher.setAAD(Buffer.from(CONTEXT))
  const plain = Buffer.from(JSON.stringify(bundle))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const text = {
    format: CONTEXT,
    scrypt: COST,
    salt: salt.toString('base64url'),
    nonce: nonce.toString('base64url'),
    sealed: sealed.toString('base64url'),
  }
  const partial = `${file}.part`
  try {
    writeDurably(partial, `${JSON.stringify(text)}\n`)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') rmSync(partial, { force: true })
    throw cannotWrite(partial, error)
  }
  await giveName(partial, file)
}

/** The keys of a file. Throws Unusable when it is damaged or the passphrase is another: which of the two cannot be told. */
export function readKeysFile(file: string, passphrase: string): Bundle {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new NotFound('The file of the keys cannot be read', [
      { place: file, message: messageOf(error), remedy: 'Look at the name and at your rights.' },
    ])
  }
  const said = parsed(text)
  if (!Value.Check(Sealed, said))
    throw new Unusable('This is not a file of keys', [
      {
        place: file,
        message: 'It does not have the form of one: another file, cut short, or damaged.',
        remedy: 'Take the file that `tp admin backup --keys` wrote, or another copy of it.',
      },
    ])
  const sealed = Buffer.from(said.sealed, 'base64url')
  const nonce = Buffer.from(said.nonce, 'base64url')
  try {
    const key = keyFrom(passphrase, Buffer.from(said.salt, 'base64url'), said.scrypt)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(CONTEXT)).setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    const bundle = parsed(plain.toString('utf8'))
    if (Value.Check(Bundle, bundle)) return bundle
  } catch {
    // Said below, without the cause: it may quote what is sealed.
  }
  throw new Unusable('The file of the keys cannot be opened', [
    {
      place: file,
      message: 'The passphrase is another one, or the file is damaged.',
      remedy: 'Try the passphrase again; then another copy of the file.',
    },
  ])
}

export type Placed = {
  /** Keys that were written into the folder. */
  written: number
  /** Where the keys of another house that lay there are now. */
  movedAside: string | null
  /** Leaves the folder as it was found. */
  undo(): void
}

/**
 * Puts keys into the folder of a house. What lies there already and is the same, stays; so do newer keys of the
 * same house. Keys of another house are moved aside, whole, when `replace` says so, and refused otherwise: keys
 * are never thrown away. Who was erased is put together from both.
 */
export function placeKeys(
  folder: string,
  bundle: Bundle,
  replace: boolean,
  now: Date,
  rename: typeof renameSync = renameSync,
): Placed {
  const theirs = readErased(bundle.erased.join('\n'), 'file of the keys')
  const ours = erasedPeople(folder)
  const another = holdsAnother(folder, bundle)
  if (another && !replace)
    throw new Conflict('The folder of the keys holds those of another house; nothing was touched', [
      {
        place: folder,
        message: 'Its keys are not those of the file.',
        remedy: 'Set TIP_KEYS to an empty folder, or restore with --yes-replace: then they are moved aside.',
      },
    ])
  const movedAside = another ? moveAside(folder, now, rename) : null
  const written: string[] = []
  const undo = () => {
    for (const file of written) rmSync(file, { force: true })
    if (movedAside === null) return
    for (const name of movable(folder)) rmSync(path.join(folder, name), { recursive: true, force: true })
    moveBack(folder, movedAside)
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const present = keyFilesIn(folder)
    for (const { name, text } of bundle.files) {
      if (present.includes(name)) continue
      const file = path.join(folder, name)
      written.push(file)
      writeDurably(file, text)
    }
    const known = new Set(movedAside === null ? ours : [])
    for (const id of [...ours, ...theirs]) if (!known.has(id)) noteErasure(folder, id)
    if (bundle.checkpoint !== null) noteCheckpoint(folder, bundle.checkpoint)
  } catch (error) {
    undo()
    throw error
  }
  return { written: written.length, movedAside, undo }
}

/**
 * Moves the folder aside and answers where it is. A mount cannot be renamed, nor what lies in a folder that is not
 * ours: then its content moves into a folder within it, on the same disk, which no container takes with it.
 */
function moveAside(folder: string, now: Date, rename: typeof renameSync): string {
  const mark = `before-${now.toISOString().replace(/[:.]/g, '-')}`
  try {
    rename(folder, `${folder}.${mark}`)
    return `${folder}.${mark}`
  } catch (error) {
    if (!['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error
  }
  const within = path.join(folder, mark)
  try {
    mkdirSync(within, { mode: 0o700 })
    moveAll(folder, within)
    return within
  } catch (error) {
    if (existsSync(within)) moveBack(folder, within)
    throw new Conflict('The keys that lie in the folder cannot be moved aside; nothing was touched', [
      {
        place: folder,
        message: messageOf(error),
        remedy: 'Let the user of this program write to it, or set TIP_KEYS to an empty folder.',
      },
    ])
  }
}

function moveBack(folder: string, aside: string): void {
  if (path.dirname(aside) !== folder) {
    rmSync(folder, { recursive: true, force: true })
    renameSync(aside, folder)
    return
  }
  moveAll(aside, folder)
  rmdirSync(aside)
}

function moveAll(from: string, to: string): void {
  for (const name of movable(from)) renameSync(path.join(from, name), path.join(to, name))
}

/** What was moved aside earlier stays where it is. */
function movable(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('before-'))
}

function holdsAnother(folder: string, { files }: Bundle): boolean {
  const present = keyFilesIn(folder)
  const held = files.filter(({ name }) => present.includes(name))
  if (held.some(({ name, text }) => readFileSync(path.join(folder, name), 'utf8') !== text)) return true
  // Same as far as it goes: ours may be behind the file, or ahead of it, but not both.
  return held.length < files.length && held.length < present.length
}

function keyFilesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => KEY_FILE.test(name)) : []
}

export function assertLongEnough(passphrase: string): void {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return
  throw new Unusable('The passphrase is too short', [
    {
      place: '--passphrase-file',
      message: `It has fewer than ${SHORTEST_PASSPHRASE} characters.`,
      remedy: 'Take a long one, such as six words drawn by chance, and keep it where the backup is not.',
    },
  ])
}

function keyFrom(passphrase: string, salt: Buffer, cost: { N: number; r: number; p: number }): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { ...cost, maxmem: MEMORY })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
