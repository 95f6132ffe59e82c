import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql, type Transaction } from 'kysely'
import { formatNumber, type Language, locales, speak } from '../../ui/language.ts'
import { operator } from '../actor.ts'
import type { ExitCode, Io } from '../command.ts'
import type { Tables } from '../database.ts'
import { Conflict, Unusable, WrongUse } from '../errors.ts'
import { erasePerson, forgetLostPersonKeys } from '../history/personal-values.ts'
import { recordEvent } from '../history/record-event.ts'
import { type HistoryReport, verifyHistory } from '../history/verify.ts'
import type { House } from '../house.ts'
import { type Keys, openKeys } from '../keys.ts'
import { connect, openDatabase } from '../open-database.ts'
import { projectRoot } from '../settings.ts'
import { type Backup, openBackup } from './container.ts'
import { erasedPeople, noteErasure, reapplyErasures } from './erasures.ts'
import {
  type Bundle,
  keyIdsOf,
  type Placed,
  placeKeys,
  readKeysFile,
  readKeysFolder,
  writeKeysFile,
} from './keys-file.ts'
import { knownCheckpoint, noteNewestCheckpoint, noteRestoredCheckpoint } from './known-checkpoint.ts'
import type { Manifest } from './manifest.ts'
import { passphraseOf } from './passphrase.ts'
import { assertNotNewer, type ForgottenKey, type Restored, restoreBackup } from './restore-backup.ts'
import type { OwnedDatabase } from './session.ts'
import { words } from './words.ts'
import { writeBackup } from './write-backup.ts'

/** What the two commands need of a house that is not open: both open its database themselves, as its owner. */
export type ClosedHouse = Pick<House, 'settings' | 'log' | 'now'>

const backupUsage = `tp admin backup FILE          everything in the database as it is now, in one checked file
  --keys KEYFILE              writes the keys apart, sealed under a passphrase
  --passphrase-file FILE      its first line is that passphrase; else it is asked for
  --json`

const restoreUsage = `tp admin restore FILE         puts a backup back, into an empty database
  --check                     only reads the file from end to end
  --keys KEYFILE              puts the keys back that were written apart
  --passphrase-file FILE      its first line is their passphrase; else it is asked for
  --without-keys              the keys are lost: what they sealed stays closed
  --unsigned                  the file is not signed by this house, and that is as it should be
  --yes-replace DATABASE      throws away what that database holds now
  --json`

/** `tp admin backup FILE`. */
export async function backupCommand(house: ClosedHouse, argv: string[], io: Io): Promise<ExitCode> {
  const { file, values } = read('tp admin backup', backupUsage, argv, {
    keys: { type: 'string' },
    'passphrase-file': { type: 'string' },
    json: { type: 'boolean' },
  })
  if (file === null) return help(io, backupUsage, argv)
  const { settings, now } = house
  const say = speak(words, io.language)
  const began = performance.now()

  // Whatever can be wrong with the keys is found before the long part.
  const keysFile = text(values.keys)
  if (keysFile !== undefined && existsSync(keysFile))
    throw new Conflict('The keys were not written, and no backup was made', [
      { place: keysFile, message: 'There is a file of that name.', remedy: 'Choose another name.' },
    ])
  if (keysFile !== undefined) readKeysFolder(settings.keys)
  const passphrase = keysFile === undefined ? null : await passphraseOf(text(values['passphrase-file']), true)

  const keys = keysIn(settings.keys)
  const manifest = await withOwner(house, async (place) => {
    const manifest = await writeBackup(place, {
      file,
      application: applicationVersion(),
      now,
      ...(keys === null ? {} : { sign: keys.sign }),
      onProgress: (table, done, of) => {
        if (!values.json) io.err(say('backup.progress', { table, done: done + 1, of }))
      },
    })
    if (keys !== null) await noteWhatMustOutlive(house, place, manifest)
    return manifest
  })
  // After the backup: a key that was added meanwhile may be needed for it.
  if (keysFile !== undefined && passphrase !== null)
    await writeKeysFile(keysFile, readKeysFolder(settings.keys), passphrase)

  const backup = await openBackup(file)
  await backup.close()
  const rows = rowsOf(backup)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  if (values.json) {
    const { madeAt, migrations, checkpoint, tables } = manifest
    const result = { file, bytes: backup.bytes, madeAt, tables: tables.length, rows, seconds }
    io.out(
      JSON.stringify({ ...result, migrations, checkpoint, signed: keys !== null, keys: keysFile ?? null }),
    )
    return 0
  }
  const number = (value: number) => formatNumber(io.language, value)
  io.out(
    say('backup.done', {
      file,
      tables: manifest.tables.length,
      rows: number(rows),
      size: sizeIn(io.language, backup.bytes),
      seconds: number(seconds),
    }),
  )
  if (keys === null) io.out(say('backup.unsigned', { folder: settings.keys }))
  io.out(
    keysFile === undefined
      ? say('backup.no keys', { folder: settings.keys })
      : say('backup.keys apart', { file: keysFile }),
  )
  return 0
}

/**
 * Notes beside the keys who is erased and how far the history goes, as far as that is not noted yet: another machine
 * may have done it. A folder that cannot be written to does not undo the backup.
 */
async function noteWhatMustOutlive(
  { settings, log }: ClosedHouse,
  { connection }: OwnedDatabase,
  { checkpoint, tables }: Manifest,
): Promise<void> {
  const db = connect(connection, log, { connections: 1 })
  try {
    const noted = new Set(erasedPeople(settings.keys))
    const erased = tables.some(({ table }) => table === 'person_keys')
      ? await db.selectFrom('person_keys').select('person_id').where('sealed', 'is', null).execute()
      : []
    for (const { person_id } of erased) if (!noted.has(person_id)) noteErasure(settings.keys, person_id)
    if (checkpoint !== null) await noteNewestCheckpoint(db, settings.keys, checkpoint)
  } catch (error) {
    log.warn('Erasures and the newest checkpoint could not be noted beside the keys', {
      place: settings.keys,
      error,
    })
  } finally {
    await db.destroy()
  }
}

/** What an erasure does to a person's rows; the room of people hands in its own. */
export type Erase = (
  trx: Transaction<Tables>,
  house: Pick<House, 'keys' | 'now'>,
  personId: string,
) => Promise<void>

/** `tp admin restore FILE`. Answers 1 when the history of the backup does not hold together. */
export async function restoreCommand(
  house: ClosedHouse,
  argv: string[],
  io: Io,
  erase: Erase = (trx, { now }, personId) => erasePerson(trx, personId, now()),
): Promise<ExitCode> {
  const { file, values } = read('tp admin restore', restoreUsage, argv, {
    check: { type: 'boolean' },
    keys: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'without-keys': { type: 'boolean' },
    unsigned: { type: 'boolean' },
    'yes-replace': { type: 'string' },
    json: { type: 'boolean' },
  })
  if (file === null) return help(io, restoreUsage, argv)
  const backup = await openBackup(file)
  try {
    assertNotNewer(backup, { application: applicationVersion() })
    if (values.check) return await checkOnly(house, backup, values.json === true, io)
    return await restore(house, backup, { ...values }, io, erase)
  } finally {
    await backup.close()
  }
}

async function checkOnly(
  { settings }: ClosedHouse,
  backup: Backup,
  json: boolean,
  io: Io,
): Promise<ExitCode> {
  await backup.check()
  const { manifest } = backup
  const keys = keysIn(settings.keys)
  assertSignature(backup, keys, { unsigned: true })
  const ours = keys === null || isOurs(backup, keys)
  if (json) {
    const { madeAt, application, postgresql, migrations, checkpoint, tables } = manifest
    const result = { file: backup.file, bytes: backup.bytes, madeAt, application, postgresql, migrations }
    io.out(
      JSON.stringify({
        ...result,
        checkpoint,
        rows: rowsOf(backup),
        tables: tables.map(({ table, part }) => ({ table, rows: part.rows, sha256: part.sha256 })),
        keys: manifest.keys,
        signedWith: backup.signature?.keyId ?? null,
      }),
    )
    return ours ? 0 : 1
  }
  const say = speak(words, io.language)
  io.out(
    say('check.done', {
      file: backup.file,
      when: momentIn(io.language, manifest.madeAt),
      application: manifest.application,
      postgresql: manifest.postgresql,
      tables: manifest.tables.length,
      rows: formatNumber(io.language, rowsOf(backup)),
    }),
  )
  io.out(signatureSentence(backup, keys, settings.keys, io.language))
  if (manifest.keys.length > 0) io.out(say('check.keys', { keys: manifest.keys.join(', ') }))
  return ours ? 0 : 1
}

type RestoreValues = Record<string, string | boolean | undefined>

async function restore(
  house: ClosedHouse,
  backup: Backup,
  values: RestoreValues,
  io: Io,
  erase: Erase,
): Promise<ExitCode> {
  const { settings, now } = house
  const say = speak(words, io.language)
  const began = performance.now()
  const keysFile = text(values.keys)
  const bundle =
    keysFile === undefined
      ? null
      : readKeysFile(keysFile, await passphraseOf(text(values['passphrase-file']), false))
  const lost = assertKeys(backup, bundle, settings.keys, values['without-keys'] === true)
  const trust = { unsigned: values.unsigned === true }
  if (bundle === null) assertSignature(backup, keysIn(settings.keys), trust)
  const replace = text(values['yes-replace']) ?? null

  // In the opposite order of need: should anything fail, the folder is as it was.
  let placed: Placed | null = null
  try {
    const { restored, report } = await withOwner(house, async (place, ours) => {
      const restored = await restoreBackup(backup, place, {
        application: applicationVersion(),
        replace,
        forgetKeys: lost,
        ourConnections: ours,
        onProgress: progress(io, values.json === true),
        finish: async (trx, forgotten) => {
          if (bundle !== null) placed = placeKeys(settings.keys, bundle, replace !== null, now())
          if (bundle !== null) assertSignature(backup, keysIn(settings.keys), trust)
          await settle(trx, now())
          await letGoOf(trx, forgotten, now())
          // Keys are opened only for whoever is to be erased: a folder without any would be given new ones.
          return reapplyErasures(trx, settings.keys, (within, personId) =>
            erase(within, { keys: openKeys(settings.keys, house.log), now }, personId),
          )
        },
      })
      // Done is done: from here on the keys stay where they are.
      const kept = placed
      placed = null
      return {
        restored: { ...restored, placed: kept as Placed | null },
        report: await verified(house, place),
      }
    })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    return tell({ house, backup, restored, report, lost, seconds, json: values.json === true, io, say })
  } catch (error) {
    undoOf(placed)
    throw error
  }
}

// What is set within a callback is not seen by the compiler outside it.
function undoOf(placed: unknown): void {
  const keys = placed as Placed | null
  keys?.undo()
}

/** What was true at the moment of the backup and must not be true again. */
async function settle(trx: Transaction<Tables>, now: Date): Promise<void> {
  // Whoever was signed out since would be signed in again, and links that were used would count again.
  await sql`delete from accounts_session`.execute(trx)
  await sql`delete from accounts_verification`.execute(trx)
  // Browsers hold pages of versions that are gone: no version may be given twice to different data.
  const seconds = Math.floor(now.getTime() / 1000)
  await sql`update data_version set version = greatest(version + 1, ${seconds}::bigint)`.execute(trx)
}

/**
 * What lost keys had sealed cannot be opened again by anybody. Whatever would trip over it for ever is put away, so
 * that people come in, can be named anew and invited again.
 */
async function letGoOf(trx: Transaction<Tables>, forgotten: ForgottenKey[], now: Date): Promise<void> {
  const masters = forgotten.filter(({ use }) => use === 'master')
  if (masters.length === 0) return
  const lost = masters.map(({ id }) => id)
  await forgetLostPersonKeys(trx, lost)
  await sql`update mails set sealed = null,
      state = case state when 'queued' then 'failed' else state end,
      fault = case state when 'queued' then 'The key it was sealed with is lost' else fault end
    where split_part(sealed, '.', 2) = any (${lost})`.execute(trx)
  // Not merely emptied: an invitation without its address would be anybody's who has the link.
  await sql`update invitations set sealed = null,
      withdrawn = case when accepted is null then coalesce(withdrawn, ${now}) end,
      end_reason = case when accepted is null then coalesce(end_reason, 'The key it was sealed with is lost') else end_reason end
    where split_part(sealed, '.', 2) = any (${lost})`.execute(trx)
  await sql`delete from answered_once where body like 'v1.%' and split_part(body, '.', 2) = any (${lost})`.execute(
    trx,
  )
  // What is derived, not sealed, follows from the first key alone.
  if (masters.some(({ first }) => first)) await endSecondFactors(trx, now)
}

/** Nobody can show a second factor whose secret is closed: they set up a new one, which their history says. */
async function endSecondFactors(trx: Transaction<Tables>, now: Date): Promise<void> {
  await sql`delete from accounts_two_factor`.execute(trx)
  const { rows } = await sql<{ id: string }>`
    update accounts_user set two_factor_enabled = false where two_factor_enabled returning id`.execute(trx)
  for (const { id } of rows)
    await recordEvent(trx, {
      record: { kind: 'person', id },
      action: 'removed the second factor',
      before: { secondFactor: true },
      after: { secondFactor: false },
      reason: 'Restored without the key it was kept under',
      actor: operator,
      at: now,
    })
}

async function verified({ settings, log }: ClosedHouse, place: OwnedDatabase): Promise<HistoryReport> {
  const db = connect(place.connection, log, {
    connections: 1,
    ...(place.schema === undefined ? {} : { schema: place.schema }),
  })
  try {
    return await verifyHistory({ db, keys: openKeys(settings.keys, log) })
  } finally {
    await db.destroy()
  }
}

function tell({
  house,
  backup,
  restored,
  report,
  lost,
  seconds,
  json,
  io,
  say,
}: {
  house: ClosedHouse
  backup: Backup
  restored: Restored<number> & { placed: Placed | null }
  report: HistoryReport
  lost: string[]
  seconds: number
  json: boolean
  io: Io
  say: ReturnType<typeof speak<keyof (typeof words)['en']>>
}): ExitCode {
  const { settings } = house
  const known = knownCheckpoint(settings.keys)
  const held = report.lastCheckpoint
  // Said below; from here on the history of the backup is the one that counts.
  try {
    noteRestoredCheckpoint(settings.keys, held)
  } catch (error) {
    house.log.warn('The newest checkpoint could not be noted beside the keys', {
      place: settings.keys,
      error,
    })
  }
  const shorter = known !== null && known.number > (held?.number ?? 0)
  const other = known !== null && held !== null && known.number === held.number && known.hash !== held.hash
  const exit: ExitCode = report.intact ? 0 : 1
  const { placed, finding: erasedAgain, ...rest } = restored
  if (json) {
    const history = { intact: report.intact, faults: report.faults, events: report.events }
    io.out(
      JSON.stringify({
        ...rest,
        madeAt: backup.manifest.madeAt,
        seconds,
        keysWritten: placed?.written ?? 0,
        keysMovedTo: placed?.movedAside ?? null,
        keysLost: lost,
        erasedAgain,
        history: { ...history, lastCheckpoint: held, knownCheckpoint: known, shorter, other },
      }),
    )
    return exit
  }
  const number = (value: number) => formatNumber(io.language, value)
  const when = momentIn(io.language, backup.manifest.madeAt)
  const folder = settings.keys
  io.out(
    say('restore.done', {
      when,
      tables: rest.tables.length,
      rows: number(rest.rows),
      seconds: number(seconds),
    }),
  )
  if (rest.migrated.length > 0) io.out(say('restore.migrated', { changes: rest.migrated.join(', ') }))
  for (const { table, rows } of rest.leftOut) io.out(say('restore.left out', { table, rows: number(rows) }))
  if (rest.jobs > 0) io.out(say('restore.jobs', { jobs: number(rest.jobs) }))
  if (placed !== null && placed.written > 0) io.out(say('restore.keys', { written: placed.written, folder }))
  if (placed !== null && placed.movedAside !== null)
    io.out(say('restore.keys aside', { folder: placed.movedAside }))
  if (lost.length > 0) io.out(say('restore.keys lost', { keys: lost.join(', ') }))
  if (erasedAgain !== null && erasedAgain > 0) io.out(say('restore.erased', { count: erasedAgain }))
  io.out(say('restore.signed out'))
  io.out(say('restore.since', { when }))
  if (report.intact)
    io.out(
      say('restore.history intact', {
        events: number(report.events),
        checkpoints: number(report.checkpoints),
      }),
    )
  else
    io.out(
      say('restore.history broken', {
        count: report.faultCount,
        first: report.faults[0]?.message ?? '',
      }),
    )
  if (known !== null && (shorter || other)) {
    const at = { known: known.number, when: momentIn(io.language, known.at) }
    io.out(
      shorter
        ? say('restore.history shorter', { ...at, held: held?.number ?? 0 })
        : say('restore.history other', at),
    )
  }
  io.out(say('restore.next'))
  return exit
}

// ---- keys

/** The keys of a folder, if it holds any: none are made here. */
function keysIn(folder: string): Keys | null {
  return existsSync(path.join(folder, 'signing-1.json')) ? openKeys(folder) : null
}

/**
 * Which keys the backup needs that neither the file of keys nor the folder holds. Throws Conflict naming them,
 * unless they are said to be lost.
 */
function assertKeys(
  { manifest, file }: Backup,
  bundle: Bundle | null,
  folder: string,
  withoutKeys: boolean,
): string[] {
  const ids = keysIn(folder)?.ids()
  const present = bundle === null ? [...(ids?.master ?? []), ...(ids?.signing ?? [])] : keyIdsOf(bundle)
  const lacking = manifest.keys.filter((id) => !present.includes(id))
  if (lacking.length === 0 || withoutKeys) return lacking
  throw new Conflict('The keys of this backup are not here; nothing was touched', [
    {
      place: file,
      message: `It was made with the keys ${lacking.join(', ')}. Without them contact data, personal values and second factors cannot be read, by anybody.`,
      remedy:
        'Give the file of the keys with --keys, or put their folder in its place (TIP_KEYS). If they are lost for good, say --without-keys.',
    },
  ])
}

/**
 * Throws Unusable when our keys did not sign this: it was changed, made elsewhere, or its
 * signature was taken off. Whoever knows that, and why, says so (`unsigned`). A house without
 * keys has nothing to hold it against.
 */
function assertSignature(
  { file, signature, signedBytes }: Backup,
  keys: Keys | null,
  { unsigned }: { unsigned: boolean },
): void {
  if (keys === null || keys.ids().signing.length === 0) return
  if (signature === null || !keys.ids().signing.includes(signature.keyId)) {
    if (unsigned) return
    throw new Unusable('The backup is not signed by a key of this house; nothing was touched', [
      {
        place: file,
        message:
          signature === null
            ? 'It carries no signature: anybody may have written what stands in it.'
            : `It is signed with the key ${signature.keyId}, which is not among those of this house.`,
        remedy:
          'Take the copy that this house made. If you know why it is so and trust the file, add --unsigned.',
      },
    ])
  }
  if (keys.verify(signedBytes, signature)) return
  throw new Unusable('The backup was changed after it was made; nothing was touched', [
    {
      place: file,
      message: `Its signature is not that of the key ${signature.keyId} over what it says.`,
      remedy: 'Take another copy of it, and find out who could write to this one.',
    },
  ])
}

function isOurs({ signature }: Backup, keys: Keys): boolean {
  const { signing } = keys.ids()
  return signing.length === 0 || (signature !== null && signing.includes(signature.keyId))
}

function signatureSentence(
  { signature }: Backup,
  keys: Keys | null,
  folder: string,
  language: Language,
): string {
  const say = speak(words, language)
  if (signature === null) return say('check.unsigned')
  const ours = keys?.ids().signing.includes(signature.keyId) === true
  return say(ours ? 'check.signed' : 'check.stranger', { key: signature.keyId, folder })
}

// ---- the rest

/** The database as its owner; nobody of this house but us is connected. */
async function withOwner<T>(
  { settings, log }: ClosedHouse,
  work: (place: OwnedDatabase, ours: string[]) => Promise<T>,
): Promise<T> {
  const opened = await openDatabase(settings, log)
  const { ownerConnection: connection } = opened
  if ('connectionString' in connection) {
    // It was only asked whether it can be used; its connections would count as somebody at work.
    await opened.close()
    return work({ connection }, [])
  }
  try {
    return await work({ connection }, [connection.application_name])
  } finally {
    await opened.close()
  }
}

function read(
  command: string,
  usage: string,
  argv: string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
): { file: string | null; values: RestoreValues } {
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help') return { file: null, values: {} }
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), [
      { place: command, message: 'The command was put together wrongly.', remedy: usage },
    ])
  }
  const { values, positionals } = parsed
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new WrongUse(file === undefined ? 'Which file?' : 'One file at a time', [
      { place: command, message: 'It takes the name of one file.', remedy: usage },
    ])
  return { file, values: values as RestoreValues }
}

function help(io: Io, usage: string, argv: string[]): ExitCode {
  io.out(usage)
  return argv.length === 0 ? 2 : 0
}

function progress(io: Io, quiet: boolean): (step: string, done: number, of: number) => void {
  const say = speak(words, io.language)
  let last = ''
  return (step, done, of) => {
    const percent = of === 0 ? 100 : 10 * Math.floor((10 * done) / of)
    const line =
      step === 'migrate'
        ? say('restore.migrate', { done: done + 1, of })
        : say(step === 'check' ? 'restore.check' : 'restore.load', { percent })
    if (!quiet && line !== last) io.err(line)
    last = line
  }
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function rowsOf({ manifest }: Backup): number {
  return manifest.tables.reduce((sum, { part }) => sum + part.rows, 0)
}

/** The version of this program, as its package says. */
function applicationVersion(): string {
  const said: unknown = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8'))
  return typeof said === 'object' && said !== null && 'version' in said ? String(said.version) : '0.0.0'
}

function momentIn(language: Language, iso: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(iso))
}

function sizeIn(language: Language, bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? ['kB', bytes / 1000] : ['MB', bytes / 1_000_000]
  return `${formatNumber(language, Math.round(size * 10) / 10)} ${unit}`
}
