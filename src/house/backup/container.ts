import { createHash, type Hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Value } from 'typebox/value'
import { Conflict, type Fault, NotFound, Unusable } from '../errors.ts'
import { Manifest, type Part, partsOf, Signature } from './manifest.ts'

/*
 * The file of a backup: a first line, the parts one after the other (each a gzip stream of text lines), the
 * manifest (a line of JSON and a line with its signature), and a last line of fixed length that says where the
 * manifest lies and what its digest is. Every byte stands under a digest or is given; docs/backup.md has it in full.
 */

const FIRST_LINE = 'TIPPING POINT BACKUP 1\n'
const FIRST_WORDS = 'TIPPING POINT BACKUP '
const LAST_LINE = /^TIPEND (\d{16}) (\d{16}) ([0-9a-f]{64})\n$/
const LAST_LINE_BYTES = 106
// Some hundred bytes a table; far more is no manifest of ours, and is not read into memory.
const LONGEST_MANIFEST = 16 * 1024 * 1024

// ---- writing

export type BackupWriter = {
  /** Packs a part and answers where it lies. */
  add(lines: Readable): Promise<Part>
  /** The end of the file; afterwards it is on the disk under its `.part` name. */
  end(manifest: Manifest, sign: (bytes: Uint8Array) => Signature): Promise<void>
}

/**
 * Writes a backup to `FILE.part`, and gives it its name when `write` is done and the file was read back whole.
 * Whatever fails, no `FILE` appears and the part is taken away.
 *
 * Throws Conflict when there is a file of that name, finished or under way.
 */
export async function writeBackupFile(
  file: string,
  write: (backup: BackupWriter) => Promise<void>,
): Promise<void> {
  const partial = `${file}.part`
  if (existsSync(file)) throw alreadyThere(file, 'There is a file of that name.', 'Choose another name.')
  const handle = await openNew(partial)
  try {
    try {
      await write(writerInto(handle))
    } finally {
      await handle.close()
    }
    const written = await openBackup(partial)
    try {
      await written.check()
    } finally {
      await written.close()
    }
    await giveName(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw noRoom.has(codeOf(error)) ? cannotWrite(partial, error) : error
  }
}

// The disk is full, the share of this user is used up, the file system is read-only, or it fails.
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'])

function writerInto(handle: FileHandle): BackupWriter {
  let offset = 0
  const writeOut = async (bytes: Buffer) => {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done)
      done += bytesWritten
    }
    offset += bytes.length
  }
  const begin = async () => {
    if (offset === 0) await writeOut(Buffer.from(FIRST_LINE))
  }
  return {
    async add(lines) {
      await begin()
      const first = offset
      const plain = tally()
      const packed = tally()
      await pipeline(
        lines,
        plain.through,
        createGzip({ level: 4 }),
        packed.through,
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) await writeOut(chunk)
        },
      )
      return {
        offset: first,
        packedBytes: packed.bytes(),
        packedSha256: packed.sha256(),
        bytes: plain.bytes(),
        sha256: plain.sha256(),
        rows: plain.lines(),
      }
    },
    async end(manifest, sign) {
      await begin()
      const line = Buffer.from(`${JSON.stringify(manifest)}\n`)
      const bytes = Buffer.concat([line, Buffer.from(`${JSON.stringify(sign(line))}\n`)])
      const at = offset
      await writeOut(bytes)
      await writeOut(Buffer.from(`TIPEND ${sixteen(at)} ${sixteen(bytes.length)} ${sha256(bytes)}\n`))
      await handle.sync()
    },
  }
}

async function openNew(partial: string): Promise<FileHandle> {
  try {
    return await open(partial, 'wx', 0o600)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST')
      throw alreadyThere(
        partial,
        'A backup is being written there, or one was interrupted.',
        'Wait for it, or remove that file if nothing writes it; or choose another name.',
      )
    throw cannotWrite(partial, error)
  }
}

/** Gives the finished file its name, unless somebody took that name meanwhile. */
export async function giveName(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file)
    await rm(partial)
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw alreadyThere(file, 'A file of that name appeared meanwhile.', 'Choose another name.')
    // Some file systems know no second name for a file.
    if (existsSync(file)) throw error
    await rename(partial, file)
  }
  // The name is on the disk when its folder is.
  const folder = await open(path.dirname(path.resolve(file)), 'r')
  try {
    await folder.sync()
  } catch {
    // Not every file system lets a folder be written out; the file itself is.
  } finally {
    await folder.close()
  }
}

// ---- reading

/** A backup whose end was read and holds together; its parts are read when asked for. */
export type Backup = {
  file: string
  manifest: Manifest
  signature: Signature
  /** The bytes the signature is over. */
  signedBytes: Buffer
  bytes: number
  /** Reads all of it; throws Unusable where a byte is not as the manifest says. */
  check(onProgress?: (done: number, of: number) => void): Promise<void>
  /** Hands a part, unpacked, to `take`, and throws Unusable afterwards when it was not as the manifest says. */
  read(part: Part, name: string, take: (lines: AsyncIterable<Buffer>) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a backup and reads what it says of itself.
 *
 * Throws NotFound without such a file, and Unusable, with what is wrong, for one that is cut short, damaged,
 * of a newer program, or no backup at all.
 */
export async function openBackup(file: string): Promise<Backup> {
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      throw new NotFound('There is no such backup', [
        {
          place: file,
          message: 'There is no file of that name.',
          remedy: 'Look at the name and the folder.',
        },
      ])
    throw new Unusable('The backup cannot be read', [
      { place: file, message: messageOf(error), remedy: 'Give yourself the right to read it.' },
    ])
  }
  try {
    const size = (await stat(file)).size
    const { manifest, signature, signedBytes } = await readEnd(handle, file, size)
    const read: Backup['read'] = (part, name, take) => readPart(handle, file, part, name, take)
    const check: Backup['check'] = async (onProgress = () => {}) => {
      for (const { part, name } of partsOf(manifest)) {
        await read(part, name, async (lines) => {
          for await (const _ of lines);
        })
        onProgress(part.offset + part.packedBytes, size)
      }
    }
    return { file, manifest, signature, signedBytes, bytes: size, check, read, close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function readEnd(handle: FileHandle, file: string, size: number) {
  const refuse = (message: string) => damaged(file, message)
  const first = (await readAt(handle, 0, Math.min(size, FIRST_LINE.length))).toString('latin1')
  if (first !== FIRST_LINE) {
    const version = first.startsWith(FIRST_WORDS) ? first.slice(FIRST_WORDS.length, -1) : null
    if (version !== null && /^[2-9]$/.test(version))
      throw tooNew(file, `Its format is ${version}; this version reads format 1.`)
    throw refuse(
      size === 0
        ? 'It is empty.'
        : 'It does not begin as a backup of this program: another file, or damaged.',
    )
  }
  if (size < FIRST_LINE.length + LAST_LINE_BYTES) throw refuse('It was cut short.')
  const last = LAST_LINE.exec(
    (await readAt(handle, size - LAST_LINE_BYTES, LAST_LINE_BYTES)).toString('latin1'),
  )
  if (last === null)
    throw refuse('Its last line is missing or damaged: it was cut short, or something follows it.')
  const at = Number(last[1])
  const length = Number(last[2])
  if (at + length + LAST_LINE_BYTES !== size || at < FIRST_LINE.length)
    throw refuse('Its length is not what its last line says.')
  if (length > LONGEST_MANIFEST) throw refuse('Its manifest is longer than a manifest can be.')
  const bytes = await readAt(handle, at, length)
  if (sha256(bytes) !== last[3]) throw refuse('Its manifest is damaged.')

  const lines = bytes.toString('utf8').split('\n')
  const signedBytes = bytes.subarray(0, Buffer.byteLength(lines[0] ?? '') + 1)
  let said: unknown
  let signature: unknown
  try {
    said = JSON.parse(lines[0] ?? '')
    signature = JSON.parse(lines[1] ?? '')
  } catch {
    throw refuse('Its manifest is not JSON.')
  }
  const format = typeof said === 'object' && said !== null && 'format' in said ? Number(said.format) : null
  if (format !== null && format > 1)
    throw tooNew(file, `Its format is ${format}; this version reads format 1.`)
  if (!Value.Check(Manifest, said) || !Value.Check(Signature, signature) || lines.length !== 3)
    throw refuse('Its manifest does not say what a manifest has to say.')

  let next = FIRST_LINE.length
  for (const { part, name } of partsOf(said)) {
    if (part.offset !== next) throw refuse(`The part “${name}” does not begin where the one before it ends.`)
    next = part.offset + part.packedBytes
  }
  if (next !== at) throw refuse('There are bytes that belong to no part.')
  return { manifest: said, signature, signedBytes }
}

async function readPart(
  handle: FileHandle,
  file: string,
  part: Part,
  name: string,
  take: (lines: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const plain = tally()
  const packed = tally()
  const wrong = () => damaged(file, `The part “${name}” is damaged.`)
  async function* withinBounds(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of plain.through(chunks)) {
      // What unpacks to more than it was is damaged or made to fill the machine.
      if (plain.bytes() > part.bytes) throw wrong()
      yield chunk
    }
  }
  try {
    await pipeline(
      () => piecesOf(handle, part),
      packed.through,
      createGunzip(),
      withinBounds,
      async (chunks: AsyncIterable<Buffer>) => take(chunks),
    )
  } catch (error) {
    if (/^(Z_|ERR_ZLIB|ERR_BUFFER)/.test(codeOf(error))) throw wrong()
    throw error
  }
  const asSaid =
    packed.bytes() === part.packedBytes &&
    packed.sha256() === part.packedSha256 &&
    plain.bytes() === part.bytes &&
    plain.sha256() === part.sha256 &&
    plain.lines() === part.rows
  if (!asSaid) throw wrong()
}

async function* piecesOf(handle: FileHandle, { offset, packedBytes }: Part): AsyncGenerator<Buffer> {
  const piece = 256 * 1024
  for (let done = 0; done < packedBytes; ) {
    const bytes = await readAt(handle, offset + done, Math.min(piece, packedBytes - done))
    if (bytes.length === 0) return
    done += bytes.length
    yield bytes
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

// ---- counting on the way through

function tally() {
  const hash: Hash = createHash('sha256')
  let bytes = 0
  let lines = 0
  let digest: string | null = null
  return {
    async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
        yield chunk
      }
    },
    bytes: () => bytes,
    lines: () => lines,
    sha256: () => {
      digest ??= hash.digest('hex')
      return digest
    },
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sixteen(count: number): string {
  return String(count).padStart(16, '0')
}

// ---- faults

function damaged(file: string, message: string): Fault {
  return new Unusable('This is not a whole backup; nothing was touched', [
    { place: file, message, remedy: 'Take another copy of it, or the backup before it.' },
  ])
}

/** A backup of a program newer than this one. */
export function tooNew(file: string, message: string): Fault {
  return new Unusable('The backup was made by a newer version of this program; nothing was touched', [
    { place: file, message, remedy: 'Restore it with that version or a later one.' },
  ])
}

function alreadyThere(place: string, message: string, remedy: string): Fault {
  return new Conflict('The backup was not written', [{ place, message, remedy }])
}

export function cannotWrite(place: string, error: unknown): Fault {
  return new Unusable('The file cannot be written', [
    { place, message: messageOf(error), remedy: 'Make the folder, make room, or choose another place.' },
  ])
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

export function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}
